/*
 * goxelctl top on a terminal, which tmux is; skipped where there is no tmux.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/screen.h"
#include "tests/skip.h"

TestSuite(top, .fini = finish);

static void
begin(void)
{
	const char *build = getenv("BUILD");

	if (system("command -v tmux >/dev/null") != 0)
		skip("tmux is not installed");
	s = server_start("workers=2");
	cr_assert_eq(tmux("new-session -d -x 80 -y 24 '%s/goxelctl -s %s top'",
	    build == NULL ? "build" : build, s.socket), 0);
	shows("workers 2/2");
}

static bool
has_ended(const void *unused)
{
	(void)unused;
	return tmux("has-session") != 0;
}

static void
end(void)
{
	tmux("send-keys q");
	cr_assert(soon(has_ended, NULL, PATIENCE_MS), "q does not end it");
	server_stop(&s);
}

Test(top, workers_methods_and_projects_are_shown)
{
	struct client c;
	pid_t pids[WORKERS_MAX];
	char pid[16];

	begin();
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle\"]");
	worker_pids(&s, pids);
	snprintf(pid, sizeof pid, "%d", (int)pids[0]);
	shows(pid);
	shows("goxel.create_project");
	shows("castle");
	shows("K kill");
	client_close(&c);
	end();
}

Test(top, keys_sort_filter_pause_and_help)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle\"]");
	client_close(&c);
	tmux("send-keys s");
	shows("workers by load");
	tmux("send-keys m");
	shows("methods by p99");
	shows("castle");
	tmux("send-keys / n o t h i n g");
	shows("filter: nothing_");
	cr_assert_not(page_has("castle"));
	tmux("send-keys Escape");
	shows("castle");
	tmux("send-keys p");
	shows("PAUSED");
	tmux("send-keys p h");
	shows("Any key goes back");
	tmux("send-keys x");
	shows("CALLS/S");
	end();
}

Test(top, kill_asks_first)
{
	pid_t pids[WORKERS_MAX];

	begin();
	worker_pids(&s, pids);
	tmux("send-keys K");
	shows("select a worker first");
	tmux("send-keys j");
	tmux("send-keys K");
	shows("kill worker 0?");
	tmux("send-keys n");
	shows("was not killed");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	tmux("send-keys K");
	shows("kill worker 0?");
	tmux("send-keys y");
	shows("killed worker 0, process");
	shows("deaths 1");
	await_ready(&s, 2);
	end();
}

Test(top, drain_is_ordered_and_its_answer_shown)
{
	begin();
	tmux("send-keys Down");
	tmux("send-keys d");
	shows("drain worker 0: ");
	tmux("send-keys u");
	shows("undrain worker 0: ");
	end();
}

Test(top, page_follows_the_size_of_the_terminal)
{
	begin();
	tmux("resize-window -x 60 -y 12");
	shows("EVENTS");
	tmux("resize-window -x 120 -y 40");
	shows("K kill");
	end();
}

Test(top, server_that_stops_is_told_and_does_not_end_it)
{
	begin();
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	shows("the server does not answer");
	tmux("send-keys q");
	cr_assert(soon(has_ended, NULL, PATIENCE_MS));
	server_forget(&s);
}

Test(top, once_needs_no_terminal)
{
	char line[256];
	const char *build = getenv("BUILD");

	s = server_start("workers=2");
	build = build == NULL ? "build" : build;
	snprintf(line, sizeof line, "%s/goxelctl -s %s top --once >%s", build,
	    s.socket, in_dir(&s, "page"));
	cr_assert_eq(system(line), 0);
	cr_assert(strstr(server_file(&s, in_dir(&s, "page")),
	    "workers 2/2") != NULL);
	snprintf(line, sizeof line, "%s/goxelctl -s %s top </dev/null 2>%s",
	    build, s.socket, in_dir(&s, "err"));
	cr_assert_neq(system(line), 0);
	cr_assert(strstr(server_file(&s, in_dir(&s, "err")),
	    "top needs a terminal") != NULL);
	server_stop(&s);
}
