/*
 * table - the rows of tbl/methods.h
 *
 * A parameter's row holds offsets into its method's struct.  Only inside a
 * function can the one word ROW stand for each struct in turn, so a method's
 * rows live in a function that returns them.
 */
#include <assert.h>

#include "worker/method/method.h"

#define MUST	1	/* bits of a row's need */
#define MAY	0
#define ALSO	2

#define PARAM(type, id, need, doc)					\
	{ #id, JSON_KEY(#id), sizeof #id - 1, offsetof(ROW, id),	\
	  offsetof(ROW, has_##id), PT_##type, need == MUST,		\
	  need == ALSO, doc },
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
#define PARAM(type, id, need, doc)	|| need == MUST
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	{ name, flags, number, words, doc, returns, params_##id,	\
	  COUNT_##id, false __VA_ARGS__, sizeof(struct id##_in), run_##id },
#include "tbl/methods.h"
	{ 0 }
};

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
