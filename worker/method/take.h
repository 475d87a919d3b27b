/*
 * take - one value of each parameter type, from JSON
 *
 * For every row of tbl/types.h a function that takes the value whose first
 * token was just read.  It answers OK with the reader past the value, or
 *
 *	ERR_PARAMS	it is of another type or out of range; c->why says so
 *	ERR_TOO_BIG	the request region is full, or a list too long
 *	ERR_PARSE	the text is no JSON
 *
 * and then the reader may stand inside the value.  A null never gets here:
 * it counts as absent.
 */
#ifndef WORKER_METHOD_TAKE_H
#define WORKER_METHOD_TAKE_H

#include "base/json.h"
#include "err.h"
#include "worker/method/param.h"

struct call;

struct take {
	struct call	*call;
	struct json	*json;
	enum json_token	 token;		/* read last: it begins the value */
	const char	*name;		/* the parameter's, for messages */
};

#define TYPE(id, ctype, ...)						\
	enum err take_##id(struct take *t, param_##id *out);
#include "tbl/types.h"

/* The value of a type, into a param_<type>. */
enum err take_value(struct take *t, enum param_type type, void *out);

/* Read the next token. */
static inline enum json_token
take_next(struct take *t)
{
	t->token = json_next(t->json);
	return t->token;
}

/* Go past the value that the last token begins. */
enum err take_skip(struct take *t);

/* Go on until no more than `depth` objects and arrays are open. */
enum err take_leave(struct take *t, unsigned depth);

/* A voxel that is an object, while it is read; white if it says nothing. */
struct voxel_draft {
	struct voxel	 voxel;
	unsigned	 has;
};

#define VOXEL_PLACED	7u	/* these bits of `has`: x, y and z are there */
#define VOXEL_DRAFT	((struct voxel_draft){ .voxel.color = \
			    { { 255, 255, 255, 255 } } })

/* The value of one of its keys, whose first token was just read; that of any
 * other key is passed over. */
enum err take_voxel_key(struct take *t, struct voxel_draft *d,
    const char *key, size_t len);

/* One number of a colour: an integer 0 to 255, or a fraction 0.0 to 1.0. */
enum err take_channel(struct take *t, uint8_t *out);

/*
 * The string or key just read, without escapes; without a NUL behind it.
 * ERR_TOO_BIG.
 */
enum err take_unescaped(struct take *t, const char **text, size_t *len);

static inline enum err
take_slice(struct take *t, const char **text, size_t *len)
{
	*text = t->json->text;
	*len = t->json->len;
	return t->json->escaped ? take_unescaped(t, text, len) : OK;
}

/* A list that grows fourfold in the request region, which frees nothing: what
 * is left behind is a third of what is kept at most. */
struct take_list {
	const char	*what;		/* its elements, in messages */
	size_t		 each;		/* bytes */
	uint32_t	 first;		/* elements to begin with */
	uint32_t	 most;
	uint32_t	 size;		/* elements there is room for */
};

/* More room for a full list: its elements at their new place.  NULL: it is
 * ERR_TOO_BIG, and the words are set. */
void	*take_grow(struct take *t, struct take_list *list, const void *at);

/* Say what is wrong with the text, which is no JSON here. */
enum err take_cut(struct take *t);

/* Say that the last token is not `what`; or take_cut. */
enum err take_wrong(struct take *t, const char *what);

#endif
