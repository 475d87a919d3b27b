/*
 * station - one connection in a worker without its loop, and its client
 *
 * What a turn does - receive, answer, send - happens when a test says so.
 */
#ifndef TESTS_UNIT_STATION_H
#define TESTS_UNIT_STATION_H

#include "worker/conn.h"
#include "worker/worker.h"

#define STATION_HEARD	(4u << 20)	/* bytes a client hears at once */

struct station {
	struct segment	 segment;
	struct config	 config;
	struct heritage	 heritage;
	struct worker	 worker;
	struct conn	 conn;
	struct conn_row	*row;		/* the connection's */
	int		 client;	/* its end; non-blocking */
	enum serve	 serve;		/* of the last turn */
	char		*heard;		/* NUL-terminated */
};

void	 station_open(struct station *s, enum transport transport);
void	 station_close(struct station *s);

/* The client sends; whatever it can be answered is. */
void	 station_say(struct station *s, const char *bytes, size_t len);

/* What the client has been sent meanwhile. */
const char *station_hear(struct station *s);

/* Both, with a text. */
const char *station_ask(struct station *s, const char *text);

/* All rings of a class and of those above it are somebody else's. */
void	 station_starve(struct station *s, unsigned class);

#endif
