/*
 * goxelctl - speak with a running goxeld
 *
 * One program for people and scripts: requests, scripts of requests, the
 * stats socket, and signals.  On a terminal results are laid out for reading;
 * into a pipe they are the server's own JSON.  Whatever fails ends with one
 * line on standard error and status 1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/ask.h"
#include "client/bugreport.h"
#include "client/control.h"
#include "client/doctor.h"
#include "client/help.h"
#include "client/hotspots.h"
#include "client/link.h"
#include "client/mcp.h"
#include "client/quit.h"
#include "client/request.h"
#include "client/script.h"
#include "client/top.h"

struct command {
	const char	*name;
	int		(*run)(const struct target *, int argc, char **argv);
	const char	*usage;
	const char	*doc;
};

static int help_command(const struct target *target, int argc, char **argv);

static const struct command commands[] = {
	{ "call", request_command, "METHOD [PARAMS|-]",
	    "send one request, print its result" },
	{ "run", script_command,
	    "[--window N] [--keep-going] [--print] FILE|-",
	    "send a script of requests over one connection" },
	{ "mcp", mcp_command, "[--spawn]",
	    "carry an agent's MCP between standard input and output and the "
	    "server" },
	{ "methods", help_methods, "",
	    "list what the server can be asked" },
	{ "help", help_command, "[METHOD]",
	    "describe a method, or this program" },
	{ "stats", ask_command, "[COMMAND...]",
	    "ask the stats socket: show info, show workers, help ...; on a "
	    "terminal and without a command, a prompt" },
	{ "top", top_command, "[--once]",
	    "watch workers, methods and projects on a terminal" },
	{ "profile", hotspots_command, "[SECONDS] [--worker N] [--svg FILE]",
	    "sample where the server's CPU time goes; also --pprof, --legacy "
	    "or --folded FILE" },
	{ "doctor", doctor_command, "[--json]",
	    "look for what is wrong with the server, and say what to do" },
	{ "bugreport", bugreport_command, "[FILE.tar.gz]",
	    "put what helps to find a fault into one file, without secrets" },
	{ "status", control_status, "",
	    "tell whether the server runs" },
	{ "reload", control_reload, "",
	    "make the server read its settings again" },
	{ "upgrade", control_upgrade, "",
	    "have the server run its binary anew, and wait until it has" },
	{ "stop", control_stop, "",
	    "stop the server and wait until it has" },
};

#define COMMANDS	(sizeof commands / sizeof commands[0])

static void
print_usage(FILE *out)
{
	size_t i;

	fputs("usage: goxelctl [-s SOCKET | -t HOST:PORT] [-p PIDFILE] "
	    "COMMAND ...\n\n", out);
	for (i = 0; i < COMMANDS; i++)
		fprintf(out, "  %s %s\n        %s\n", commands[i].name,
		    commands[i].usage, commands[i].doc);
	fputs("\n  -s SOCKET     the server's Unix socket; else $GOXEL_SOCKET, "
	    "else " LINK_SOCKET "\n"
	    "  -t HOST:PORT  the server's TCP address, for call, run, methods "
	    "and help\n"
	    "  -p PIDFILE    its pid file, for status, reload and stop\n"
	    "  --version     print this program's version\n", out);
}

static int
help_command(const struct target *target, int argc, char **argv)
{
	if (argc > 2)
		quit("usage: goxelctl help [METHOD]");
	if (argc == 2)
		return help_method(target, argv[1]);
	print_usage(stdout);
	return 0;
}

static void
use_environment(struct target *target)
{
	const char *socket = getenv("GOXEL_SOCKET");

	target->socket = LINK_SOCKET;
	if (socket != NULL && socket[0] != '\0')
		target->socket = socket;
}

/* What long options there are ask for one thing and end. */
static void
answer_long_option(const char *option)
{
	if (strcmp(option, "--version") == 0)
		puts("goxelctl " GOXELD_VERSION);
	else if (strcmp(option, "--help") == 0)
		print_usage(stdout);
	else
		quit("unknown option %s; see goxelctl help", option);
	exit(0);
}

static void
read_options(struct target *target, int argc, char **argv)
{
	int option;

	if (argc > 1 && strncmp(argv[1], "--", 2) == 0)
		answer_long_option(argv[1]);
	while ((option = getopt(argc, argv, "+s:t:p:hv")) != -1) {
		switch (option) {
		case 's':
			target->socket = optarg;
			break;
		case 't':
			target->tcp = optarg;
			break;
		case 'p':
			target->pid_file = optarg;
			break;
		case 'h':
			answer_long_option("--help");
			break;
		case 'v':
			answer_long_option("--version");
			break;
		default:
			exit(1);
		}
	}
}

int
main(int argc, char **argv)
{
	struct target target = { NULL, NULL, NULL };
	size_t i;

	use_environment(&target);
	read_options(&target, argc, argv);
	argc -= optind;
	argv += optind;
	if (argc == 0) {
		print_usage(stderr);
		return 1;
	}
	for (i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, argv[0]) == 0)
			return commands[i].run(&target, argc, argv);
	quit("unknown command '%s'; see goxelctl help", argv[0]);
}
