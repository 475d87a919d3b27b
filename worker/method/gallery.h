/*
 * gallery - the rendered pictures, as methods see them
 *
 * base/renders.h knows the folder; here are the settings it is used with, and
 * the words in which clients of the old daemon are told what went wrong.
 */
#ifndef WORKER_METHOD_GALLERY_H
#define WORKER_METHOD_GALLERY_H

#include "base/renders.h"
#include "base/expiry.h"
#include "buf.h"
#include "err.h"
#include "worker/method/method.h"

struct gallery {
	struct renders	 folder;
	struct server_facts facts;
};

/* ERR_INTERNAL: there is none, or it cannot be used; `what` goes on after
 * "Render manager not available". */
enum err gallery_open(struct call *c, const char *what, struct gallery *g);
void	 gallery_close(struct gallery *g);

/* The old daemon's word for a failure becomes the subject of the method's
 * message. */
enum err gallery_fail(struct call *c, enum err err);

/* Put a picture there; a failure has its words set. */
enum err gallery_put(struct call *c, struct gallery *g,
	    const struct buf *png, struct rendering *r);

/* The object that tells of a picture; `whole`: as get_render_info does. */
void	 gallery_reply(struct call *c, const char *key,
	    const struct gallery *g, const struct rendering *r, bool whole);

#endif
