/*
 * What the stats socket calls things: the columns and keys that programs rely
 * on.  A name here is never changed; a new one is added at its place.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/pair.h"

TestSuite(shown, .fini = harness_fini);

static void
begin(void)
{
	s = server_start("workers=2 slow_request=0");
	await_ready(&s, 2);	/* one that is starting shows no stack */
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle, \\\"old\\\"\"]");
	call(&c, "none", NULL);
}

static const struct { const char *topic, *columns; } tables[] = {
	{ "workers", "worker,pid,state,age_s,connections,projects,jobs,"
	    "waiting,requests,errors,edits,cpu_s,deaths,shadow,cpu_ms,"
	    "p50_us,p99_us,running_us,running" },
	{ "conns", "conn,state,worker,transport,door,peer_pid,peer_uid,age_s,"
	    "idle_s,requests,unread,unsent,project" },
	{ "projects", "worker,pid,revision,connections,current,lag,stored,"
	    "filed,where,name" },
	{ "methods", "method,calls,errors,mean_us,p50_us,p99_us,max_us" },
	{ "layers", "layer,samples,each,mean_us,p50_us,p99_us,max_us,"
	    "percent,path" },
	{ "latency", "from_us,to_us,calls,percent,percent_below" },
	{ "slowlog", "slow,when,conn,worker,method,error,total_us,parse_us,"
	    "wait_us,execute_us,bytes_in,bytes_out,project,p50_us,p99_us,"
	    "path" },
	{ "errors", "error,code,replies,meaning" },
	{ "crashes", "crash,when,worker,pid,end,running,repaired,moved" },
	{ "rings", "ring_bytes,rings,in_use,in_use_bytes,percent" },
	{ "memory", "process,pid,resident_kib,shared_kib,private_kib,"
	    "virtual_kib,voxels_kib,history_kib,requests_kib,rings_kib,"
	    "profiler_kib,other_kib,unused_kib" },
	{ "config", "name,value,from" },
	{ "events", "event,when,kind,worker,text" },
};

static const struct { const char *topic, *names; } records[] = {
	{ "version", "version compiler libevent layout upgrades "
	    "uptime_seconds" },
	{ "journal", "store durability keeper store_full store_commits "
	    "store_edits store_bytes commit_us commit_us_max passes_begun "
	    "passes_done pass_wanted sleeping last_commit_ms_ago lag_bytes" },
	{ "traces", "endpoint sample tracer tracer_deaths requests_waiting "
	    "spans_made spans_dropped spans_exported spans_failed "
	    "batches_tried" },
	{ "worker 0", "worker pid state age_seconds running running_us "
	    "heartbeat_ms_ago connections projects jobs jobs_waiting requests "
	    "errors edits bytes_in bytes_out cpu_s resident_kib deaths shadow "
	    "stack" },
	{ "conn", "conn state worker transport door project peer_pid "
	    "peer_uid trusted age_seconds idle_ms requests attempts received "
	    "consumed unread answered sent unsent batch rx_ring_bytes "
	    "tx_ring_bytes" },
	{ "info", "version pid uptime_seconds socket listen state workers "
	    "workers_ready connections projects store durability keeper "
	    "store_full store_commits store_edits store_bytes commit_us "
	    "commit_us_max recoveries recovery_us_p50 recovery_us_p99 "
	    "recovery_us_max rings_16k rings_256k rings_4m rings_32m "
	    "rings_256m" },
};

/* The row of the only connection there is. */
static int
only_conn(void)
{
	return (int)number_at(stats(&s, "show conns requests>0 json"),
	    "0.conn");
}

/* The answer to "show TOPIC FORM". */
static const char *
shown(const char *topic, const char *form)
{
	char command[64];

	if (strcmp(topic, "conn") == 0)
		snprintf(command, sizeof command, "show conn %d %s",
		    only_conn(), form);
	else
		snprintf(command, sizeof command, "show %s %s", topic, form);
	return stats(&s, command);
}

