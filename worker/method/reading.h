/*
 * reading - a model from the bytes of a file, and into a project
 */
#ifndef WORKER_METHOD_READING_H
#define WORKER_METHOD_READING_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/progress.h"

struct call;

struct reading {
	const void	*bytes;
	size_t		 len;
	const char	*path;		/* tells some formats; or NULL */
	uint32_t	 depth;		/* of slices; 0: as they tell */
	const struct progress *progress;	/* or NULL */
};

/* ERR_FORMAT, ERR_TOO_BIG; the words are set.  *image is set only on OK. */
enum err reading_model(struct call *c, const struct reading *file,
    struct image **image);

/* Let the project be this, by an edit. */
enum err reading_replace(struct call *c, const struct image *image);

#endif
