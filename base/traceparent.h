/*
 * traceparent - whose trace a request belongs to (W3C Trace Context, level 1)
 *
 *	00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
 *	version, trace, span of the caller, flags; all lower-case hexadecimal
 *
 * A text that is none is to be ignored together with its tracestate, and a
 * new trace begun: neither is ever a reason to refuse a request.
 */
#ifndef BASE_TRACEPARENT_H
#define BASE_TRACEPARENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRACEPARENT_SIZE	56	/* bytes of its text and a NUL */
#define TRACESTATE_MEMBERS	32
#define TRACE_ID		16	/* bytes */
#define SPAN_ID			8

struct traceparent {
	uint8_t		 trace_id[TRACE_ID];
	uint8_t		 span_id[SPAN_ID];
	bool		 sampled;
};

/* False: it is none.  Of a later version what level 1 knows is taken. */
bool	 traceparent_read(const char *text, size_t len,
	    struct traceparent *out);

void	 traceparent_write(const struct traceparent *t,
	    char out[TRACEPARENT_SIZE]);

/* The list of vendors' members that goes with it is one. */
bool	 tracestate_is_valid(const char *text, size_t len);

#endif
