/*
 * album - a folder of rendered pictures for one test
 *
 * Its pictures are the first bytes of a PNG, which is what is looked at.
 */
#ifndef TESTS_UNIT_ALBUM_H
#define TESTS_UNIT_ALBUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/renders.h"

#define ALBUM_TIME	1700000000	/* unix seconds */

struct album {
	char		 base[64];	/* a temporary folder around it */
	char		 path[80];
	struct renders	 renders;
};

void	 album_start(struct album *a);
void	 album_finish(struct album *a);

/* The bytes of a picture of this size, `len` of them. */
const void *album_png(uint32_t width, uint32_t height, size_t len);

/* Put one there; its name lasts until the eighth next. */
const char *album_put(struct album *a, int64_t created, size_t len);

/* A file that is no picture of ours, and whether there is such a one. */
void	 album_leave(const struct album *a, const char *name);
bool	 album_has(const struct album *a, const char *name);

#endif
