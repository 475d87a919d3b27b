/*
 * table - the rows of tbl/methods.h, and finding one by its name
 *
 * A parameter's row holds offsets into its method's struct.  Only inside a
 * function can the one word ROW stand for each struct in turn, so a method's
 * rows live in a function that returns them.
 *
 * The lookup table is open-addressed, four places a method, keyed by the
 * length and the first and last eight bytes of a name.  It is the one thing
 * here that is written: once, by methods_init, before the first request.
 */
#include <assert.h>
#include <string.h>

#include "worker/method/method.h"

#define MAY	false
#define MUST	true
#define PLACES	256		/* a power of two, well above METHOD_COUNT */

_Static_assert(METHOD_COUNT * 4 <= PLACES, "the lookup table is too full");

#define PARAM(type, id, need, doc)					\
	{ #id, JSON_KEY(#id), sizeof #id - 1, offsetof(ROW, id),	\
	  offsetof(ROW, has_##id), PT_##type, need, doc },
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	static const struct param *					\
	params_##id(void)						\
	{								\
		typedef struct id##_in ROW;				\
		static const struct param params[] = {			\
			__VA_ARGS__					\
			{ .key = JSON_KEY_NONE }			\
		};							\
		(void)sizeof(ROW);					\
		return params;						\
	}								\
									\
	static enum err							\
	run_##id(struct call *c, const void *in)			\
	{								\
		return do_##id(c, in);					\
	}
#include "tbl/methods.h"

#define PARAM(...)	+ 1
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	COUNT_##id = 0 __VA_ARGS__,
enum {
#include "tbl/methods.h"
};

const struct method methods[] = {
#define PARAM(type, id, need, doc)	|| need
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	{ name, flags, number, words, doc, returns, params_##id,	\
	  COUNT_##id, false __VA_ARGS__, sizeof(struct id##_in), run_##id },
#include "tbl/methods.h"
	{ 0 }
};

struct place {
	const struct method	*method;	/* NULL: free */
	uint32_t		 len;		/* of its name */
};

static struct place places[PLACES];

static uint64_t
word_at(const char *text, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, text, len);
	return word;
}

/* Names of one length differ early or late. */
static uint32_t
hash(const char *name, size_t len)
{
	uint64_t head, tail;

	if (len >= 8) {
		head = word_at(name, 8);
		tail = word_at(name + len - 8, 8);
	} else {
		head = word_at(name, len);
		tail = 0;
	}
	head = (head ^ (tail << 1 | tail >> 63)) + len;
	return (uint32_t)(head * 0x9e3779b97f4a7c15u >> 32) & (PLACES - 1);
}

void
methods_init(void)
{
	const struct method *m;
	uint32_t at;
	size_t len;

	memset(places, 0, sizeof places);
	for (m = methods; m->name != NULL; m++) {
		len = strlen(m->name);
		at = hash(m->name, len);
		while (places[at].method != NULL)
			at = (at + 1) & (PLACES - 1);
		places[at] = (struct place){ m, (uint32_t)len };
	}
}

const struct method *
method_find(const char *name, size_t len)
{
	uint32_t at = hash(name, len);

	for (; places[at].method != NULL; at = (at + 1) & (PLACES - 1))
		if (places[at].len == len &&
		    memcmp(places[at].method->name, name, len) == 0)
			return places[at].method;
	return NULL;
}

const char *
method_schema(const struct param *param)
{
	static const char *const schemas[] = {
#define TYPE(id, ctype, ...)	#__VA_ARGS__,
#include "tbl/types.h"
	};

	assert(param->type < PT_COUNT);
	return schemas[param->type];
}
