/*
 * post - one exchange with a collector: a body there, a status back
 */
#ifndef TRACER_POST_H
#define TRACER_POST_H

#include "base/endpoint.h"
#include "buf.h"

/* Send it, and wait for the reply, `ms` in all.  The status of HTTP; 0: there
 * was none. */
int	 post(const struct endpoint *to, const struct buf *body, int ms);

#endif
