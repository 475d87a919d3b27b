/*
 * salvo - the requests that a load sends, over and over
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/salvo.h"
#include "log.h"

#define BYTES_MAX	((size_t)1 << 30)
#define VALUE		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" \
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"	/* 64 bytes */

static const struct {
	const char	*verb;
	const char	*request;
} redis_commands[] = {
	{ "get", "*2\r\n$3\r\nGET\r\n$5\r\nkey:1\r\n" },
	{ "set", "*3\r\n$3\r\nSET\r\n$5\r\nkey:1\r\n$64\r\n" VALUE "\r\n" },
	{ "ping", "*1\r\n$4\r\nPING\r\n" },
};

static size_t
start_of(const struct salvo *s, unsigned at)
{
	return ((const size_t *)(const void *)s->starts.bytes)[at];
}

static void
mark_start(struct salvo *s)
{
	buf_add(&s->starts, &s->bytes.len, sizeof(s->bytes.len));
	if (s->bytes.failed || s->starts.failed)
		fatal("more than %zu bytes of requests", BYTES_MAX);
}

void
salvo_init(struct salvo *s)
{
	memset(s, 0, sizeof(*s));
	buf_init(&s->bytes, BYTES_MAX);
	buf_init(&s->starts, BYTES_MAX);
	mark_start(s);
}

void
salvo_fini(struct salvo *s)
{
	buf_fini(&s->bytes);
	buf_fini(&s->starts);
}

void
salvo_add(struct salvo *s, const void *bytes, size_t len)
{
	assert(s->depth == 0);

	buf_add(&s->bytes, bytes, len);
	mark_start(s);
	s->count++;
}

bool
salvo_add_file(struct salvo *s, const char *path)
{
	FILE *in = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	bool read;

	if (in == NULL)
		return false;
	while ((len = getline(&line, &size, in)) > 0) {
		if (line[0] == '\n')
			continue;
		/* The NUL after the last line leaves room for it. */
		if (line[len - 1] != '\n')
			line[len++] = '\n';
		salvo_add(s, line, (size_t)len);
	}
	read = !ferror(in);
	free(line);
	fclose(in);
	return read;
}

void
salvo_add_call(struct salvo *s, const char *method, const char *params)
{
	buf_add_format(&s->bytes, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"%s\",\"params\":%s}\n", method, params);
	mark_start(s);
	s->count++;
}

bool
salvo_add_redis(struct salvo *s, const char *verb)
{
	size_t i;

	for (i = 0; i < sizeof(redis_commands) / sizeof(*redis_commands); i++) {
		if (strcmp(redis_commands[i].verb, verb) == 0) {
			salvo_add(s, redis_commands[i].request,
			    strlen(redis_commands[i].request));
			return true;
		}
	}
	return false;
}

void
salvo_close(struct salvo *s, unsigned depth)
{
	unsigned i;
	size_t len;
	char *room;

	assert(s->count > 0);
	assert(depth > 0);

	for (i = 0; i + 1 < depth; i++) {
		/* Request i is whole, and it may move when room is made. */
		len = start_of(s, i + 1) - start_of(s, i);
		if ((room = buf_room(&s->bytes, len)) != NULL) {
			memcpy(room, s->bytes.bytes + start_of(s, i), len);
			s->bytes.len += len;
		}
		mark_start(s);
	}
	s->depth = depth;
}

const char *
salvo_request(const struct salvo *s, unsigned at, size_t *len)
{
	assert(at < s->count);

	*len = start_of(s, at + 1) - start_of(s, at);
	return s->bytes.bytes + start_of(s, at);
}

const char *
salvo_batch(const struct salvo *s, unsigned at, size_t *len)
{
	assert(at < s->count);

	*len = start_of(s, at + s->depth) - start_of(s, at);
	return s->bytes.bytes + start_of(s, at);
}
