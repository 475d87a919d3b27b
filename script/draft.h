/*
 * draft - a project as a script changes it, and the edits that repeat it
 *
 * The script works on a copy of the image, which shares its voxels, and reads
 * back what it wrote.  What it did is kept as edits: the voxels of a layer in
 * one list, in their order, however often the script went from one layer to
 * another.  Made into a series they do the same to the project itself, which
 * may have gone on meanwhile: layers of the script are then added on top and
 * their voxels written into the active layer, for their ids may be others.
 */
#ifndef SCRIPT_DRAFT_H
#define SCRIPT_DRAFT_H

#include "buf.h"
#include "err.h"
#include "goxel/image.h"
#include "script/quota.h"

struct draft_part;

struct draft {
	const struct image	*before;
	struct image		*image;		/* to be read */
	struct quota		*quota;
	bool			 clones;	/* some layer follows another */
	struct draft_part	*parts;
	uint32_t		 count, size;	/* of them */
	uint32_t		 open;		/* earlier ones are closed */
	uint32_t		 last;		/* written to last */
};

/* `before`, which must stay as it is, and the quota must outlive it. */
void	 draft_init(struct draft *d, const struct image *before,
	    struct quota *quota);
void	 draft_fini(struct draft *d);

/* Write one voxel of a layer, by its id.  ERR_NO_LAYER, ERR_BOUNDS;
 * ERR_TOO_BIG, also from the quota.  Then nothing has changed. */
enum err draft_write(struct draft *d, uint32_t layer, const struct pos *pos,
	    struct rgba color);

/* An empty layer on top, active.  ERR_TOO_BIG past BOUND_LAYERS. */
enum err draft_add_layer(struct draft *d, const char *name, uint32_t *layer);

/* Give a layer another name.  ERR_NO_LAYER; ERR_TOO_BIG past BOUND_NAME. */
enum err draft_rename(struct draft *d, uint32_t layer, const char *name);

/* ERR_NO_LAYER. */
enum err draft_show(struct draft *d, uint32_t layer, bool visible);

/* Append the encoded edits; nothing when nothing was changed. */
void	 draft_edits(const struct draft *d, struct buf *edits);

#endif
