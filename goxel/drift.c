/*
 * drift · the voxels connected to one by colours that may drift
 *
 * Whether a voxel joins depends on where it is reached from, so nothing but
 * going from each to its six neighbours will do; what is in the mask has been
 * in the queue.  The queue is one list: what stands before `next` is done.
 */
#include <stdlib.h>

#include "goxel/paint.h"
#include "mem.h"

static const struct rgba white = { { 255, 255, 255, 255 } };

struct queue {
	struct pos	*at;
	uint32_t	 count, size;
};

static enum err
join_queue(struct queue *q, const struct pos *pos, struct volume *mask)
{
	if (q->count == PAINT_DRIFT)
		return ERR_TOO_BIG;
	if (q->count == q->size) {
		q->size = q->size * 2 + 1024;
		q->at = xrealloc(q->at, q->size * sizeof *q->at);
	}
	q->at[q->count++] = *pos;
	return volume_set(mask, pos, white);
}

static bool
near_enough(struct rgba a, struct rgba b, int tolerance)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(a.c[i] - b.c[i]) > tolerance)
			return false;
	return rgba_exists(b);
}

static enum err
visit_neighbours(const struct volume *v, struct queue *q, struct pos pos,
    int tolerance, struct volume *mask)
{
	struct rgba from = volume_get(v, &pos);
	struct pos beside;
	enum err err = OK;
	int side;

	for (side = 0; err == OK && side < 6; side++) {
		beside = pos;
		beside.at[side / 2] += side % 2 * 2 - 1;
		if (near_enough(from, volume_get(v, &beside), tolerance) &&
		    !rgba_exists(volume_get(mask, &beside)))
			err = join_queue(q, &beside, mask);
	}
	return err;
}

enum err
paint_drift(const struct volume *v, const struct pos *seed, int tolerance,
    struct volume *mask)
{
	struct queue q = { .at = NULL };
	enum err err;
	uint32_t next;

	if (!rgba_exists(volume_get(v, seed)))
		return ERR_NO_VOXEL;
	err = join_queue(&q, seed, mask);
	for (next = 0; err == OK && next < q.count; next++)
		err = visit_neighbours(v, &q, q.at[next], tolerance, mask);
	free(q.at);
	return err;
}
