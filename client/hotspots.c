/*
 * hotspots - goxelctl profile: where the server's CPU time goes
 *
 * The server samples itself, and tells folded stacks, of which a table of
 * functions is made here: how often each was the one that ran (self), and how
 * often it was on the stack (total).  Other forms go into a file as they come.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "client/ask.h"
#include "client/hotspots.h"
#include "client/quit.h"
#include "mem.h"
#include "text.h"

#define ANSWER_MAX	(64u << 20)	/* bytes */
#define ROWS		25		/* functions that are shown */
#define USAGE		"usage: goxelctl profile [SECONDS] [--worker N] " \
			"[--svg | --pprof | --legacy | --folded FILE]"

/* What the command line wants. */
struct order {
	const char	*seconds, *worker;
	const char	*form;		/* "": a table */
	const char	*file;
};

struct function {
	const char	*name;
	uint64_t	 self, total;
	uint64_t	 stack;		/* the last that it was counted for */
};

struct table {
	struct function	*function;
	size_t		 count, size;
	uint64_t	 samples, stacks;
};

static struct order
read_arguments(int argc, char **argv)
{
	static const char *const forms[] = { "svg", "pprof", "legacy",
	    "folded" };
	struct order o = { .seconds = "10", .form = "" };
	size_t form;
	int i = 1;

	if (i < argc && argv[i][0] != '-')
		o.seconds = argv[i++];
	for (; i + 1 < argc; i += 2) {
		for (form = 0; form < 4 && (strncmp(argv[i], "--", 2) != 0 ||
		    strcmp(argv[i] + 2, forms[form]) != 0); form++)
			;
		if (strcmp(argv[i], "--worker") == 0) {
			o.worker = argv[i + 1];
		} else if (form < 4 && o.file == NULL) {
			o.form = forms[form];
			o.file = argv[i + 1];
		} else {
			quit(USAGE);
		}
	}
	if (i < argc)
		quit(USAGE);
	return o;
}

/* The place of a name, made if it has none. */
static struct function *
find(struct table *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (strcmp(t->function[i].name, name) == 0)
			return &t->function[i];
	if (t->count == t->size) {
		t->size = t->size * 2 + 64;
		t->function = xrealloc(t->function, t->size *
		    sizeof *t->function);
	}
	t->function[t->count] = (struct function){ .name = name };
	return &t->function[t->count++];
}

/* "worker 0;main;work 12": the process is no function.  The line is cut, and
 * its names are kept. */
static void
count_line(struct table *t, char *line)
{
	char *space = strrchr(line, ' '), *name, *rest = line;
	struct function *f = NULL;
	uint64_t samples;

	if (space == NULL || strchr(line, ';') == NULL)
		return;
	*space = '\0';
	samples = strtoull(space + 1, NULL, 10);
	t->samples += samples;
	t->stacks++;
	strsep(&rest, ";");
	while ((name = strsep(&rest, ";")) != NULL) {
		f = find(t, name);
		/* One that calls itself is there once. */
		if (f->stack != t->stacks)
			f->total += samples;
		f->stack = t->stacks;
	}
	f->self += samples;
}

static int
by_self(const void *a, const void *b)
{
	const struct function *x = a, *y = b;

	if (x->self != y->self)
		return x->self < y->self ? 1 : -1;
	return x->total < y->total ? 1 : x->total > y->total ? -1 :
	    strcmp(x->name, y->name);
}

static void
print_table(char *folded)
{
	struct table t = { 0 };
	char *line;
	size_t i;

	while ((line = strsep(&folded, "\n")) != NULL)
		count_line(&t, line);
	if (t.samples == 0) {
		puts("no samples: the workers had nothing to do");
		return;
	}
	qsort(t.function, t.count, sizeof *t.function, by_self);
	printf("%llu samples\n   self   total  function\n",
	    (unsigned long long)t.samples);
	for (i = 0; i < t.count && i < ROWS; i++)
		printf("%6.1f%% %6.1f%%  %s\n", 100.0 *
		    (double)t.function[i].self / (double)t.samples, 100.0 *
		    (double)t.function[i].total / (double)t.samples,
		    t.function[i].name);
	free(t.function);
}

static void
save(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fwrite(bytes, 1, len, file) != len ||
	    fclose(file) != 0)
		quit("%s: %s", path, strerror(errno));
}

int
hotspots_command(const struct target *target, int argc, char **argv)
{
	struct order o = read_arguments(argc, argv);
	char command[128];
	struct buf answer;

	text_format(command, sizeof command, "profile %.16s %s%s%.16s",
	    o.seconds, o.form, o.worker != NULL ? " worker=" : "",
	    o.worker != NULL ? o.worker : "");
	buf_init(&answer, ANSWER_MAX);
	if (!ask_stats(target, command, &answer))
		quit("no server listens on %s.stats; name its socket with -s",
		    target->socket);
	if (answer.failed)
		quit("the profile is larger than %u MiB", ANSWER_MAX >> 20);
	/* All that it says then, without the newline; an answer ends with a
	 * NUL. */
	if (strncmp(answer.bytes, "error", 5) == 0)
		quit("%s", strtok(answer.bytes + 5 +
		    strspn(answer.bytes + 5, " :"), "\n"));
	if (o.file != NULL)
		save(o.file, answer.bytes, answer.len - 1);
	else
		print_table(answer.bytes);
	buf_fini(&answer);
	return 0;
}
