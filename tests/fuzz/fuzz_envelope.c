/*
 * fuzz_envelope - whatever a client sends, the envelope's promises hold
 *
 *	- a whole value is passed exactly, and again when more follows it
 *	- an id is the text of a JSON value that stands in the input
 *	- without a fault the method and its parameters are there
 *	- cut short, it asks for more or says what is wrong
 *	- what is no JSON is skipped by at least a byte, and the same bytes
 *	  are skipped when they come one by one
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "worker/envelope.h"
#include "worker/garbage.h"

static void
demand(bool promise)
{
	if (!promise)
		abort();
}

static enum err
read_one(struct envelope *e, struct call *call, struct json *j, struct mem *mem)
{
	mem_reset(mem);
	*call = (struct call){ .mem = mem };
	return envelope_read(e, call, j);
}

static void
check_id(const struct envelope *e)
{
	struct json j;
	enum json_token token;
	char *text = malloc(e->id_len + 1);

	/* A number ends where something else stands. */
	memcpy(text, e->id, e->id_len);
	text[e->id_len] = ' ';
	json_open(&j, text, e->id_len + 1);
	token = json_next(&j);
	demand(token == JSON_STRING || token == JSON_NUMBER ||
	    token == JSON_NULL);
	demand(j.at == text + e->id_len);
	free(text);
}

static void
check_whole(const struct envelope *e, const struct call *call)
{
	demand(e->err != OK || call->method != NULL);
	demand(e->err != OK || call->in != NULL ||
	    call->method->in_size == 0);
	demand(e->err == OK || call->why[0] != '\0');
	demand(e->err != ERR_REQUEST || !e->notification);
	if (e->id != NULL)
		check_id(e);
}

static size_t
skip_by(const char *bytes, size_t len, size_t piece)
{
	size_t at = 0, skipped, part;
	struct json_frame f;
	bool over = false;

	garbage_begin(&f);
	while (at < len && !over) {
		part = len - at < piece ? len - at : piece;
		over = garbage_skip(&f, bytes + at, part, &skipped);
		demand(skipped <= part && (over || skipped == part));
		at += skipped;
	}
	return at;
}

/* What follows it on the stream, or NULL when there is nothing to go on. */
static const char *
read_value(const char *at, size_t len, struct mem *mem)
{
	struct envelope e;
	struct call call;
	struct json j;
	size_t skipped;

	json_open(&j, at, len);
	switch (read_one(&e, &call, &j, mem)) {
	case OK:
		demand(j.at > at && j.at <= at + len);
		check_whole(&e, &call);
		return j.at;
	case ERR_PARSE:
		demand(j.why != NULL);
		skipped = skip_by(at, len, len);
		demand(skipped > 0);
		demand(skipped == skip_by(at, len, 1));
		return at + skipped;
	default:
		return NULL;
	}
}

/* A value cut inside is never taken for a whole one. */
static void
check_cut(const char *text, size_t len, struct mem *mem)
{
	struct envelope e;
	struct call call;
	struct json j;
	size_t size, cut;

	json_open(&j, text, len);
	if (text[0] != '{' || read_one(&e, &call, &j, mem) != OK)
		return;
	size = (size_t)(j.at - text);
	for (cut = 1; cut < size; cut += 1 + size / 16) {
		json_open(&j, text, cut);
		demand(read_one(&e, &call, &j, mem) == ERR_EMPTY);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text, *at;
	struct mem mem;
	char *copy;

	if (len == 0)
		return 0;
	copy = malloc(len);
	memcpy(copy, bytes, len);
	text = copy;
	methods_init();
	mem_init(&mem, 4096, 16u << 20);
	check_cut(text, len, &mem);
	for (at = text; at != NULL && at < text + len; )
		at = read_value(at, (size_t)(text + len - at), &mem);
	mem_fini(&mem);
	free(copy);
	return 0;
}
