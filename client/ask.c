/*
 * ask - the stats socket: one command in, its answer out
 *
 * The server closes the connection after its answer.  The socket lies beside
 * the main one, with `.stats` after its name.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/ask.h"
#include "client/console.h"
#include "client/quit.h"
#include "text.h"

#define COMMAND_MAX	1024		/* bytes */

static void
stats_path(const struct target *target, char *path, size_t size)
{
	text_format(path, size, "%s.stats", target->socket);
}

bool
ask_send(const struct target *target, const char *command, struct link *link)
{
	char path[256], line[COMMAND_MAX + 1];

	stats_path(target, path, sizeof path);
	if (!link_open_unix(link, path))
		return false;
	text_format(line, sizeof line, "%s\n", command);
	if (!link_send(link, line, strlen(line)))
		quit("%s: %s", path, strerror(errno));
	return true;
}

static void
quit_unheard(const struct target *target)
{
	char path[256];

	stats_path(target, path, sizeof path);
	quit("%s: %s", path, strerror(errno));
}

bool
ask_stats(const struct target *target, const char *command, struct buf *out)
{
	struct link link;
	int got;

	if (!ask_send(target, command, &link))
		return false;
	while ((got = link_receive(&link)) == 1)
		;
	if (got == -1)
		quit_unheard(target);
	buf_add(out, link.in.bytes, link.in.len);
	buf_add(out, "", 1);
	link_close(&link);
	return true;
}

/* The words of the command line, joined again by spaces. */
static void
join(int argc, char **argv, char *out, size_t size)
{
	size_t used = 0;
	int i;

	out[0] = '\0';
	for (i = 1; i < argc; i++) {
		if (used + strlen(argv[i]) + 2 > size)
			quit("this command is too long");
		text_format(out + used, size - used, "%s%s",
		    i == 1 ? "" : " ", argv[i]);
		used += strlen(out + used);
	}
}

int
ask_command(const struct target *target, int argc, char **argv)
{
	char command[COMMAND_MAX], path[256];
	struct link link;
	int got;

	if (argc == 1 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return console_command(target);
	join(argc, argv, command, sizeof command);
	if (!ask_send(target, argc > 1 ? command : "help", &link)) {
		stats_path(target, path, sizeof path);
		quit("no server listens on %s: %s", path, strerror(errno));
	}
	/* As it comes: a watch has no end of its own. */
	while ((got = link_receive(&link)) == 1) {
		fwrite(link.in.bytes, 1, link.in.len, stdout);
		fflush(stdout);
		buf_reset(&link.in);
	}
	if (got == -1)
		quit_unheard(target);
	link_close(&link);
	return 0;
}
