/*
 * build - the ops of voxel_build, tried on a draft of the project
 *
 * Each op becomes edits (tbl/edits.h), which are applied to a draft that
 * shares the project's voxels and, if all goes well, kept encoded: together
 * they are the one series that is done to the project.  What an op means may
 * depend on those before it (a layer they made, how large the model is by
 * now), which only the draft knows.
 *
 * An op that fails leaves the draft as it was and its words in the call.
 */
#ifndef WORKER_METHOD_BUILD_H
#define WORKER_METHOD_BUILD_H

#include "bounds.h"
#include "buf.h"
#include "goxel/context.h"
#include "goxel/differ.h"
#include "goxel/palette.h"
#include "worker/method/method.h"
#include "worker/method/ops.h"

/* Tiles that all ops may look at, whether they change them or not: others
 * wait for as long as that takes. */
#define BUILD_WALK	(4 * BOUND_EDIT_TILES)

struct build {
	struct call	*call;
	struct context	 draft;		/* image and undo are its own */
	struct buf	 edits;		/* of all ops so far, encoded */
	struct palette	 palette;	/* of the last palette op */
	uint32_t	 layer;		/* id; of the op that is being done */
	uint64_t	 tiles;		/* that ops have changed, in all */
	uint64_t	 walked;	/* that they had to look at */
};

/* Begin with what the call's project is. */
void	 build_init(struct build *b, struct call *c);
void	 build_fini(struct build *b);

/*
 * Do one op that has no fault.  `changed` counts the voxels that differ after
 * it.  Not OK: the words are set, the draft is as before.
 */
enum err build_do(struct build *b, const struct op *op,
	    struct differ *changed);

/* For the ops: do one edit to the draft, and remember it. */
enum err build_edit(struct build *b, const struct edit *edit);
/* The same for an edit that draws with `mode` and `color`, which are in it;
 * they become what the op says. */
enum err build_draw(struct build *b, const struct op *op, struct edit *edit,
	    enum mode *mode, struct rgba *color);

/* A colour of the palette, or as it stands.  ERR_PARAMS. */
enum err build_ink(struct build *b, const struct ink *ink,
	    struct rgba *color);
/* The op's box, or that of all there is in its layer.  ERR_EMPTY: nothing. */
enum err build_region(struct build *b, const struct op *op,
	    struct box *box);
/* Where a shape stands, however the op says it. */
enum err build_extent(struct build *b, const struct op *op,
	    struct box *box);

/* The middle of what the op is about, or its pivot. */
void	 build_pivot(const struct op *op, const struct box *box,
	    double pivot[3]);
/* The mirror op, across its plane of any angle. */
enum err build_flip(struct build *b, const struct op *op);
/* Points moved onto the op's plane, if it has one, in the request's memory. */
enum err build_snap(struct build *b, const struct op *op,
	    struct voxels *points);

/* build_<op>: every op of the table. */
#define OP(id, ...)	enum err build_##id(struct build *, const struct op *);
#include "tbl/build_ops.h"

#endif
