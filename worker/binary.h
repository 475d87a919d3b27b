/*
 * binary - what frames of DOOR_MCPB hold that is no JSON
 *
 *	FRAME_EDIT	encoded edits, as in goxel/edit.h, applied as one step
 *			like goxel.apply_edits; its reply holds that one's
 *			result
 *	FRAME_READ	u32 layer (0: the active one), i32 min[3], i32 max[3],
 *			both inclusive, little-endian; its reply holds r, g, b,
 *			a of every voxel, x first, then y, then z
 *
 * A reply with FRAME_FAILED holds the error, {"code":...,"message":...}.
 */
#ifndef WORKER_BINARY_H
#define WORKER_BINARY_H

#include "worker/frame.h"

/* Answer one frame that is whole. */
enum serve binary_serve(struct conn *c, const struct frame *f);

#endif
