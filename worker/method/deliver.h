/*
 * deliver - where a picture goes: a file, the reply, the server's folder
 *
 * Every method that draws one takes output_path and options.return_mode, and
 * answers alike.  What is asked is checked before anything is drawn.
 */
#ifndef WORKER_METHOD_DELIVER_H
#define WORKER_METHOD_DELIVER_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "worker/method/gallery.h"
#include "worker/method/param.h"

struct call;

struct delivery {
	const char	*output_path;	/* NULL: to no file */
	const struct options *options;
	uint32_t	 width, height;	/* pixels */
	uint32_t	 samples;	/* told; 0: not */
	struct gallery	 gallery;	/* private */
};

/* One side of a picture, 512 if it was not given.  ERR_PARAMS. */
enum err deliver_side(struct call *c, const char *name, bool given,
	    int32_t side, uint32_t *out);

/* Check the target.  ERR_PARAMS, ERR_NO_FILE or ERR_INTERNAL, with words. */
enum err deliver_open(struct call *c, struct delivery *d);
void	 deliver_close(struct delivery *d);

/* Put the picture there and write the reply; the errors of files_write and
 * gallery_put. */
enum err deliver_png(struct call *c, struct delivery *d,
	    const struct buf *png);

#endif
