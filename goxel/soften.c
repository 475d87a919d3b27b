/*
 * soften - even light where voxels are as small as pixels
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/soften.h"

#define STEEP		4.0	/* voxels deeper a voxel aside: one surface */
#define DARKEST		0.01f	/* light that can be made brighter */

bool
soften_needed(const struct scene *s)
{
	const struct box *box = &s->field.box;
	double far, most = 0;
	int n, axis, at;

	if (s->view->ortho)
		return s->pixel > SOFTEN_FROM;
	for (n = 0; n < 8; n++) {
		far = 0;
		for (axis = 0; axis < 3; axis++) {
			at = n >> axis & 1 ? box->hi.at[axis] :
			    box->lo.at[axis];
			far += (at - s->view->eye[axis]) *
			    s->view->forward[axis];
		}
		most = far > most ? far : most;
	}
	return s->pixel * most > SOFTEN_FROM;
}

/* The columns around x that are in the lattice, the last included. */
static void
find_columns(const struct scene *s, int32_t x, int32_t column[2])
{
	int32_t last = (int32_t)s->lattice.columns - 1;

	column[0] = x > SOFTEN_REACH ? x - SOFTEN_REACH : 0;
	column[1] = x + SOFTEN_REACH < last ? x + SOFTEN_REACH : last;
}

/* Those further away count less, in the way of a tent. */
static float
mean_light(const struct sample *const rows[SOFTEN_ROWS], int32_t x,
    const int32_t column[2], float depth)
{
	const float own = rows[SOFTEN_REACH][x].distance;
	float sum = 0, weights = 0, weight;
	const struct sample *near;
	int32_t row, k;

	for (row = 0; row < SOFTEN_ROWS; row++) {
		if (rows[row] == NULL)
			continue;
		for (k = column[0]; k <= column[1]; k++) {
			near = &rows[row][k];
			if (near->side == SAMPLE_EMPTY ||
			    fabsf(near->distance - own) > depth)
				continue;
			weight = (float)((SOFTEN_REACH + 1 -
			    abs(row - SOFTEN_REACH)) *
			    (SOFTEN_REACH + 1 - abs(k - x)));
			sum += weight * near->light;
			weights += weight;
		}
	}
	return sum / weights;
}

static void
soften(const struct scene *s, const struct sample *const rows[SOFTEN_ROWS],
    int32_t x, struct sample *out)
{
	double pixel = s->pixel * (s->view->ortho ? 1 :
	    (double)out->distance);
	double part = (pixel - SOFTEN_FROM) / (SOFTEN_FULL - SOFTEN_FROM);
	int32_t column[2];
	float scale;
	int n;

	if (part <= 0 || out->light < DARKEST)
		return;
	find_columns(s, x, column);
	scale = mean_light(rows, x, column,
	    (float)(pixel * SOFTEN_REACH * STEEP)) / out->light;
	scale = 1 + (scale - 1) * (float)(part < 1 ? part : 1);
	for (n = 0; n < 3; n++)
		out->color.c[n] = shade_byte(&s->shade,
		    s->shade.linear[out->color.c[n]] * scale);
	out->soft = true;
}

const struct sample *
soften_row(const struct scene *s,
    const struct sample *const rows[SOFTEN_ROWS], struct sample *out)
{
	const struct sample *row = rows[SOFTEN_REACH];
	const uint32_t columns = s->lattice.columns;
	uint32_t x, first = 0;
	/* Nearer ones are to stay; 0, of those that met nothing, is near. */
	float near = s->view->ortho ? -INFINITY :
	    (float)(SOFTEN_FROM / s->pixel * (1 - 1e-6));

	while (first < columns && !(row[first].distance > near))
		first++;
	if (first == columns)
		return row;
	memcpy(out, row, (size_t)columns * sizeof *out);
	for (x = first; x < columns; x++)
		if (out[x].distance > near && out[x].side != SAMPLE_EMPTY)
			soften(s, rows, (int32_t)x, &out[x]);
	return out;
}
