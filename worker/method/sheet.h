/*
 * sheet - several views of a project in one picture, for whoever asks
 */
#ifndef WORKER_METHOD_SHEET_H
#define WORKER_METHOD_SHEET_H

#include "buf.h"
#include "err.h"
#include "goxel/change.h"
#include "goxel/montage.h"
#include "worker/method/param.h"

struct call;

/* What was drawn. */
struct sheet {
	const struct montage *montage;
	struct picture	*picture;
	const struct change *change;	/* since a revision, if asked */
	struct buf	*png;
};

typedef void sheet_put(struct call *c, const struct render_views_in *in,
    const struct sheet *sheet);

/* Draw, and have the reply written; output_path is the caller's business.
 * Otherwise the words of a failure are set. */
enum err sheet_make(struct call *c, const struct render_views_in *in,
    sheet_put *put);

#endif
