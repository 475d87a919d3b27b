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
#include "worker/mcp/message.h"

#define HTTP_LEAD	1024		/* bytes of a head, at most */
#define HTTP_BATCH_LEAD	768		/* of that of a batch, always */
#define HTTP_ORIGIN_MAX	255		/* bytes of one that is allowed */

/*
 * Bytes of the head of a reply of this status, whatever its length.  `origin`
 * is the page whose script may read it (worker/http.h).
 */
size_t	 http_lead(const struct http_frame *f, struct slice origin);

/* Write the head of a reply with a body of `len` bytes, or none: as
 * long as http_lead said, or longer by blanks. */
void	 http_fill(char *out, size_t lead, const struct http_frame *f,
	    struct slice origin, size_t len);

/*
 * A reply in pieces (text/event-stream, chunked): its head, and an event.
 * The last event is written by http_fill, and ended by http_put_stream_end.
 */
void	 http_put_stream_head(struct buf *out, struct slice origin);
void	 http_put_event(struct buf *out, const char *json, size_t len);
void	 http_put_stream_end(struct buf *out);

#endif
