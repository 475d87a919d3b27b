/*
 * context - one project being edited: an image, its history, its revision
 *
 * The one door through which a project changes is context_apply.  It checks
 * the edit, remembers what undo needs, changes the image and counts the
 * revision; or changes nothing and says why.
 *
 * A layer that is a clone or a shape becomes plain when voxels are written
 * into it: it keeps what it shows and follows nothing any more.
 */
#ifndef GOXEL_CONTEXT_H
#define GOXEL_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"
#include "goxel/image.h"
#include "goxel/notes.h"
#include "goxel/track.h"
#include "goxel/undo.h"

/*
 * Makes an image of the bytes of a model_replace: pack_read of goxel/format,
 * which is a floor above and so is handed in.  *image is set only on OK.
 */
typedef enum err model_reader(const void *bytes, size_t len,
    struct image **image);

struct context {
	struct image	*image;		/* read it; change it by edits only */
	struct undo	*undo;
	struct notes	*notes;		/* of requests that may come again */
	uint64_t	 revision;	/* edits applied, 0 for a new project */
	model_reader	*read_model;	/* NULL: models are refused */
	bool		 clones;	/* some layer follows another */
	struct track	 track;		/* where its last revisions are */
};

/* What an edit did, for the reply. */
struct edit_outcome {
	uint64_t	 voxels;	/* written, filled or created */
	uint32_t	 layer;		/* id of the layer made or changed */
};

struct context	*context_new(const char *name, model_reader *read_model);
void		 context_free(struct context *context);

/* Begin with this image, which is taken over, and no history, as when a
 * stored project is opened.  An image without layers is given one. */
void		 context_start(struct context *context, struct image **image,
		    uint64_t revision);

/* The same with a history that leads to this image, taken over as well. */
void		 context_resume(struct context *context, struct image **image,
		    struct undo **undo, uint64_t revision);

/*
 * Apply one edit.  ERR_NO_LAYER, ERR_NO_VOXEL, ERR_NO_STEP, ERR_BOUNDS,
 * ERR_TOO_BIG, ERR_PARAMS (what decoding refuses, Replace in a shape_draw, a
 * merge of a layer with itself), or what read_model said: then nothing has
 * changed.  An edit that finds everything as it wants it is OK and leaves no
 * step to undo.  context->image may be another one afterwards.  A request_note
 * does not count as a revision.
 */
enum err context_apply(struct context *context, const struct edit *edit,
    struct edit_outcome *outcome);

#endif
