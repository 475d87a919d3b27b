/*
 * test_storage - what doctor says of a data folder
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/examine.h"

static struct findings list;
static char dir[] = "/tmp/test-storage.XXXXXX";

/* A server whose info and data_dir are these. */
static void
examine(const char *info, const char *data_dir)
{
	struct patient p = { .info = cJSON_Parse(info) };
	char config[256];

	snprintf(config, sizeof config, "[{\"name\":\"data_dir\",\"value\":"
	    "\"%s\"}]", data_dir);
	p.config = cJSON_Parse(config);
	cr_assert(p.info != NULL && p.config != NULL);
	list.count = 0;
	storage_examine(&p, &list);
	patient_close(&p);
}

static enum verdict
verdict_of(const char *check)
{
	int i;

	for (i = 0; i < list.count; i++)
		if (strcmp(list.at[i].check, check) == 0)
			return list.at[i].verdict;
	cr_assert_fail("no finding of %s", check);
	return VERDICT_OK;
}

Test(storage, memory_only_is_well_if_it_was_asked_for)
{
	examine("{\"store\":\"off\"}", "off");
	cr_assert_eq(verdict_of("store"), VERDICT_OK);
	examine("{\"store\":\"off\"}", "/somewhere");
	cr_assert_eq(verdict_of("store"), VERDICT_BAD);
}

Test(storage, keeper_that_is_not_there_is_bad)
{
	examine("{\"store\":\"/tmp\",\"keeper\":0}", "/tmp");
	cr_assert_eq(verdict_of("keeper"), VERDICT_BAD);
	examine("{\"store\":\"/tmp\",\"keeper\":77}", "/tmp");
	cr_assert_eq(verdict_of("keeper"), VERDICT_OK);
}

Test(storage, full_store_and_lost_folder_are_bad)
{
	examine("{\"store\":\"/tmp\",\"store_full\":\"yes\"}", "/tmp");
	cr_assert_eq(verdict_of("disk"), VERDICT_BAD);
	examine("{\"store\":\"/no/such\"}", "/no/such");
	cr_assert_eq(verdict_of("disk"), VERDICT_BAD);
	cr_assert_eq(verdict_of("fsync"), VERDICT_WARN);
}

/* Of a sparse write-ahead log of so many bytes. */
static enum verdict
verdict_of_wal(off_t size)
{
	char path[64];

	snprintf(path, sizeof path, "%s/journal.db-wal", dir);
	fclose(fopen(path, "we"));
	cr_assert_eq(truncate(path, size), 0);
	examine("{\"store\":\"x\",\"keeper\":77}", dir);
	unlink(path);
	return verdict_of("journal");
}

Test(storage, journal_that_is_not_tidied_is_told)
{
	enum verdict at, beyond;

	cr_assert_not_null(mkdtemp(dir));
	at = verdict_of_wal(64 << 20);
	beyond = verdict_of_wal((64 << 20) + 1);
	rmdir(dir);
	cr_assert_eq(at, VERDICT_OK);
	cr_assert_eq(beyond, VERDICT_WARN);
}

Test(storage, server_that_is_not_asked_has_no_finding)
{
	struct patient p = { .pid = 0 };

	list.count = 0;
	storage_examine(&p, &list);
	cr_assert_eq(list.count, 0);
}
