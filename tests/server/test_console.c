/*
 * goxelctl stats on a terminal: a prompt.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/screen.h"
#include "tests/skip.h"

TestSuite(console, .fini = finish);

/* Not while a tmux that has just lost its last session is still going. */
static bool
has_begun(const void *arg)
{
	const char *build = getenv("BUILD");

	(void)arg;
	return tmux("new-session -d -x 80 -y 24 '%s/goxelctl -s %s stats'",
	    build == NULL ? "build" : build, s.socket) == 0;
}

static void
open_prompt(void)
{
	cr_assert(soon(has_begun, NULL, PATIENCE_MS));
	shows("goxeld>");
}

static void
begin(void)
{
	if (system("command -v tmux >/dev/null") != 0)
		skip("tmux is not installed");
	s = server_start("workers=2");
	open_prompt();
}

/* A key that comes before the prompt does is nobody's. */
static bool
has_ended(const void *arg)
{
	(void)arg;
	return tmux("send-keys C-u C-d") != 0 || tmux("has-session") != 0;
}

static void
leave(void)
{
	cr_assert(soon(has_ended, NULL, PATIENCE_MS), "Ctrl-D ends it");
}

Test(console, tab_completes_commands_and_workers)
{
	begin();
	tmux("send-keys 'drain w' Tab");
	shows("goxeld> drain worker");
	tmux("send-keys ' ' Tab");
	shows("drain worker 1");
	tmux("send-keys 1 Enter");
	shows("done: worker 1");
	tmux("send-keys 'set log_le' Tab");
	shows("goxeld> set log_level");
	leave();
	server_stop(&s);
}

Test(console, interrupt_ends_a_watch_and_not_the_prompt)
{
	begin();
	tmux("send-keys 'watch show version 1' Enter");
	shows("layout: ");
	tmux("send-keys C-c");
	shows("goxeld>");
	tmux("send-keys 'show journal' Enter");
	shows("passes_begun: ");
	leave();
	server_stop(&s);
}

Test(console, what_was_asked_is_there_again_next_time)
{
	begin();
	tmux("send-keys 'show rings' Enter");
	shows("ring_bytes");
	leave();
	open_prompt();
	tmux("send-keys Up");
	shows("goxeld> show rings");
	leave();
	server_stop(&s);
}
