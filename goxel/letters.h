/*
 * letters - words made of voxels
 *
 * Words stand on a baseline that begins at `at`; a newline begins another one
 * below.  What a picture of the front, the right or the top shows is the right
 * way round:
 *
 *	axis	read from	to the right	up
 *	0 (x)	+x		+y		+z
 *	1 (y)	-y		+x		+z
 *	2 (z)	+z		+x		+y
 */
#ifndef GOXEL_LETTERS_H
#define GOXEL_LETTERS_H

#include "err.h"
#include "goxel/edit.h"
#include "goxel/volume.h"

#define LETTERS_MOST	1024	/* bytes of a text */
#define LETTERS_SCALE	256	/* voxels a pixel, at most */

struct letters {
	struct bytes	 text;
	struct pos	 at;
	int		 axis;		/* that the words are seen along */
	int32_t		 scale;		/* voxels a pixel's side */
	int32_t		 depth;		/* voxels from `at` upwards on axis */
	struct rgba	 color;
};

/*
 * Add the words to a volume.  ERR_PARAMS for what the font has not, an axis,
 * scale or depth out of range; ERR_BOUNDS; ERR_TOO_BIG past LETTERS_MOST, or
 * when the words might touch more than BOUND_EDIT_TILES tiles.  Then nothing
 * was changed.
 */
enum err letters_draw(const struct letters *l, struct volume *v);

#endif
