/*
 * web - a client of the server under test that speaks HTTP
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/claim.h"
#include "tests/server/web.h"

static struct web_reply reply;
static struct buf joined;

void
web_post(struct client *c, const char *headers, const char *body)
{
	char length[64];

	client_say(c, WEB_POST);
	client_say(c, headers);
	snprintf(length, sizeof length, "Content-Length: %zu\r\n\r\n",
	    strlen(body));
	client_say(c, length);
	client_say(c, body);
}

const char *
web_header(const struct web_reply *r, const char *name)
{
	static char value[1024];
	size_t len = strlen(name);
	const char *at = r->head;

	while ((at = strchr(at, '\n')) != NULL) {
		at++;
		if (strncasecmp(at, name, len) != 0 || at[len] != ':')
			continue;
		at += len + 1;
		at += strspn(at, " ");
		snprintf(value, sizeof value, "%.*s",
		    (int)strcspn(at, "\r\n"), at);
		return value;
	}
	return NULL;
}

static void
hear_head(struct client *c)
{
	size_t used = 0, len;
	const char *line;

	for (;;) {
		line = client_line_size(c, &len);
		if (len == 0 || line[len - 1] != '\r')
			wrong("a line of a head ends without CR: %s", line);
		if (len == 1)
			break;
		if (used + len + 2 > sizeof reply.head)
			wrong("the head of a reply is too long");
		memcpy(reply.head + used, line, len);
		used += len;
		reply.head[used++] = '\n';
	}
	reply.head[used] = '\0';
	if (sscanf(reply.head, "HTTP/1.1 %d ", &reply.status) != 1)
		wrong("this is no status line: %s", reply.head);
}

static void
hear_chunks(struct client *c)
{
	size_t size;

	do {
		size = strtoul(client_line(c), NULL, 16);
		buf_add(&joined, client_take(c, size), size);
		if (strcmp(client_line(c), "\r") != 0)
			wrong("a chunk is longer than it says");
	} while (size > 0);
}

static const struct web_reply *
hear(struct client *c, bool has_body)
{
	const char *length;
	size_t size;

	do
		hear_head(c);
	while (reply.status == 100);
	length = web_header(&reply, "Content-Length");
	size = length == NULL || !has_body ? 0 : strtoul(length, NULL, 10);
	if (joined.limit == 0)
		buf_init(&joined, 1u << 30);
	buf_reset(&joined);
	if (web_header(&reply, "Transfer-Encoding") != NULL)
		hear_chunks(c);
	else if (size > 0)
		buf_add(&joined, client_take(c, size), size);
	reply.len = joined.len;
	buf_add(&joined, "", 1);
	reply.body = joined.bytes;
	return &reply;
}

const struct web_reply *
web_hear(struct client *c)
{
	return hear(c, true);
}

const struct web_reply *
web_hear_head(struct client *c)
{
	return hear(c, false);
}

const struct web_reply *
web_ask(struct client *c, const char *bytes)
{
	client_say(c, bytes);
	return web_hear(c);
}

const struct web_reply *
web_call(struct client *c, const char *headers, const char *body)
{
	web_post(c, headers, body);
	return web_hear(c);
}

void
web_expect_at(const char *file, int line, const struct web_reply *r,
    int status)
{
	if (r->status != status)
		wrong("%s:%d: the status is %d, not %d: %.300s", file, line,
		    r->status, status, r->body);
}
