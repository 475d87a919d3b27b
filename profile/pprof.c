/*
 * pprof - a profile as pprof reads it: a protocol buffer, gzipped
 *
 * Message Profile of pprof's profile.proto.  A field is its number and wire
 * type in one varint, then a varint, or a length and so many bytes.  Texts
 * stand in one table, and are named by their place in it: 0 is "", then come
 * the words below, then the names of functions, then those of processes.
 *
 *	1 sample_type   2 sample   3 mapping   4 location   5 function
 *	6 string_table  9 time_nanos  10 duration_nanos  11 period_type
 *	12 period       14 default_sample_type
 *
 * Locations and functions are numbered from 1, as their places in struct
 * profile.
 */
#include <string.h>
#include <zlib.h>

#include "profile/forms.h"

#define MESSAGE_MOST	(64u << 20)	/* bytes */
#define GZIP		(15 + 16)	/* window bits; and its head */

enum { WIRE_VARINT = 0, WIRE_BYTES = 2 };

enum word { WORD_NONE, WORD_SAMPLES, WORD_COUNT, WORD_CPU, WORD_NANOSECONDS,
    WORD_INUSE_OBJECTS, WORD_INUSE_SPACE, WORD_ALLOC_OBJECTS,
    WORD_ALLOC_SPACE, WORD_SPACE, WORD_BYTES, WORD_PROCESS, WORD_WORKER, WORD_PROGRAM, WORD_JOB, WORD_SHADOW, WORDS };

static const char *const words[WORDS] = { "", "samples", "count", "cpu",
    "nanoseconds", "inuse_objects", "inuse_space", "alloc_objects",
    "alloc_space", "space", "bytes", "process", "worker", "goxeld", "job", "shadow" };

/* What each kind tells: two values a sample, the period's type. */
static const struct { enum word count, amount, unit, period; } kinds[] = {
	[PROFILE_CPU] = { WORD_SAMPLES, WORD_CPU, WORD_NANOSECONDS,
	    WORD_CPU },
	[PROFILE_HEAP] = { WORD_INUSE_OBJECTS, WORD_INUSE_SPACE, WORD_BYTES,
	    WORD_SPACE },
	[PROFILE_ALLOCS] = { WORD_ALLOC_OBJECTS, WORD_ALLOC_SPACE, WORD_BYTES,
	    WORD_SPACE },
};

static void
put_varint(struct buf *out, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		buf_add_u8(out, (uint8_t)(value | 0x80));
	buf_add_u8(out, (uint8_t)value);
}

static void
put_number(struct buf *out, unsigned field, uint64_t value)
{
	put_varint(out, field << 3 | WIRE_VARINT);
	put_varint(out, value);
}

static void
put_bytes(struct buf *out, unsigned field, const void *bytes, size_t len)
{
	put_varint(out, field << 3 | WIRE_BYTES);
	put_varint(out, len);
	buf_add(out, bytes, len);
}

/* A message in a message, which is emptied for the next. */
static void
put_message(struct buf *out, unsigned field, struct buf *message)
{
	put_bytes(out, field, message->bytes, message->len);
	buf_reset(message);
}

static void
put_value_type(struct buf *out, unsigned field, enum word type,
    enum word unit)
{
	struct buf m = { .limit = 64 };

	put_number(&m, 1, type);
	put_number(&m, 2, unit);
	put_message(out, field, &m);
	buf_fini(&m);
}

/* Of which process a stack is, to choose by. */
static void
put_labels(struct buf *m, const struct profile_stack *s)
{
	static const enum word of[] = { [SAMPLE_WORKER] = WORD_WORKER,
	    [SAMPLE_JOB] = WORD_JOB, [SAMPLE_SHADOW] = WORD_SHADOW };
	struct buf label = { .limit = 64 };

	put_number(&label, 1, WORD_WORKER);
	put_number(&label, 3, s->worker);
	put_message(m, 3, &label);
	put_number(&label, 1, WORD_PROCESS);
	put_number(&label, 2, of[s->of]);
	put_message(m, 3, &label);
	buf_fini(&label);
}

