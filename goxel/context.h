/*
 * context - one project being edited: an image, its history, its revision
 *
 * The one door through which a project changes is context_apply.  It checks
 * the edit, remembers what undo needs, changes the image and counts the
 * revision; or changes nothing and says why.
 */
#ifndef GOXEL_CONTEXT_H
#define GOXEL_CONTEXT_H

#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"
#include "goxel/image.h"
#include "goxel/undo.h"

struct context {
	struct image	*image;		/* read it; change it by edits only */
	struct undo	*undo;
	uint64_t	 revision;	/* edits applied, 0 for a new project */
};

/* What an edit did, for the reply. */
struct edit_outcome {
	uint64_t	 voxels;	/* written, filled or created */
	uint32_t	 layer;		/* id of the layer made or changed */
};

struct context	*context_new(const char *name);
void		 context_free(struct context *context);

/*
 * Apply one edit.  ERR_NO_LAYER, ERR_NO_VOXEL, ERR_NO_STEP, ERR_BOUNDS,
 * ERR_TOO_BIG, ERR_FORMAT (a model): then nothing has changed.
 */
enum err context_apply(struct context *context, const struct edit *edit,
    struct edit_outcome *outcome);

#endif