/* The heads of a table in all three forms. */
static void
check_table(const char *topic, const char *columns)
{
	char head[512], key[64], *column, *rest = head;
	const char *said = shown(topic, "csv");
	size_t len = strlen(columns);

	cr_assert(strncmp(said, columns, len) == 0 && said[len] == '\r',
	    "%s: %s", topic, said);
	snprintf(head, sizeof head, "%s", columns);
	while ((column = strsep(&rest, ",")) != NULL) {
		said = shown(topic, "");
		cr_assert(strstr(said, column) != NULL &&
		    strstr(said, column) < strchr(said, '\n'), "%s: no %s",
		    topic, column);
		snprintf(key, sizeof key, "\"%s\":", column);
		said = shown(topic, "json");
		cr_assert(strcmp(said, "[]\n") == 0 ||
		    strstr(said, key) != NULL, "%s: no %s in %s", topic, key,
		    said);
	}
}

Test(shown, tables_have_their_columns_in_every_form)
{
	size_t i;

	begin();
	for (i = 0; i < sizeof tables / sizeof tables[0]; i++)
		check_table(tables[i].topic, tables[i].columns);
	end();
}

/* Each name begins a line, in this order. */
static void
check_record(const char *topic, const char *names)
{
	char list[1024], line[64], key[64], *name, *rest = list;
	const char *text, *at;

	snprintf(list, sizeof list, "%s", names);
	while ((name = strsep(&rest, " ")) != NULL) {
		text = at = shown(topic, "");
		snprintf(line, sizeof line, "%s: ", name);
		while (at != NULL && strncmp(at, line, strlen(line)) != 0)
			at = strchr(at, '\n') == NULL ? NULL :
			    strchr(at, '\n') + 1;
		cr_assert(at != NULL, "%s: no %s in %s", topic, name, text);
		snprintf(key, sizeof key, "\"%s\":", name);
		cr_assert(strstr(shown(topic, "json"), key) != NULL,
		    "%s: no %s", topic, key);
		snprintf(key, sizeof key, "\n%s,", name);
		cr_assert(strstr(shown(topic, "csv"), key) != NULL,
		    "%s: no %s", topic, key);
	}
}

Test(shown, records_have_their_names_in_every_form)
{
	size_t i;

	begin();
	for (i = 0; i < sizeof records / sizeof records[0]; i++)
		check_record(records[i].topic, records[i].names);
	end();
}

Test(shown, help_lists_every_topic)
{
	char command[64];
	size_t i;

	begin();
	for (i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		snprintf(command, sizeof command, "show %s ",
		    tables[i].topic);
		cr_assert(strstr(stats(&s, "help"), command) != NULL, "no %s",
		    command);
	}
	end();
}

Test(shown, help_lists_what_has_a_word)
{
	begin();
	expect_text(stats(&s, "help worker"), "drain worker N");
	cr_assert_null(strstr(stats(&s, "help worker"), "show info"));
	expect_text(stats(&s, "help show json"), "\"show conn ID\"");
	end();
}

Test(shown, csv_quotes_what_a_client_named)
{
	begin();
	cr_assert(strstr(stats(&s, "csv show projects"),
	    ",\"castle, \"\"old\"\"\"\r\n") != NULL, "%s",
	    stats(&s, "csv show projects"));
	end();
}

Test(shown, filters_and_sort_choose_the_rows)
{
	begin();
	expect(stats(&s, "show workers sort=worker limit=1 json"),
	    "0.worker", "1");
	expect(stats(&s, "show workers sort=-worker json"), "0.worker", "0");
	expect(stats(&s, "show workers worker!=0 json"), "0.worker", "1");
	expect(stats(&s, "show workers worker<1 json"), "0.worker", "0");
	cr_assert_str_eq(stats(&s, "show workers worker>1 json"), "[]\n");
	cr_assert_str_eq(stats(&s, "show config name=workers name=jobs "
	    "csv"), "name,value,from\r\n");
	expect(stats(&s, "show config name=\"workers\" json"), "0.value",
	    "2");
	end();
}

