/*
 * http - HTTP/1.1 on a connection's ring
 *
 * One request at a time: its head and body stay in the ring until it is
 * answered, so that another worker may do it again from there.
 */
#ifndef WORKER_HTTP_H
#define WORKER_HTTP_H

#include "worker/conn.h"
#include "worker/mcp/message.h"

/* Answer what is complete in the connection's ring. */
enum serve http_serve(struct conn *c);

/*
 * The Origin of the request being answered, if it is one that may read the
 * reply; else of no length.  Valid until the ring changes.
 */
struct slice http_origin(struct conn *c);

/* Free what it remembers of the connection. */
void	 http_forget(struct conn *c);

#endif
