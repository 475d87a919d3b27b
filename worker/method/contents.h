/*
 * contents - the result of a method that reads a resource
 *
 * One item: {"contents": [{"uri", "mimeType", "text" or "blob"}]}.  The URI is
 * the one that was asked for, call->subject; a client that came by another
 * door has none.
 */
#ifndef WORKER_METHOD_CONTENTS_H
#define WORKER_METHOD_CONTENTS_H

#include <stddef.h>

#include "base/json.h"
#include "buf.h"
#include "err.h"
#include "worker/method/method.h"

/* A text in the making that is JSON itself. */
struct contents {
	struct buf	 text;
	struct json_out	 out, *outer;
};

/* From here on reply_* writes into the text; as a whole object, that is
 * begun and ended here. */
void	 contents_open(struct call *c, struct contents *in);
enum err contents_close(struct call *c, struct contents *in);

enum err contents_text(struct call *c, const char *mime, const char *text,
	    size_t len);
enum err contents_blob(struct call *c, const char *mime, const void *bytes,
	    size_t len);

#endif
