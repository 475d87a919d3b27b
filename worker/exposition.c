/*
 * exposition - numbers in the text formats that Prometheus reads
 */
#include <inttypes.h>
#include <string.h>

#include "worker/exposition.h"

/*
 * The bounds, as powers of two: 4 us to 17 s, closer where most requests are.
 * They are edges of the board's buckets, so nothing is counted on the wrong
 * side, and p99 of them is wrong by no more than its bucket is wide.
 */
static const uint8_t bounds[] = { 12, 14, 16, 18, 19, 20, 21, 22, 23, 24, 26,
    28, 30, 32, 34 };

#define BOUNDS	(sizeof bounds / sizeof bounds[0])

void
exposition_family(struct exposition *e, const struct family *f)
{
	const char *behind;

	e->name = f->name;
	e->total = strcmp(f->type, "counter") == 0 ? "_total" : "";
	behind = e->open ? "" : e->total;
	buf_add_format(e->out, "# HELP %s%s %s\n# TYPE %s%s %s\n", f->name,
	    behind, f->help, f->name, behind, f->type);
	if (e->open && f->unit[0] != '\0')
		buf_add_format(e->out, "# UNIT %s %s\n", f->name, f->unit);
}

/* Everything of a sample but its value. */
static void
put_name(struct exposition *e, const char *suffix, const char *labels)
{
	buf_add_text(e->out, e->name);
	buf_add_text(e->out, suffix);
	if (labels[0] != '\0')
		buf_add_format(e->out, "{%s}", labels);
}

void
exposition_count(struct exposition *e, const char *labels, uint64_t value)
{
	put_name(e, e->total, labels);
	buf_add_format(e->out, " %" PRIu64 "\n", value);
}

void
exposition_real(struct exposition *e, const char *labels, double value)
{
	put_name(e, e->total, labels);
	buf_add_format(e->out, " %.15g\n", value);
}

static double
seconds(uint64_t ns)
{
	return (double)ns / 1e9;
}

void
exposition_latency(struct exposition *e, const char *labels,
    const struct board_method *m)
{
	const char *comma = labels[0] != '\0' ? "," : "";
	uint32_t bucket = 0, end;
	uint64_t seen = 0;
	size_t i;

	for (i = 0; i < BOUNDS; i++) {
		end = board_bucket(1ull << bounds[i]);
		for (; bucket < end; bucket++)
			seen += m->bucket[bucket];
		buf_add_format(e->out, "%s_bucket{%s%sle=\"%.9g\"} %" PRIu64
		    "\n", e->name, labels, comma, seconds(1ull << bounds[i]),
		    seen);
	}
	for (; bucket < BOARD_BUCKETS; bucket++)
		seen += m->bucket[bucket];
	buf_add_format(e->out, "%s_bucket{%s%sle=\"+Inf\"} %" PRIu64 "\n",
	    e->name, labels, comma, seen);
	put_name(e, "_sum", labels);
	buf_add_format(e->out, " %.15g\n", seconds(m->ns));
	put_name(e, "_count", labels);
	buf_add_format(e->out, " %" PRIu64 "\n", seen);
}

void
exposition_end(struct exposition *e)
{
	if (e->open)
		buf_add_text(e->out, "# EOF\n");
}
