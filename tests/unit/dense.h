/*
 * dense - a volume as a plain array: the engine's arithmetic, done naively
 *
 * Written from the description of the modes and shapes alone, one voxel at a
 * time, for tests to compare with.  Empty voxels are all zero.
 */
#ifndef TESTS_UNIT_DENSE_H
#define TESTS_UNIT_DENSE_H

#include "goxel/mode.h"
#include "goxel/shape.h"
#include "goxel/volume.h"

struct dense {
	struct box	 box;
	struct rgba	*voxel;		/* heap; owned */
};

void	 dense_init(struct dense *d, int32_t reach); /* -reach .. reach - 1 */
void	 dense_fini(struct dense *d);
void	 dense_copy(struct dense *to, const struct dense *from);

struct rgba *dense_at(struct dense *d, const struct pos *pos);
void	 dense_fill(struct dense *d, const struct box *box, struct rgba color);
void	 dense_draw(struct dense *d, const struct shape_stroke *stroke);
void	 dense_merge(struct dense *under, struct dense *over, enum mode mode);
uint64_t dense_count(const struct dense *d);

/* The volume holds the same voxels, and nothing beside the array. */
bool	 dense_same(struct dense *d, const struct volume *v);

struct rgba dense_combine(enum mode mode, struct rgba a, struct rgba b);
/* Coverage of the voxel at `pos` by a stroke, 0..1. */
double	 dense_coverage(const struct shape_stroke *s, const struct pos *pos);

/* A repeatable stream of numbers below `below`. */
uint32_t dense_random(uint64_t *state, uint32_t below);

#endif
