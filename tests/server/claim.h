/*
 * claim - looking at replies, and failing with words
 *
 * A path is keys and indexes with dots between: "result.layers.0.name".
 * The macros only add where the claim stands.
 */
#ifndef TESTS_SERVER_CLAIM_H
#define TESTS_SERVER_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The value at `path` equals this JSON. */
#define expect(reply, path, json)					\
	expect_at(__FILE__, __LINE__, reply, path, json)
/* The reply is this error. */
#define expect_error(reply, code)					\
	expect_error_at(__FILE__, __LINE__, reply, code)
/* There is something, or nothing, at `path`. */
#define expect_some(reply, path)					\
	expect_some_at(__FILE__, __LINE__, reply, path, true)
#define expect_none(reply, path)					\
	expect_some_at(__FILE__, __LINE__, reply, path, false)
/* The reply's text holds this text, letter by letter. */
#define expect_text(reply, text)					\
	expect_text_at(__FILE__, __LINE__, reply, text)
/* The number at `path`. */
#define number_at(reply, path)						\
	number_found(__FILE__, __LINE__, reply, path)

void	 expect_at(const char *file, int line, const char *reply,
	    const char *path, const char *json);
void	 expect_error_at(const char *file, int line, const char *reply,
	    int code);
void	 expect_some_at(const char *file, int line, const char *reply,
	    const char *path, bool some);
void	 expect_text_at(const char *file, int line, const char *reply,
	    const char *text);
double	 number_found(const char *file, int line, const char *reply,
	    const char *path);

/* The text at `path`, or NULL; lasts until the next call. */
const char *text_at(const char *reply, const char *path);

/* In any JSON: of the object whose `key` is the text `value`, the number
 * `wanted`, which may be written as text; -1 when there is none. */
double	 number_beside(const char *json, const char *key, const char *value,
	    const char *wanted);
/* The first number called `name` anywhere in the JSON; -1 when none is. */
double	 number_named(const char *json, const char *name);

/* The file begins as a PNG of this size. */
void	 expect_png(const char *path, uint32_t width, uint32_t height);

/* Fail the test with words. */
void	 wrong(const char *format, ...)
	    __attribute__((format(printf, 1, 2), noreturn));

#endif
