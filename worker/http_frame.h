/*
 * http_frame - the head of a reply over HTTP
 *
 * It stands before a body whose length is known only when that is written, so
 * room for it is left first: http_lead bytes, exactly what http_fill needs.
 */
#ifndef WORKER_HTTP_FRAME_H
#define WORKER_HTTP_FRAME_H

#include <stddef.h>

#include "buf.h"
#include "worker/answer.h"

#define HTTP_LEAD	512		/* bytes of a head, at most */

/* Bytes of the head of a reply of this status, whatever its length. */
size_t	 http_lead(const struct http_frame *f);

/* Write the head of a reply with a body of `len` bytes, or none. */
void	 http_fill(char *out, size_t lead, const struct http_frame *f,
	    size_t len);

/*
 * A reply in pieces (text/event-stream, chunked): its head, and an event.
 * The last event is written by http_fill, and ended by http_put_stream_end.
 */
void	 http_put_stream_head(struct buf *out);
void	 http_put_event(struct buf *out, const char *json, size_t len);
void	 http_put_stream_end(struct buf *out);

#endif
