/*
 * micro_method - what a request costs between its door and the project
 *
 * Finding the method, decoding the parameters, running the handler and
 * writing the result, for the two requests that a server gets most; and the
 * decoding of a long list of voxels.  Beside each stands what the JSON reader
 * alone takes for the same parameters.  CPU time, the median of short rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bounds.h"
#include "clock.h"
#include "goxel/format/pack.h"
#include "log.h"
#include "mem.h"
#include "worker/method/method.h"

#define ROUNDS		15
#define ROUND_NS	10000000	/* CPU time of one round */
#define PLACES		4096		/* requests, two for each place */
#define LIST_VOXELS	100000

struct bench {
	const char	*label;
	const char	*method;
	char		**params;	/* one text a request */
	size_t		 count;
	uint64_t	 (*turn)(struct bench *, size_t i);
	struct call	 call;
	struct mem	 mem;
	struct buf	 reply;
};

static struct context *context;
static const struct services no_services;

/*
 * What is measured
 */

static uint64_t
read_only(struct bench *b, size_t i)
{
	struct json j;

	json_open(&j, b->params[i], strlen(b->params[i]));
	while (json_next(&j) > JSON_END)
		;
	return (uint64_t)j.whole;
}

static void
decode(struct bench *b, size_t i)
{
	struct json j;

	b->call.method = method_find(b->method, strlen(b->method),
	    &b->call.preset);
	json_open(&j, b->params[i], strlen(b->params[i]));
	if (method_decode(&b->call, &j) != OK)
		fatal("%s: %s", b->method, b->call.why);
}

static uint64_t
decode_only(struct bench *b, size_t i)
{
	mem_reset(&b->mem);
	decode(b, i);
	return 1;
}

static uint64_t
whole(struct bench *b, size_t i)
{
	struct json_out out;

	mem_reset(&b->mem);
	buf_reset(&b->reply);
	json_out_open(&out, &b->reply);
	b->call.out = &out;
	decode(b, i);
	if (method_run(&b->call) != OK)
		fatal("%s: %s", b->method, b->call.why);
	return b->reply.len;
}

/*
 * The requests
 */

/* A place's two requests differ in colour, so that each changes something. */
static char *
place_params(const char *format, size_t i)
{
	char *text = xmalloc(128);

	snprintf(text, 128, format, (int)(i % 16), (int)(i / 16 % 16),
	    (int)(i / 256 % 8), (int)(i % 128 + (i / 2048) * 128));
	return text;
}

static char **
make_places(const char *format)
{
	char **params = xcalloc(PLACES, sizeof *params);
	size_t i;

	for (i = 0; i < PLACES; i++)
		params[i] = place_params(format, i);
	return params;
}

static char **
make_list(void)
{
	char **params = xcalloc(1, sizeof *params);
	struct buf text;
	size_t i;

	buf_init(&text, BOUND_REQUEST);
	buf_add_text(&text, "{\"voxels\":[");
	for (i = 0; i < LIST_VOXELS; i++)
		buf_add_format(&text, "%s{\"x\":%d,\"y\":%d,\"z\":%d,\"r\":%d,"
		    "\"g\":128,\"b\":7}", i > 0 ? "," : "", (int)(i % 64),
		    (int)(i / 64 % 64), (int)(i / 4096), (int)(i & 255));
	buf_add(&text, "]}", 3);
	params[0] = text.bytes;
	return params;
}

/*
 * Measuring
 */

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* What keeps the compiler from leaving the turns out. */
static volatile uint64_t sink;

/* Nanoseconds a turn. */
static double
measure_round(struct bench *b)
{
	uint64_t start = clock_cpu_ns(), now, turns = 0;
	size_t i;

	do {
		for (i = 0; i < b->count; i++)
			sink += b->turn(b, i);
		turns += b->count;
		now = clock_cpu_ns();
	} while (now - start < ROUND_NS);
	return (double)(now - start) / (double)turns;
}

static void
measure(struct bench *b, const char *what,
    uint64_t (*turn)(struct bench *, size_t i))
{
	double ns[ROUNDS];
	int i;

	b->turn = turn;
	for (i = 0; i < ROUNDS; i++)
		ns[i] = measure_round(b);
	qsort(ns, ROUNDS, sizeof *ns, by_size);
	printf("%-28s %-22s %9.0f ns  (%.0f to %.0f)\n", b->label, what,
	    ns[ROUNDS / 2], ns[0], ns[ROUNDS - 1]);
}

static void
compare(const char *label, const char *method, char **params, size_t count)
{
	struct bench b = {
		.label = label, .method = method, .params = params,
		.count = count,
	};

	mem_init(&b.mem, 64 << 10, BOUND_REQUEST_MEM);
	buf_init(&b.reply, BOUND_REPLY);
	b.call.mem = &b.mem;
	b.call.context = context;
	b.call.services = &no_services;
	measure(&b, "JSON reader alone", read_only);
	measure(&b, "find and decode", decode_only);
	measure(&b, "whole", whole);
	buf_fini(&b.reply);
	mem_fini(&b.mem);
}

int
main(void)
{
	methods_init();
	context = context_new("bench", pack_read);
	compare("add_voxel, color", "goxel.add_voxel", make_places(
	    "{\"x\":%d,\"y\":%d,\"z\":%d,\"color\":[%d,0,0,255]}"), PLACES);
	compare("add_voxel, r g b a", "goxel.add_voxel", make_places(
	    "{\"x\":%d,\"y\":%d,\"z\":%d,\"r\":%d,\"g\":0,\"b\":0,\"a\":255}"),
	    PLACES);
	compare("add_voxel, by position", "goxel.add_voxel", make_places(
	    "[%d,%d,%d,%d,0,0,255]"), PLACES);
	compare("get_voxel", "goxel.get_voxel", make_places(
	    "{\"x\":%d,\"y\":%d,\"z\":%d}"), PLACES);
	compare("add_voxels, 100000 objects", "add_voxels", make_list(), 1);
	return 0;
}
