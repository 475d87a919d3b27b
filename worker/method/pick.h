/*
 * pick - what many methods name alike, and what they tell about it
 */
#ifndef WORKER_METHOD_PICK_H
#define WORKER_METHOD_PICK_H

#include "goxel/image.h"
#include "worker/method/method.h"

/* The box between two corners, both of which belong to it.  ERR_PARAMS: one
 * is above the other; the words are set. */
enum err pick_box(struct call *c, const struct pos *min,
	    const struct pos *max, struct box *box);

/* "cube", "sphere", "cylinder"; NULL is a cube.  ERR_PARAMS with words. */
enum err pick_shape(struct call *c, const char *name, enum shape *shape);

/* A text as an edit holds it; NULL is the empty one. */
struct bytes pick_bytes(const char *text);

/* Apply an edit and answer success, layer_id, name and index of the layer it
 * was about. */
enum err pick_reply(struct call *c, const struct edit *edit);

/* Begin such a reply, without the index, to be closed by the caller. */
void	 pick_open(struct call *c, uint32_t layer);

/* Apply an edit and answer success, layer_id and voxels. */
enum err pick_reply_voxels(struct call *c, const struct edit *edit);

/* The corners of a box, both inside, as an object; as two fields with NULL. */
void	 pick_put_box(struct call *c, const char *key, const struct box *box);
/* A float in as few digits as it needs. */
void	 pick_put_float(struct call *c, const char *key, float value);
/* The 16 numbers of a matrix. */
void	 pick_put_matrix(struct call *c, const char *key,
	    const struct matrix *mat);

#endif
