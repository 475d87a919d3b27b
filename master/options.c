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
#include <unistd.h>

#include "mem.h"
#include "master/options.h"
#include "text.h"

enum { OPT_CHECK = 256, OPT_STATUS, OPT_STOP, OPT_RELOAD, OPT_PRIORITY,
	OPT_TEST };

/* A flag and the setting it writes, with its value if the flag has none, or
 * NULL; `doc` begins with the name of
 * its argument.  Those without a doc are not told. */
static const struct {
	struct option	 option;
	const char	*setting;
	const char	*doc;
} flags_known[] = {
	{ { "socket", 1, NULL, 's' }, "socket", "PATH  Unix socket" },
	{ { "workers", 1, NULL, 'j' }, "workers", "N  worker processes" },
	{ { "config", 1, NULL, 'c' }, NULL, "FILE  settings" },
	{ { "option", 1, NULL, 'o' }, NULL, "NAME=VALUE  any setting" },
	{ { "foreground", 0, NULL, 'f' }, "daemonize=no",
	    " stay in front (default)" },
	{ { "daemonize", 0, NULL, 'D' }, "daemonize=yes",
	    " go to the background when it listens" },
	{ { "pid-file", 1, NULL, 'p' }, "pid_file", "PATH  process id" },
	{ { "log-file", 1, NULL, 'l' }, "log", "PATH  log" },
	{ { "working-dir", 1, NULL, 'w' }, "working_dir", "PATH  work there" },
	{ { "user", 1, NULL, 'u' }, "user", "NAME  become this user" },
	{ { "group", 1, NULL, 'g' }, "group", "NAME  become this group" },
	{ { "max-connections", 1, NULL, 'm' }, "connections", "N  clients" },
	{ { "queue-size", 1, NULL, 'q' }, "jobs_waiting", "N  jobs waiting" },
	{ { "protocol", 1, NULL, 'P' }, NULL,
	    "auto|jsonrpc|mcp  no effect: always detected" },
	{ { "priority-queue", 0, NULL, OPT_PRIORITY }, NULL, " no effect" },
	{ { "verbose", 0, NULL, 'V' }, "log_level=debug", " log more" },
	{ { "check", 0, NULL, OPT_CHECK }, NULL, " check settings and end" },
	{ { "status", 0, NULL, OPT_STATUS }, NULL, " tell if it runs" },
	{ { "stop", 0, NULL, OPT_STOP }, NULL, " stop it" },
	{ { "reload", 0, NULL, OPT_RELOAD }, NULL, " have it reload" },
	{ { "version", 0, NULL, 'v' }, NULL, " tell the version" },
	{ { "help", 0, NULL, 'h' }, NULL, " this list" },
	{ { "test-signals", 0, NULL, OPT_TEST }, NULL, NULL },
	{ { "test-lifecycle", 0, NULL, OPT_TEST }, NULL, NULL },
	{ { "test-concurrent", 0, NULL, OPT_TEST }, NULL, NULL },
};

#define KNOWN	(sizeof flags_known / sizeof flags_known[0])

static __attribute__((noreturn)) void
help(void)
{
	size_t i;

	printf("usage: goxeld [flags]\n\n");
	for (i = 0; i < KNOWN; i++) {
		if (flags_known[i].doc == NULL)
			continue;
		if (flags_known[i].option.val < OPT_CHECK)
			printf("  -%c,", flags_known[i].option.val);
		else
			printf("     ");
		printf(" --%s %s\n", flags_known[i].option.name,
		    flags_known[i].doc);
	}
	printf("\ngoxeld(8) tells more; goxeld.conf(5) lists the "
	    "settings.\n");
	exit(0);
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

/* The file is read again at a reload, when the working folder is another. */
static const char *
make_absolute(const char *path)
{
	char here[BOUND_PATH], whole[2 * BOUND_PATH];

	if (path[0] == '/' || getcwd(here, sizeof here) == NULL)
		return path;
	text_format(whole, sizeof whole, "%s/%s", here, path);
	return xstrdup(whole);
}

/* All three are answered by looking at a connection's first bytes. */
static void
check_protocol(const char *name)
{
	if (strcmp(name, "auto") != 0 && strcmp(name, "jsonrpc") != 0 &&
	    strcmp(name, "mcp") != 0)
		misuse("--protocol is auto, jsonrpc or mcp, not ", name);
}

static void
ask(struct flags *flags, int signal)
{
	flags->ask = true;
	flags->signal = signal;
}

/* The flags that write no setting. */
static void
act(struct flags *flags, int flag, const char *value)
{
	switch (flag) {
	case 'c':
		flags->config_path = make_absolute(value);
		return;
	case 'o':
		add_pair(flags, value);
		return;
	case 'P':
		check_protocol(value);
		return;
	case OPT_PRIORITY:
		return;
	case 'v':
		tell_version();
	case 'h':
		help();
	case OPT_CHECK:
		flags->check_only = true;
		return;
	case OPT_STATUS:
		ask(flags, 0);
		return;
	case OPT_STOP:
		ask(flags, SIGTERM);
		return;
	case OPT_RELOAD:
		ask(flags, SIGHUP);
		return;
	case OPT_TEST:
		misuse("the self tests are not in the program: `make test` "
		    "runs them, and --check looks at the settings", "");
	default:
		/* getopt has said which. */
		misuse("nothing was started", "");
	}
}

static void
take(struct flags *flags, int flag, const char *value)
{
	size_t i;

	for (i = 0; i < KNOWN && flags_known[i].option.val != flag; i++)
		;
	if (i == KNOWN || flags_known[i].setting == NULL)
		act(flags, flag, value);
	else if (value != NULL)
		add(flags, flags_known[i].setting, value);
	else
		add_pair(flags, flags_known[i].setting);
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
