/*
 * options - the command line: the old daemon's flags, and -o name=value
 *
 * Every flag that chooses something is another way to write a setting, so the
 * settings table alone says what is right.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "master/options.h"

enum { OPT_CHECK = 256, OPT_STATUS, OPT_STOP, OPT_RELOAD };

/* A flag and the setting it writes, or NULL. */
static const struct {
	struct option	 option;
	const char	*setting;
	const char	*doc;
} flags_known[] = {
	{ { "socket", 1, NULL, 's' }, "socket", "PATH  Unix socket" },
	{ { "workers", 1, NULL, 'j' }, "workers", "N  worker processes" },
	{ { "config", 1, NULL, 'c' }, NULL, "FILE  settings" },
	{ { "option", 1, NULL, 'o' }, NULL, "NAME=VALUE  any setting" },
	{ { "foreground", 0, NULL, 'f' }, NULL, " stay in front (default)" },
	{ { "daemonize", 0, NULL, 'D' }, NULL, " go to the background" },
	{ { "pid-file", 1, NULL, 'p' }, "pid_file", "PATH  process id" },
	{ { "log-file", 1, NULL, 'l' }, "log", "PATH  log" },
	{ { "working-dir", 1, NULL, 'w' }, "working_dir", "PATH  work there" },
	{ { "user", 1, NULL, 'u' }, "user", "NAME  become this user" },
	{ { "group", 1, NULL, 'g' }, "group", "NAME  become this group" },
	{ { "max-connections", 1, NULL, 'm' }, "connections", "N  clients" },
	{ { "queue-size", 1, NULL, 'q' }, "jobs_waiting", "N  jobs waiting" },
	{ { "verbose", 0, NULL, 'V' }, NULL, " log more" },
	{ { "check", 0, NULL, OPT_CHECK }, NULL, " check settings and end" },
	{ { "status", 0, NULL, OPT_STATUS }, NULL, " tell if it runs" },
	{ { "stop", 0, NULL, OPT_STOP }, NULL, " stop it" },
	{ { "reload", 0, NULL, OPT_RELOAD }, NULL, " have it reload" },
	{ { "version", 0, NULL, 'v' }, NULL, " tell the version" },
	{ { "help", 0, NULL, 'h' }, NULL, " this list" },
};

#define KNOWN	(sizeof flags_known / sizeof flags_known[0])

static __attribute__((noreturn)) void
help(FILE *to, int status)
{
	size_t i;

	fprintf(to, "usage: goxeld [flags]\n\n");
	for (i = 0; i < KNOWN; i++)
		if (flags_known[i].option.val < OPT_CHECK)
			fprintf(to, "  -%c, --%s %s\n",
			    flags_known[i].option.val,
			    flags_known[i].option.name, flags_known[i].doc);
		else
			fprintf(to, "      --%s %s\n",
			    flags_known[i].option.name, flags_known[i].doc);
	fprintf(to, "\ngoxeld(8) tells more; goxeld.conf(5) lists the "
	    "settings.\n");
	exit(status);
}

static __attribute__((noreturn)) void
tell_version(void)
{
	printf("goxel-daemon version " GOXELD_VERSION "\n"
	    "goxeld, a voxel modelling server\n");
	exit(0);
}

static __attribute__((noreturn)) void
misuse(const char *what, const char *which)
{
	fprintf(stderr, "goxeld: %s%s; goxeld --help lists the flags\n", what,
	    which);
	exit(1);
}

static void
add(struct flags *flags, const char *name, const char *value)
{
	if (flags->count == MASTER_FLAGS)
		misuse("too many flags", "");
	flags->set[flags->count].name = name;
	flags->set[flags->count++].value = value;
}

static void
add_pair(struct flags *flags, const char *pair)
{
	const char *equals = strchr(pair, '=');
	char *name;

	if (equals == NULL)
		misuse("-o wants NAME=VALUE, not ", pair);
	name = xstrdup(pair);
	name[equals - pair] = '\0';
	add(flags, name, equals + 1);
}

static void
take(struct flags *flags, int flag, const char *value)
{
	size_t i;

	for (i = 0; i < KNOWN; i++)
		if (flags_known[i].option.val == flag &&
		    flags_known[i].setting != NULL) {
			add(flags, flags_known[i].setting, value);
			return;
		}
	switch (flag) {
	case 'c':
		flags->config_path = value;
		return;
	case 'o':
		add_pair(flags, value);
		return;
	case 'f':
		flags->daemonize = false;
		return;
	case 'D':
		flags->daemonize = true;
		return;
	case 'V':
		add(flags, "log_level", "debug");
		return;
	case 'v':
		tell_version();
	case 'h':
		help(stdout, 0);
	case OPT_CHECK:
		flags->check_only = true;
		return;
	case OPT_STATUS:
	case OPT_STOP:
	case OPT_RELOAD:
		flags->ask = true;
		flags->signal = flag == OPT_STATUS ? 0 :
		    flag == OPT_STOP ? SIGTERM : SIGHUP;
		return;
	default:
		help(stderr, 1);
	}
}

void
options_read(struct flags *flags, int argc, char **argv)
{
	struct option options[KNOWN + 1];
	char letters[2 * KNOWN + 1];
	size_t i, n = 0;
	int flag;

	for (i = 0; i < KNOWN; i++) {
		options[i] = flags_known[i].option;
		if (options[i].val >= OPT_CHECK)
			continue;
		letters[n++] = (char)options[i].val;
		if (options[i].has_arg)
			letters[n++] = ':';
	}
	letters[n] = '\0';
	options[KNOWN] = (struct option){ 0 };
	while ((flag = getopt_long(argc, argv, letters, options, NULL)) != -1)
		take(flags, flag, optarg);
	if (optind < argc)
		misuse("there is nothing to do with ", argv[optind]);
}