Test(shown, unknown_column_names_those_that_there_are)
{
	begin();
	expect_text(stats(&s, "show errors kind=x"), "there are: error code "
	    "replies meaning");
	expect_text(stats(&s, "show errors sort=x json"), "\"error\"");
	end();
}

Test(shown, mistyped_command_is_told_the_nearest)
{
	begin();
	expect_text(stats(&s, "show wokers"), "'show workers'");
	expect_text(stats(&s, "slowlog"), "'show slowlog'");
	expect_text(stats(&s, "drian worker 0"), "'drain worker'");
	expect_text(stats(&s, "show worker"), "usage: show worker N");
	end();
}

Test(shown, several_commands_are_answered_in_their_order)
{
	const char *said;

	begin();
	said = stats(&s, "show version; show rings ;; show errors limit=1;");
	cr_assert(strstr(said, "version: ") == said);
	cr_assert(strstr(said, "\n\nring_bytes") != NULL, "%s", said);
	cr_assert(strstr(said, "\n\nerror ") > strstr(said, "\n\nring_bytes"),
	    "%s", said);
	end();
}

Test(shown, a_request_stands_in_the_slow_log)
{
	const char *said;

	begin();
	callf(&c, "goxel.add_voxel", "[%d,0,0,1,1,1]", 3);
	said = stats(&s, "show slowlog method=goxel.add_voxel json");
	expect(said, "0.error", "\"-\"");
	expect(said, "0.project", "\"castle, \\\"old\\\"\"");
	cr_assert_geq(number_at(said, "0.bytes_in"), 40);
	cr_assert_geq(number_at(said, "0.total_us"), 1);
	cr_assert_geq(number_at(said, "0.total_us"),
	    number_at(said, "0.execute_us"));
	expect_text(stats(&s, "clear slowlog"), "done: ");
	cr_assert_str_eq(stats(&s, "show slowlog json"), "[]\n");
	end();
}

Test(shown, worker_tells_its_stack)
{
	begin();
	expect(stats(&s, "show worker 1 json"), "stack", "\"told\"");
	expect_text(stats(&s, "show worker 1"), "event_base_loop");
	expect_text(stats(&s, "show worker 2"), "show workers lists");
	end();
}

/* Stopped, it cannot answer. */
Test(shown, worker_that_does_not_tell_its_stack_is_waited_for_shortly)
{
	pid_t pids[WORKERS_MAX];

	begin();
	pids[0] = (pid_t)number_at(stats(&s, "show worker 1 json"), "pid");
	kill(pids[0], SIGSTOP);
	expect_text(stats(&s, "show worker 1"), "stack: it did not tell "
	    "within 100 ms");
	kill(pids[0], SIGCONT);
	end();
}

Test(shown, events_tell_of_a_death)
{
	pid_t pid;

	begin();
	pid = serving_worker(&s);
	kill_worker(&s, pid);
	await_ready(&s, 2);
	cr_assert(strstr(stats(&s, "show events kind=worker_death"),
	    "died") != NULL || strstr(stats(&s,
	    "show events kind=worker_death"), "signal 9") != NULL);
	expect(stats(&s, "show events kind=start json"), "0.worker", "\"-\"");
	end();
}

Test(shown, connection_is_shown_with_its_door)
{
	begin();
	expect(shown("conn", "json"), "door", "\"json\"");
	expect(stats(&s, "show conns door=json json"), "0.state",
	    "\"owned\"");
	cr_assert_str_eq(stats(&s, "show conns door=http json"), "[]\n");
	end();
}

Test(shown, layers_are_sampled)
{
	int i;

	begin();
	for (i = 0; i < 200; i++)
		call(&c, "ping", NULL);
	cr_assert_geq(number_beside(stats(&s, "show layers json"), "layer",
	    "execute", "samples"), 2);
	cr_assert_leq(number_beside(stats(&s, "show layers json"), "layer",
	    "execute", "samples"), 9);
	end();
}
