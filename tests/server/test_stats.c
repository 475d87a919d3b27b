/*
 * The stats socket: every command, for people and for programs.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/pair.h"

TestSuite(stats, .fini = harness_fini);

static const char *const topics[] = { "info", "workers", "conns", "projects",
    "methods", "config", "errors" };

#define TOPICS	(sizeof topics / sizeof topics[0])

static void
begin(void)
{
	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle\"]");
	call(&c, "none", NULL);
}

static bool
is_json(const char *text)
{
	cJSON *json = cJSON_Parse(text);

	cJSON_Delete(json);
	return json != NULL;
}

Test(stats, each_topic_is_text_for_people)
{
	char command[64];
	const char *said;
	size_t i;

	begin();
	for (i = 0; i < TOPICS; i++) {
		snprintf(command, sizeof command, "show %s", topics[i]);
		said = stats(&s, command);
		cr_assert_gt(strlen(said), 20, "%s: '%s'", command, said);
		cr_assert_eq(said[strlen(said) - 1], '\n');
		cr_assert_not(is_json(said), "%s is JSON", command);
	}
	end();
}

Test(stats, each_topic_is_json_for_programs_either_way)
{
	char command[64];
	size_t i;

	begin();
	for (i = 0; i < TOPICS; i++) {
		snprintf(command, sizeof command, "show %s json", topics[i]);
		cr_assert(is_json(stats(&s, command)), "%s: %s", command,
		    stats(&s, command));
		snprintf(command, sizeof command, "json show %s", topics[i]);
		cr_assert(is_json(stats(&s, command)), "%s: %s", command,
		    stats(&s, command));
	}
	end();
}

Test(stats, help_names_every_topic)
{
	const char *said;
	size_t i;

	begin();
	said = stats(&s, "help");
	for (i = 0; i < TOPICS; i++)
		cr_assert(strstr(said, topics[i]) != NULL, "no %s in %s",
		    topics[i], said);
	end();
}

Test(stats, unknown_command_is_told_and_harms_nothing)
{
	const char *said;

	begin();
	said = stats(&s, "show nonsense");
	cr_assert(strstr(said, "nonsense") != NULL, "it said: %s", said);
	stats(&s, "");
	stats(&s, "drop table workers; \x01\xff");
	cr_assert_geq(counter(&s, "requests"), 2);
	end();
}

Test(stats, info_counts_what_was_done)
{
	double requests, edits, errors;
	int i;

	begin();
	requests = counter(&s, "requests");
	edits = counter(&s, "edits");
	errors = counter(&s, "errors");
	for (i = 0; i < 10; i++)
		callf(&c, "goxel.add_voxel", "[%d,0,0,1,1,1]", i);
	for (i = 0; i < 5; i++)
		call(&c, "goxel.get_voxel", "[0,0,0]");
	for (i = 0; i < 3; i++)
		call(&c, "none", NULL);
	cr_assert_eq(counter(&s, "requests") - requests, 18);
	cr_assert_eq(counter(&s, "edits") - edits, 10);
	cr_assert_eq(counter(&s, "errors") - errors, 3);
	end();
}

Test(stats, info_tells_pid_and_version)
{
	const char *info;

	begin();
	info = stats(&s, "show info json");
	expect(info, "version", "\"" GOXELD_VERSION "\"");
	cr_assert_eq(number_at(info, "pid"), s.pid);
	end();
}

Test(stats, workers_are_listed_with_their_pids)
{
	pid_t pids[WORKERS_MAX];
	char text[16];
	unsigned i;

	begin();
	await_workers(&s, 2, 0);
	worker_pids(&s, pids);
	for (i = 0; i < 2; i++) {
		snprintf(text, sizeof text, "%d", (int)pids[i]);
		cr_assert(strstr(stats(&s, "show workers json"), text) !=
		    NULL);
		cr_assert(strstr(stats(&s, "show workers"), text) != NULL);
	}
	end();
}

Test(stats, projects_are_listed_with_their_worker)
{
	pid_t pid;

	begin();
	pid = project_worker(&s, "castle");
	cr_assert_eq(pid, serving_worker(&s));
	cr_assert(strstr(stats(&s, "show projects"), "castle") != NULL);
	end();
}

Test(stats, methods_are_counted)
{
	double before;
	int i;

	begin();
	before = number_beside(stats(&s, "show methods json"), "method",
	    "ping", "calls");
	for (i = 0; i < 7; i++)
		call(&c, "ping", NULL);
	cr_assert_eq(number_beside(stats(&s, "show methods json"), "method",
	    "ping", "calls") - before, 7);
	end();
}

Test(stats, config_tells_value_and_where_it_came_from)
{
	const char *config;

	begin();
	config = stats(&s, "show config");
	cr_assert(strstr(config, s.conf) != NULL, "%s", config);
	cr_assert(strstr(config, "flag") != NULL, "%s", config);
	cr_assert(strstr(config, "default") != NULL, "%s", config);
	cr_assert_eq(number_beside(stats(&s, "show config json"), "name",
	    "workers", "value"), 2);
	end();
}

Test(stats, connections_are_listed)
{
	char before[65536];

	begin();
	snprintf(before, sizeof before, "%s", stats(&s, "show conns"));
	client_close(&c);
	c = client_open(&s, DOOR_TCP);
	call(&c, "ping", NULL);
	cr_assert_str_neq(stats(&s, "show conns"), before);
	end();
}

Test(stats, no_counter_falls_when_a_worker_is_killed)
{
	static const char *const names[] = { "requests", "edits", "errors",
	    "connections_accepted", "bytes_in", "bytes_out" };
	double before[sizeof names / sizeof names[0]];
	pid_t pid;
	size_t i;

	begin();
	for (i = 0; i < 20; i++)
		callf(&c, "goxel.add_voxel", "[%zu,0,0,1,1,1]", i);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		before[i] = counter(&s, names[i]);
	pid = serving_worker(&s);
	kill_worker(&s, pid);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		cr_assert_geq(counter(&s, names[i]), before[i], "%s fell",
		    names[i]);
	await_workers(&s, 2, pid);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		cr_assert_geq(counter(&s, names[i]), before[i], "%s fell",
		    names[i]);
	cr_assert_geq(number_beside(stats(&s, "show methods json"), "method",
	    "goxel.add_voxel", "calls"), 20);
	end();
}

Test(stats, slow_asker_holds_up_nobody)
{
	struct server silent;
	struct client quiet;

	begin();
	silent = s;
	snprintf(silent.socket, sizeof silent.socket, "%s", s.stats);
	quiet = client_open(&silent, DOOR_UNIX);
	client_say(&quiet, "show in");
	cr_assert_geq(counter(&s, "requests"), 2);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_say(&quiet, "fo json\n");
	client_ends(&quiet);
	client_close(&quiet);
	end();
}
