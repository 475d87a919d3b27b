/*
 * test_conflict - settings that contradict each other are told
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/examine.h"

static struct findings list;

/* Examine settings "name":value ... given as rows. */
static void
examine(const char *rows)
{
	struct patient p = { .config = cJSON_Parse(rows) };

	cr_assert_not_null(p.config);
	list.count = 0;
	conflict_examine(&p, &list);
	patient_close(&p);
}

static void
finds(enum verdict verdict, const char *what)
{
	cr_assert_eq(list.count, 1, "%d findings", list.count);
	cr_assert_eq(list.at[0].verdict, verdict);
	cr_assert(strstr(list.at[0].what, what) != NULL, "%s",
	    list.at[0].what);
}

Test(conflict, ordinary_settings_have_none)
{
	examine("[{\"name\":\"durability\",\"value\":\"power\"},"
	    "{\"name\":\"data_dir\",\"value\":\"/d\"},"
	    "{\"name\":\"workers\",\"value\":1}]");
	finds(VERDICT_OK, "none");
}

Test(conflict, power_without_a_folder_is_bad)
{
	examine("[{\"name\":\"durability\",\"value\":\"power\"},"
	    "{\"name\":\"data_dir\",\"value\":\"off\"}]");
	finds(VERDICT_BAD, "power cut");
}

Test(conflict, hosts_without_a_listener_say_nothing)
{
	examine("[{\"name\":\"listen\",\"value\":\"off\"},"
	    "{\"name\":\"http_origins\",\"value\":\"\"},"
	    "{\"name\":\"http_token_file\",\"value\":\"\"},"
	    "{\"name\":\"http_hosts\",\"value\":\"example.org\"}]");
	finds(VERDICT_WARN, "http_hosts");
}

Test(conflict, script_that_its_job_ends_is_told)
{
	examine("[{\"name\":\"script_memory\",\"value\":65},"
	    "{\"name\":\"job_memory\",\"value\":64}]");
	finds(VERDICT_WARN, "script_memory");
	examine("[{\"name\":\"script_memory\",\"value\":64},"
	    "{\"name\":\"job_memory\",\"value\":64}]");
	finds(VERDICT_OK, "none");
}

Test(conflict, more_memory_than_there_is_is_told)
{
	examine("[{\"name\":\"worker_memory\",\"value\":1000000000}]");
	finds(VERDICT_WARN, "worker_memory");
}

Test(conflict, folder_that_is_not_there_is_told)
{
	examine("[{\"name\":\"files_root\",\"value\":\"/no/such\"}]");
	finds(VERDICT_WARN, "/no/such");
}

Test(conflict, server_that_is_not_asked_has_no_finding)
{
	struct patient p = { .pid = 0 };

	conflict_examine(&p, &list);
	cr_assert_eq(list.count, 0);
}
