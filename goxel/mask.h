/*
 * mask - what is selected of an image
 *
 * A mask is a volume whose voxels are all white: a place is selected, or not,
 * whether a voxel is there or not.  It stands aside in the image (image.h) and
 * belongs to the project's content: undo restores it, and the journal and the
 * packed forms carry it, for edits work by it.  Files do not.
 *
 * What selects makes a volume of what it found; mask_join combines it with what
 * was selected.  What works by a selection draws it as if it were a shape.
 */
#ifndef GOXEL_MASK_H
#define GOXEL_MASK_H

#include "err.h"
#include "goxel/mode.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

struct image;

enum join { JOIN_SET, JOIN_ADD, JOIN_SUBTRACT, JOIN_INTERSECT, JOIN_COUNT };

/* "set", "add", "subtract", "intersect"; the index is the join. */
extern const char *const join_names[JOIN_COUNT];

#define MASK_WHITE	((struct rgba){ { 255, 255, 255, 255 } })

/* What is selected; NULL: nothing. */
struct volume	*mask_of(const struct image *image);

/* Combine the mask of an image, ours alone, with a volume, which is taken
 * over.  ERR_TOO_BIG. */
enum err mask_join(struct image *image, enum join join, struct volume *with);

/*
 * What of a volume belongs to a selection, into `mask`, a zeroed struct.
 * ERR_TOO_BIG past BOUND_EDIT_TILES tiles; the mask is to be fini'd then too.
 */
/* The voxels whose r, g, b each differ by at most `tolerance`. */
enum err mask_color(const struct volume *v, struct rgba color, int tolerance,
	    struct volume *mask);
/* The voxels whose centres are in view: row vector x, y, z, 1 times `project`
 * gives x, y and w with |x| <= w, |y| <= w and w > 0. */
enum err mask_view(const struct volume *v, const struct matrix *project,
	    struct volume *mask);

/* In a tile of a mask: one bit a voxel that is selected. */
void	 mask_bits(const struct volume *mask, const struct pos *at,
	    uint64_t bits[TILE_WORDS]);

/* Combine what is selected with one colour, as sweep_run does with a shape;
 * `replace` writes the colour as it is.  ERR_TOO_BIG. */
enum err mask_draw(struct volume *v, const struct volume *mask,
	    enum mode mode, struct rgba color);

#endif
