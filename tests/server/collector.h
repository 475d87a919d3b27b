/*
 * collector - an OpenTelemetry collector in small
 *
 * A thread of the test takes POST /v1/traces as OTLP/HTTP JSON does and keeps
 * every span; whatever breaks the encoding fails the test that looks.
 */
#ifndef TESTS_SERVER_COLLECTOR_H
#define TESTS_SERVER_COLLECTOR_H

#include <cjson/cJSON.h>
#include <pthread.h>
#include <stdatomic.h>

struct collector {
	int		 fd, port;
	pthread_t	 thread;
	pthread_mutex_t	 lock;
	cJSON		*spans;		/* an array, as they came */
	_Atomic int	 status;	/* to answer with; 200 */
	_Atomic unsigned posts;
	_Atomic unsigned bad;		/* bodies that are none */
};

void	 collector_open(struct collector *c);
void	 collector_close(struct collector *c);

/* Wait for the span of a request in this trace; a failure otherwise.  It
 * lasts as long as the collector. */
const cJSON *collector_request(struct collector *c, const char *trace_id);
/* Spans of requests by this name, now. */
unsigned collector_count(struct collector *c, const char *name);
/* The child of this name of a request's span, or NULL. */
const cJSON *collector_child(struct collector *c, const cJSON *request,
	    const char *name);
/* Every span is as the protocol says, has an id of its own unless it is the
 * same span, and lies within its parent where that is here too. */
void	 collector_check(struct collector *c);

/* A member's text; "" when there is none. */
const char *span_text(const cJSON *span, const char *key);
/* The value of an attribute as text, or NULL. */
const char *span_attribute(const cJSON *span, const char *key);

#endif
