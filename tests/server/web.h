/*
 * web - a client of the server under test that speaks HTTP
 */
#ifndef TESTS_SERVER_WEB_H
#define TESTS_SERVER_WEB_H

#include "tests/server/talk.h"

#define WEB_HEAD	4096		/* bytes of a reply's head */
#define WEB_HOST	"Host: localhost\r\n"
#define WEB_TYPE	"Content-Type: application/json\r\n"
#define WEB_POST	"POST /mcp HTTP/1.1\r\n" WEB_HOST WEB_TYPE

struct web_reply {
	int		 status;
	char		 head[WEB_HEAD];	/* without the empty line */
	const char	*body;		/* chunks joined; until the next */
	size_t		 len;
};

/* Send a message to /mcp, with more headers ("Name: value\r\n") or "". */
void	 web_post(struct client *c, const char *headers, const char *body);

/* The next reply. */
const struct web_reply *web_hear(struct client *c);
/* That to a request of HEAD, which has no body. */
const struct web_reply *web_hear_head(struct client *c);

/* Both: send bytes, and the reply to them. */
const struct web_reply *web_ask(struct client *c, const char *bytes);
const struct web_reply *web_call(struct client *c, const char *headers,
	    const char *body);

/* The value of a header of the reply, or NULL; lasts until the next call. */
const char *web_header(const struct web_reply *r, const char *name);

/* Fail unless the reply has this status. */
#define web_expect(reply, status)					\
	web_expect_at(__FILE__, __LINE__, reply, status)
void	 web_expect_at(const char *file, int line,
	    const struct web_reply *r, int status);

#endif
