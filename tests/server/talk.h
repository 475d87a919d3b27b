/*
 * talk - a client of the server under test
 *
 * Sending also receives, so that a test which pipelines more than the server
 * may hold back does not lock up.  Replies are taken as lines of any size.
 */
#ifndef TESTS_SERVER_TALK_H
#define TESTS_SERVER_TALK_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

struct server;

enum door { DOOR_UNIX, DOOR_TCP };

struct client {
	int		 fd;
	struct buf	 in;
	size_t		 taken;		/* bytes handed out as lines */
	size_t		 seen;		/* bytes without a newline */
	unsigned	 id;		/* of the last call */
};

struct client client_open(const struct server *s, enum door door);
void	 client_close(struct client *c);

void	 client_send(struct client *c, const char *bytes, size_t len);
void	 client_say(struct client *c, const char *text);

/* The next reply line, without newline; lasts until the next of its client. */
const char *client_line(struct client *c);
/* The same, with its length. */
const char *client_line_size(struct client *c, size_t *len);
/* The next so many bytes; they last as long. */
const char *client_take(struct client *c, size_t len);
/* Nothing more was said by the server before this: its reply to a ping. */
void	 client_is_silent(struct client *c);
/* Wait until the server closes the connection. */
void	 client_ends(struct client *c);

/* One request and its reply.  `params` is JSON or NULL. */
const char *call(struct client *c, const char *method, const char *params);
/* The same with params as printf would write them. */
const char *callf(struct client *c, const char *method, const char *params,
	    ...) __attribute__((format(printf, 3, 4)));

#endif
