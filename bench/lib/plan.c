/*
 * plan - what the command line of bench/load asks for
 *
 * Every option is a row of one table, from which come its parsing and the
 * help.
 */
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/plan.h"
#include "log.h"
#include "text.h"

#define AT(field)	offsetof(struct plan, field)

/* One option; the field at one of the offsets, none of which is 0, gets the
 * value, or `take` reads it and is false when it is wrong. */
struct row {
	const char	*name;
	const char	*value;		/* its name in the help; NULL: a flag */
	const char	*help;
	size_t		 number;
	size_t		 real;
	size_t		 text;
	size_t		 flag;
	bool		(*take)(struct plan *, const char *);
};

static bool
take_unix(struct plan *p, const char *value)
{
	return target_unix(&p->target, value);
}

static bool
take_tcp(struct plan *p, const char *value)
{
	return target_tcp(&p->target, value);
}

static bool
take_request(struct plan *p, const char *value)
{
	return salvo_add_file(&p->salvo, value);
}

static bool
take_redis(struct plan *p, const char *value)
{
	p->kind = ECHO_REDIS;
	return salvo_add_redis(&p->salvo, value);
}

static bool
take_stdio(struct plan *p, const char *value)
{
	target_command(&p->target, value);
	return true;
}

static bool
take_pid(struct plan *p, const char *value)
{
	char *end;

	for (; p->herd.count < HERD_ROOTS; value = end + 1) {
		p->herd.root[p->herd.count++] = (pid_t)strtol(value, &end, 10);
		if (end == value || *end != ',')
			return end != value && *end == '\0';
	}
	return false;
}

static const struct row rows[] = {
	{ "unix", "PATH", "the server's Unix socket", .take = take_unix },
	{ "tcp", "HOST:PORT", "its port on this machine", .take = take_tcp },
	{ "stdio", "COMMAND", "its input and output; run once a connection",
	    .take = take_stdio },
	{ "request", "FILE", "send its lines, round-robin",
	    .take = take_request },
	{ "method", "NAME", "send this JSON-RPC call", .text = AT(method) },
	{ "params", "JSON", "its parameters [{}]", .text = AT(params) },
	{ "tool", "NAME", "call this tool of MCP with --params",
	    .text = AT(question.tool) },
	{ "post", "PATH", "over HTTP, to this path",
	    .text = AT(question.path) },
	{ "legacy", NULL, "as clients before 2026-07-28 do",
	    .flag = AT(question.legacy) },
	{ "redis", "VERB", "send get, set or ping to a Redis",
	    .take = take_redis },
	{ "threads", "N", "of the client [2]", .number = AT(threads) },
	{ "connections", "N", "of all threads [64]",
	    .number = AT(connections) },
	{ "depth", "N", "requests sent at once, pipelined [1]",
	    .number = AT(depth) },
	{ "seconds", "S", "to measure [2]", .real = AT(seconds) },
	{ "warmup", "S", "before that [0.3]", .real = AT(warmup) },
	{ "rate", "R", "open loop: requests due each second, latency "
	    "from when they were due", .real = AT(rate) },
	{ "pid", "PID[,PID]", "sum the CPU time of these and all their "
	    "descendants", .take = take_pid },
	{ "label", "TEXT", "first column of the CSV line", .text = AT(label) },
	{ "csv", NULL, "print one line: label, connections, depth, req/s, "
	    "p50, p90, p99, p99.9, max us, server us, client us, errors, "
	    "lost", .flag = AT(csv) },
	{ "once", NULL, "send each request once and print the replies",
	    .flag = AT(once) },
	{ "idle", "N", "hold N connections for --seconds and tell the memory "
	    "of --pid", .number = AT(idle) },
	{ "start", NULL, "run the rest of the command line as the server and "
	    "tell the time to its first reply", .flag = AT(start) },
};

#define ROWS	(sizeof(rows) / sizeof(*rows))
#define FIRST	256		/* getopt's value of row 0: no character */

static void
help(void)
{
	const struct row *row;

	printf("usage: load OPTION ... [-- COMMAND ...]\n");
	for (row = rows; row < rows + ROWS; row++)
		printf("  --%-12s%-11s%s\n", row->name,
		    row->value == NULL ? "" : row->value, row->help);
	exit(0);
}

static bool
take_number(void *field, const char *value)
{
	int64_t number;

	if (!text_integer(value, 1, 1000000, &number))
		return false;
	*(unsigned *)field = (unsigned)number;
	return true;
}

static bool
take_real(void *field, const char *value)
{
	char *end;

	*(double *)field = strtod(value, &end);
	return end != value && *end == '\0' && *(double *)field >= 0;
}

static bool
take(struct plan *p, const struct row *row, char *value)
{
	char *base = (char *)p;

	if (row->take != NULL)
		return row->take(p, value);
	if (row->number != 0)
		return take_number(base + row->number, value);
	if (row->real != 0)
		return take_real(base + row->real, value);
	if (row->text != 0)
		*(const char **)(void *)(base + row->text) = value;
	else
		*(bool *)(base + row->flag) = true;
	return true;
}

static void
read_options(struct plan *p, int argc, char **argv)
{
	struct option options[ROWS + 2] = { { 0 } };
	size_t i;
	int found;

	for (i = 0; i < ROWS; i++) {
		options[i].name = rows[i].name;
		options[i].has_arg = rows[i].value != NULL;
		options[i].val = FIRST + (int)i;
	}
	options[ROWS] = (struct option){ "help", 0, NULL, 'h' };
	while ((found = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (found == '?')
			exit(2);
		if (found == 'h')
			help();
		if (!take(p, &rows[found - FIRST], optarg))
			fatal("--%s: %s cannot be",
			    rows[found - FIRST].name, optarg);
	}
	p->command = argv + optind;
}

static void
add_question(struct plan *p)
{
	p->question.arguments = p->params;
	p->kind = p->question.path != NULL ? ECHO_HTTP : ECHO_LINE;
	question_add(&p->salvo, &p->question);
}

void
plan_read(struct plan *p, int argc, char **argv)
{
	memset(p, 0, sizeof(*p));
	p->threads = 2;
	p->connections = 64;
	p->depth = 1;
	p->seconds = 2;
	p->warmup = 0.3;
	p->label = "load";
	p->params = "{}";
	salvo_init(&p->salvo);
	read_options(p, argc, argv);

	if (p->target.len == 0)
		fatal("where to? give --unix, --tcp or --stdio");
	if (p->method != NULL)
		salvo_add_call(&p->salvo, p->method, p->params);
	if (p->question.tool != NULL)
		add_question(p);
	if (p->salvo.count == 0)
		fatal("what to send? give --request, --method, --tool or "
		    "--redis");
	if (p->start && *p->command == NULL)
		fatal("--start needs a command");
	salvo_close(&p->salvo, p->depth);
	if (p->threads > p->connections)
		p->threads = p->connections;
}

void
plan_fini(struct plan *p)
{
	salvo_fini(&p->salvo);
}