static void
put_sample(struct buf *out, const struct profile *p,
    const struct profile_stack *s)
{
	struct buf m = { .limit = MESSAGE_MOST };
	uint32_t frame;

	for (frame = 0; frame < s->depth; frame++)
		put_number(&m, 1, profile_locate(p, profile_address(s,
		    frame)) + 1);
	put_number(&m, 2, s->count);
	put_number(&m, 2, s->amount);
	put_labels(&m, s);
	put_message(out, 2, &m);
	buf_fini(&m);
}

/* One for all: the names are there, and nobody has to look them up. */
static void
put_mapping(struct buf *out)
{
	struct buf m = { .limit = 64 };

	put_number(&m, 1, 1);
	put_number(&m, 2, 0);
	put_number(&m, 3, UINT64_MAX);
	put_number(&m, 5, WORD_PROGRAM);
	put_number(&m, 7, 1);
	put_message(out, 3, &m);
	buf_fini(&m);
}

static void
put_locations(struct buf *out, const struct profile *p)
{
	struct buf m = { .limit = 256 }, line = { .limit = 64 };
	size_t i;

	for (i = 0; i < p->locations; i++) {
		put_number(&m, 1, i + 1);
		put_number(&m, 2, 1);
		put_number(&m, 3, p->location[i].address);
		put_number(&line, 1, p->location[i].function + 1);
		put_message(&m, 4, &line);
		put_message(out, 4, &m);
	}
	buf_fini(&line);
	buf_fini(&m);
}

static void
put_functions(struct buf *out, const struct profile *p)
{
	struct buf m = { .limit = 64 };
	size_t i;

	for (i = 0; i < p->functions; i++) {
		put_number(&m, 1, i + 1);
		put_number(&m, 2, WORDS + i);
		put_number(&m, 3, WORDS + i);
		put_number(&m, 4, WORD_NONE);
		put_message(out, 5, &m);
	}
	buf_fini(&m);
}

static void
put_texts(struct buf *out, const struct profile *p)
{
	size_t i;

	for (i = 0; i < WORDS; i++)
		put_bytes(out, 6, words[i], strlen(words[i]));
	for (i = 0; i < p->functions; i++)
		put_bytes(out, 6, p->function[i].name,
		    strlen(p->function[i].name));
}

static void
put_profile(struct buf *out, const struct profile *p)
{
	const struct profile_stack *s;

	put_value_type(out, 1, kinds[p->kind].count, WORD_COUNT);
	put_value_type(out, 1, kinds[p->kind].amount, kinds[p->kind].unit);
	for (s = p->stack; s < p->stack + p->stacks; s++)
		put_sample(out, p, s);
	put_mapping(out);
	put_locations(out, p);
	put_functions(out, p);
	put_texts(out, p);
	put_number(out, 9, (uint64_t)p->when * 1000000000ull);
	put_number(out, 10, p->duration_ns);
	put_value_type(out, 11, kinds[p->kind].period, kinds[p->kind].unit);
	put_number(out, 12, p->kind == PROFILE_CPU ? profile_period_ns(p) :
	    MEMORY_EVERY);
	put_number(out, 14, kinds[p->kind].amount);
}

/* In one step: there is room for the worst case. */
static void
compress_into(struct buf *out, struct buf *message)
{
	z_stream z = { .next_in = (Bytef *)message->bytes,
	    .avail_in = (uInt)message->len };
	size_t most;
	char *room;

	if (message->failed || deflateInit2(&z, Z_DEFAULT_COMPRESSION,
	    Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
		out->failed = true;
		return;
	}
	most = deflateBound(&z, (uLong)message->len);
	if ((room = buf_room(out, most)) != NULL) {
		z.next_out = (Bytef *)room;
		z.avail_out = (uInt)most;
		deflate(&z, Z_FINISH);
		out->len += z.total_out;
	}
	deflateEnd(&z);
}

void
pprof_put(const struct profile *p, struct buf *out)
{
	struct buf message = { .limit = MESSAGE_MOST };

	put_profile(&message, p);
	compress_into(out, &message);
	buf_fini(&message);
}
