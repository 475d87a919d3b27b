/*
 * screen - goxelctl on a terminal, which tmux plays
 *
 * A suite's .fini is finish(), which ends the terminal too.
 */
#ifndef TESTS_SERVER_SCREEN_H
#define TESTS_SERVER_SCREEN_H

#include <sys/wait.h>
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

static struct server s;
static char page[65536];	/* what tmux said last */

/* tmux with its own socket in the server's folder; its status. */
static int __attribute__((format(printf, 1, 2)))
tmux(const char *format, ...)
{
	char line[1024], words[768];
	va_list args;
	FILE *pipe;
	size_t len;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	snprintf(line, sizeof line, "HOME=%s tmux -S %s -f /dev/null %s "
	    "2>/dev/null", s.dir, in_dir(&s, "tmux"), words);
	pipe = popen(line, "re");
	cr_assert_not_null(pipe);
	len = fread(page, 1, sizeof page - 1, pipe);
	page[len] = '\0';
	return WEXITSTATUS(pclose(pipe));
}

static inline void
finish(void)
{
	if (s.dir[0] != '\0')
		tmux("kill-server");
	harness_fini();
}

static bool
page_has(const void *text)
{
	return tmux("capture-pane -p") == 0 && strstr(page, text) != NULL;
}

static inline void
shows(const char *text)
{
	cr_assert(soon(page_has, text, PATIENCE_MS), "no '%s' in:\n%s", text,
	    page);
}

#endif
