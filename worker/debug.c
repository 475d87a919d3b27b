/*
 * debug - /debug/pprof/ of the admin listener: profiles of the live server
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "profile/symbols.h"
#include "text.h"
#include "worker/debug.h"
#include "worker/method/method.h"

#define STACKS_MS	20	/* all workers together have to tell theirs */
#define CMDLINE		4096	/* bytes, cut */
#define ADDRESSES	4096	/* names in one reply */

enum serve
debug_index(struct admin_request *r)
{
	static const char *const links[][2] = {
		{ "profile?seconds=10&amp;format=svg",
		    "CPU of 10 seconds, as a flame graph" },
		{ "profile?seconds=10",
		    "the same for pprof: a gzipped protocol buffer" },
		{ "profile?seconds=10&amp;format=legacy",
		    "for google-pprof: the file of gperftools" },
		{ "profile?seconds=10&amp;format=folded",
		    "a line a stack; &amp;worker=0 is of one worker only" },
		{ "heap?format=svg",
		    "memory in use, by who asked for it, as a flame graph" },
		{ "heap", "the same for pprof; also legacy and folded" },
		{ "allocs?format=svg", "all memory that was ever asked for" },
		{ "workers", "what each worker does, and its stack" },
		{ "cmdline", "the command line" },
		{ "symbol", "names of addresses: symbol?0x1234+0x5678" },
	};
	struct buf *out = admin_begin(r, 200, "text/html; charset=utf-8");
	size_t i;

	buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>"
	    "<meta charset=\"utf-8\"><title>goxeld profiles</title>\n<style>"
	    ":root{color-scheme:light dark}body{font:14px sans-serif}"
	    "th,td{padding:2px 8px;text-align:left;font-weight:400}</style>"
	    "</head>\n<body>\n<h1>goxeld profiles</h1>\n<table>\n");
	for (i = 0; i < sizeof links / sizeof links[0]; i++)
		buf_add_format(out, "<tr><th scope=\"row\"><a href=\""
		    "/debug/pprof/%s\">%s</a></th><td>%s</td></tr>\n",
		    links[i][0], links[i][0], links[i][1]);
	buf_add_text(out, "</table>\n</body>\n</html>\n");
	return admin_end(r);
}

static void
put_stack(struct buf *out, const struct symbols *symbols,
    const struct stack_row *row)
{
	uint32_t depth = stacks_depth(row), i;
	char name[SYMBOLS_NAME];

	/* The anchor of one of another binary is not ours. */
	for (i = 0; i < depth; i++) {
		symbols_name(symbols, row->frame[i] - 1, name);
		buf_add_format(out, "    0x%" PRIx64 " %s\n", row->frame[i],
		    row->anchor == (uint64_t)(uintptr_t)worker_main ? name :
		    "?");
	}
}

static void
put_worker(struct buf *out, const struct worker_row *w, uint32_t row)
{
	static const char *const states[] = { "none", "starting", "ready",
	    "draining" };
	struct executing x = w->executing;
	uint64_t now = clock_ns();

	buf_add_format(out, "worker %u: pid %d, %s", row,
	    (int)atomic_load(&w->pid), states[atomic_load(&w->state) % 4]);
	if (x.conn != 0 && x.method < METHOD_COUNT)
		buf_add_format(out, ", %s since %.3f s",
		    methods[x.method].name, x.since_ns > now ? 0 :
		    (double)(now - x.since_ns) / 1e9);
	buf_add_text(out, "\n");
}

/* All are asked at once, so that one who is late costs the others nothing. */
enum serve
debug_workers(struct admin_request *r)
{
	struct segment *s = r->conn->worker->segment;
	uint32_t asked[BOUND_WORKERS], count = workers_used(s->workers), row;
	struct buf *out = admin_begin(r, 200, ADMIN_TEXT);
	bool is_asked[BOUND_WORKERS];
	struct symbols symbols;
	uint64_t until_ms;

	for (row = 0; row < count; row++)
		is_asked[row] = stacks_ask(&s->stacks->row[row],
		    &s->workers[row].pid, &asked[row]);
	until_ms = clock_ms() + STACKS_MS;
	symbols_open(&symbols);
	for (row = 0; row < count; row++) {
		put_worker(out, &s->workers[row], row);
		if (is_asked[row] && stacks_wait(&s->stacks->row[row],
		    asked[row], until_ms))
			put_stack(out, &symbols, &s->stacks->row[row]);
		else
			buf_add_text(out, "    it did not tell in time\n");
		buf_add_text(out, "\n");
	}
	symbols_close(&symbols);
	return admin_end(r);
}

/* The words are ended by NULs; viewers want lines. */
enum serve
debug_cmdline(struct admin_request *r)
{
	struct buf *out = admin_begin(r, 200, ADMIN_TEXT);
	char path[64], words[CMDLINE];
	ssize_t len = 0, i;
	int fd;

	text_format(path, sizeof path, "/proc/%d/cmdline",
	    r->conn->worker->segment->head->master);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) != -1) {
		len = read(fd, words, sizeof words);
		close(fd);
	}
	for (i = 0; i < len; i++)
		if (words[i] == '\0')
			words[i] = '\n';
	buf_add(out, words, len > 0 ? (size_t)len : 0);
	return admin_end(r);
}

/* "0x1234+0x5678": a line for each. */
static void
put_names(struct buf *out, const char *at, size_t len)
{
	const char *end = at + len;
	char name[SYMBOLS_NAME], text[20];
	struct symbols symbols;
	uint64_t address;
	unsigned count;
	size_t size;

	symbols_open(&symbols);
	for (count = 0; at < end && count < ADDRESSES; count++) {
		for (size = 0; at + size < end && at[size] != '+'; size++)
			;
		text_format(text, sizeof text, "%.*s",
		    (int)(size < sizeof text ? size : sizeof text), at);
		address = strtoull(text, NULL, 16);
		symbols_name(&symbols, address, name);
		buf_add_format(out, "0x%" PRIx64 "\t%s\n", address, name);
		at += size + 1;
	}
	symbols_close(&symbols);
}

enum serve
debug_symbol(struct admin_request *r)
{
	struct buf *out = admin_begin(r, 200, ADMIN_TEXT);

	if (r->head->method == HTTP_POST)
		put_names(out, r->body.at, r->body.len);
	else if (r->head->query.len > 0)
		put_names(out, r->bytes + r->head->query.at,
		    r->head->query.len);
	else
		buf_add_text(out, "num_symbols: 1\n");
	return admin_end(r);
}
