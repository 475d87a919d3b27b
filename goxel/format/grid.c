/*
 * grid - the solid voxels of a small box as an array
 */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

#include "goxel/format/grid.h"
#include "goxel/format/solids.h"
#include "mem.h"

/* A column's voxels are together, the lowest first. */
static size_t
place(const struct grid *g, const int32_t at[3])
{
	return (size_t)at[2] + (size_t)g->size[2] * ((size_t)at[1] +
	    (size_t)g->size[1] * (size_t)at[0]);
}

static enum err
put(void *arg, const struct pos *pos, struct rgba color)
{
	struct grid *g = arg;
	int32_t at[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = pos->at[axis] - g->box.lo.at[axis];
	color.c[ALPHA] = 255;
	g->voxel[place(g, at)] = color;
	return OK;
}

void
grid_init(struct grid *g, const struct volume *v, const struct box *box)
{
	int axis;

	assert(box_voxels(box) <= GRID_MOST);
	g->box = *box;
	for (axis = 0; axis < 3; axis++)
		g->size[axis] = box->hi.at[axis] - box->lo.at[axis];
	g->voxel = xcalloc((size_t)box_voxels(box), sizeof *g->voxel);
	(void)solids_each(v, box, put, g);
}

void
grid_fini(struct grid *g)
{
	free(g->voxel);
	g->voxel = NULL;
}

struct rgba
grid_get(const struct grid *g, const int32_t at[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (at[axis] < 0 || at[axis] >= g->size[axis])
			return (struct rgba){ { 0 } };
	return g->voxel[place(g, at)];
}

unsigned
grid_open_sides(const struct grid *g, const int32_t at[3])
{
	const struct rgba *here = &g->voxel[place(g, at)];
	ptrdiff_t step = 1;
	unsigned open = 0;
	int axis;

	for (axis = 3; axis-- > 0;) {
		if (at[axis] == 0 || !rgba_exists(here[-step]))
			open |= 1u << 2 * axis;
		if (at[axis] == g->size[axis] - 1 || !rgba_exists(here[step]))
			open |= 2u << 2 * axis;
		step *= g->size[axis];
	}
	return open;
}
