/*
 * json - read JSON by pulling tokens, write JSON by pushing values
 *
 * The reader checks the whole grammar of RFC 8259, UTF-8 included, as it
 * goes; it allocates nothing and keeps strings as slices of the input.  It
 * reads a stream: one top-level value may be followed by others, and an input
 * that ends inside a value says so (JSON_MORE), which is not an error.  It
 * refuses what no client sends: more than BOUND_DEPTH open brackets, a string
 * beyond BOUND_STRING, a number beyond 1024 bytes or beyond a double's range.
 *
 * The writer appends to a struct buf.  It places commas itself; that objects
 * are closed and keys come in pairs is the caller's promise.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "buf.h"
#include "err.h"

enum json_token {
	JSON_BAD,		/* not JSON; j->why says why, j->at where */
	JSON_MORE,		/* the input ends inside the value */
	JSON_END,		/* the top-level value is complete */
	JSON_OBJECT, JSON_OBJECT_END,
	JSON_ARRAY, JSON_ARRAY_END,
	JSON_KEY,		/* text, len: between the quotes */
	JSON_STRING,		/* text, len: between the quotes */
	JSON_NUMBER,		/* text, len; whole or real */
	JSON_TRUE, JSON_FALSE, JSON_NULL
};

struct json {
	const char	*at;		/* next byte to read */
	const char	*end;		/* one past the last byte */
	const char	*text;		/* the token's text, in the input */
	uint32_t	 len;		/* bytes of it */
	uint8_t		 depth;		/* open objects and arrays */
	uint8_t		 state;		/* what may come next; private */
	bool		 escaped;	/* a string holds backslashes */
	bool		 integer;	/* the number is whole and fits */
	int64_t		 whole;		/* the number, if integer */
	double		 real;		/* the number, in any case */
	uint64_t	 nest;		/* bit per depth: 1 object; private */
	const char	*why;		/* static; what is wrong with it */
};

/* Start reading at `bytes`, which must outlive the reader. */
void	 json_open(struct json *j, const char *bytes, size_t len);

/* The next token.  After JSON_BAD, JSON_MORE and JSON_END, the same again. */
enum json_token json_next(struct json *j);

/*
 * Go to the end of the value that `first`, just returned, begins; of a key,
 * to the end of the value that follows it.  OK, or
 * ERR_PARSE with j->why, or ERR_EMPTY when the input ended.
 */
enum err json_skip(struct json *j, enum json_token first);

/*
 * The characters of a string token without escapes, into `out` of at least
 * `len` + 1 bytes; returns their number.  NUL-terminated.  \u0000 stays as a
 * NUL byte inside; lone surrogates were refused by the reader.
 */
size_t	 json_unescape(const char *text, size_t len, char *out);

/* Finds where one top-level value ends, over any number of reads. */
struct json_frame {
	uint64_t	 seen;		/* bytes looked at so far */
	uint32_t	 depth;		/* open brackets */
	bool		 string;	/* inside a string */
	bool		 escape;	/* after a backslash */
};

/*
 * Look at bytes[f->seen..len): true when they complete the value that began
 * at bytes[0] with '{' or '['; then f->seen is its length.  Only brackets and
 * quotes are read: whether it is JSON is the reader's to say.
 */
bool	 json_frame_find(struct json_frame *f, const char *bytes, size_t len);

/*
 * Where the writer is.
 *
 * What it writes is compact and always JSON: a byte that is not UTF-8 becomes
 * U+FFFD, a real that is not finite becomes null.  Reals have as few
 * of 15 to 17 digits as read back the same; below 9e18, whole ones have
 * neither point nor exponent.
 */
struct json_out {
	struct buf	*buf;
	bool		 comma;		/* a value stands before this place */
};

void	 json_out_open(struct json_out *o, struct buf *buf);
void	 json_put_object(struct json_out *o);		/* { */
void	 json_put_object_end(struct json_out *o);	/* } */
void	 json_put_array(struct json_out *o);		/* [ */
void	 json_put_array_end(struct json_out *o);	/* ] */
void	 json_put_name(struct json_out *o, const char *key, size_t len);
void	 json_put_text(struct json_out *o, const char *text);
void	 json_put_bytes(struct json_out *o, const char *text, size_t len);
void	 json_put_int(struct json_out *o, int64_t value);
void	 json_put_real(struct json_out *o, double value);
void	 json_put_bool(struct json_out *o, bool value);
void	 json_put_null(struct json_out *o);
void	 json_put_raw(struct json_out *o, const char *json, size_t len);

/* Plain ASCII.  Inline: of a literal the length is known. */
static inline void
json_put_key(struct json_out *o, const char *key)
{
	json_put_name(o, key, strlen(key));
}

#endif
