/*
 * writing - a project as the bytes of a file
 */
#ifndef WORKER_METHOD_WRITING_H
#define WORKER_METHOD_WRITING_H

#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"

struct call;

#define WRITING_SIDE	1024	/* pixels of a picture by default */

/* What a file is written as. */
struct writing {
	const struct format *format;	/* NULL: a picture */
	struct mesh_options options;
	uint32_t	 side;		/* pixels of a picture; 0: default */
};

/* The words after the last dot of the last part of a path, or NULL. */
const char *writing_extension(const char *path);

/* A format by its name; "png" is a picture.  ERR_FORMAT; the words are set. */
enum err writing_choose(struct call *c, const char *name, struct writing *w);

/* Append the file.  A failure has its words. */
enum err writing_make(struct call *c, const struct writing *w,
    struct buf *out);

#endif
