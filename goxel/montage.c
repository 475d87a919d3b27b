/*
 * montage - several views of a model in one picture
 *
 * A model is rendered without a background and laid over the grid on the
 * ground, which goes through its lowest voxels: seen from above, the model
 * hides what it stands before, and seen from below there is no grid.
 */
#include <math.h>
#include <string.h>

#include "goxel/canvas.h"
#include "goxel/montage.h"

#define GRID_LINES	16	/* about so many along the model */
#define GRID_MARGIN	2	/* cells around it */
#define CROSS		0.07	/* of a view: the length of an axis */
#define CROSS_PLACE	0.11	/* of a view: its middle, from the corner */
#define PAD		0.02	/* of a view, around its name */

static const struct rgba grid_color = { { 120, 128, 140, 90 } };
static const struct rgba text_color = { { 60, 64, 72, 255 } };
static const struct rgba frame_color = { { 128, 132, 140, 120 } };
static const struct rgba axis_color[3] = {
	{ { 208, 52, 52, 255 } }, { { 46, 148, 60, 255 } },
	{ { 48, 92, 214, 255 } }
};

uint32_t
montage_columns(uint32_t count)
{
	uint32_t columns = 1;

	while (columns * columns < count)
		columns++;
	return columns;
}

static void
fill(struct picture *p, struct rgba color)
{
	size_t n, count = (size_t)p->width * p->height;

	for (n = 0; n < count; n++)
		p->pixel[n] = color;
}

/* A line in the world, unless an end is behind the eye. */
static void
draw_edge(struct picture *p, const struct view *v, const double ends[2][3])
{
	double at[2][2];
	int n;

	for (n = 0; n < 2; n++) {
		if (!view_project(v, ends[n], at[n]))
			return;
		at[n][0] = (at[n][0] + 1) / 2 * p->width;
		at[n][1] = (1 - at[n][1]) / 2 * p->height;
	}
	canvas_line(p, at[0], at[1], grid_color);
}

/* A round distance of lines: 1, 2, 4, 8, ... voxels. */
static int64_t
grid_step(const struct box *box)
{
	int64_t wide = (int64_t)box->hi.at[0] - box->lo.at[0];
	int64_t deep = (int64_t)box->hi.at[1] - box->lo.at[1], step = 1;

	while ((wide > deep ? wide : deep) > step * GRID_LINES)
		step *= 2;
	return step;
}

static bool
from_above(const struct view *v, const struct box *box)
{
	return v->ortho ? v->forward[2] < -1e-3 :
	    v->eye[2] > box->lo.at[2];
}

static void
draw_grid(struct picture *p, const struct view *v, const struct box *box)
{
	const int64_t step = grid_step(box);
	int64_t lo[2], hi[2], at;
	double ends[2][3];
	int axis;

	if (!from_above(v, box))
		return;
	for (axis = 0; axis < 2; axis++) {
		lo[axis] = (int64_t)floor((double)box->lo.at[axis] / step) -
		    GRID_MARGIN;
		hi[axis] = (int64_t)ceil((double)box->hi.at[axis] / step) +
		    GRID_MARGIN;
		ends[0][2] = ends[1][2] = box->lo.at[2];
	}
	for (axis = 0; axis < 2; axis++)
		for (at = lo[axis]; at <= hi[axis]; at++) {
			ends[0][axis] = ends[1][axis] = (double)(at * step);
			ends[0][!axis] = (double)(lo[!axis] * step);
			ends[1][!axis] = (double)(hi[!axis] * step);
			draw_edge(p, v, ends);
		}
}

/* The axes, as they lie in the picture; those away from the eye first. */
static void
draw_cross(struct picture *p, const struct view *v, int32_t scale)
{
	static const char *const names[3] = { "x", "y", "z" };
	double side = p->width, from[2], to[2];
	int32_t at[2];
	int pass, axis;

	from[0] = CROSS_PLACE * side;
	from[1] = (1 - CROSS_PLACE) * side;
	for (pass = 0; pass < 2; pass++)
		for (axis = 0; axis < 3; axis++) {
			if ((v->forward[axis] > 0) == pass)
				continue;
			to[0] = from[0] + v->right[axis] * CROSS * side;
			to[1] = from[1] - v->up[axis] * CROSS * side;
			canvas_line(p, from, to, axis_color[axis]);
			to[0] += (to[0] - from[0]) * 0.3;
			to[1] += (to[1] - from[1]) * 0.3;
			at[0] = (int32_t)to[0] - 2 * scale;
			at[1] = (int32_t)to[1] - 4 * scale;
			canvas_text(p, at, scale, names[axis],
			    axis_color[axis]);
		}
}

static void
draw_frame(struct picture *p)
{
	int32_t n, last = (int32_t)p->width - 1;

	for (n = 0; n <= last; n++) {
		canvas_mix(p, n, last, frame_color, 1);
		if (n < last)
			canvas_mix(p, last, n, frame_color, 1);
	}
}

/* The model alone, on nothing. */
static enum err
draw_model(const struct montage *m, const struct montage_view *of,
    const struct volume *volume, uint32_t side, struct picture *model)
{
	uint32_t n = (uint32_t)(of - m->views), samples;
	const struct view *view = &of->view;
	struct render_wish wish = m->wish;

	if (m->traced != NULL) {
		m->traced->width = m->traced->height = side;
		m->traced->backed = true;
		m->traced->background = (struct rgba){ { 0 } };
		return trace_image(&(struct trace_scene){ m->image, volume,
		    view }, m->traced, model, &samples);
	}
	wish.progress = progress_share(&m->wish.progress, n, n + 1, m->count);
	wish.width = wish.height = side;
	wish.background = (struct rgba){ { 0 } };
	return render_volume(volume, view, &wish, model);
}

/* One view, with everything that belongs to it. */
static enum err
draw_view(const struct montage *m, const struct montage_view *view,
    const struct volume *volume, struct picture *cell)
{
	const int32_t scale = (int32_t)(cell->width / 256) + 1;
	const int32_t pad = (int32_t)(PAD * cell->width) + 1;
	struct picture model = { 0 };
	struct box box;
	enum err err;

	err = draw_model(m, view, volume, cell->width, &model);
	if (err != OK)
		return err;
	fill(cell, m->wish.background);
	if (m->grid && volume_bounds(volume, true, &box))
		draw_grid(cell, &view->view, &box);
	canvas_lay(cell, (int32_t[2]){ 0, 0 }, &model);
	picture_fini(&model);
	if (m->axes)
		draw_cross(cell, &view->view, scale);
	canvas_text(cell, (int32_t[2]){ pad, pad }, scale, view->name,
	    text_color);
	if (m->count > 1)
		draw_frame(cell);
	return OK;
}

enum err
montage_draw(const struct montage *m, const struct volume *volume,
    struct picture *picture)
{
	uint32_t columns = montage_columns(m->count), n;
	uint32_t rows = (m->count + columns - 1) / columns;
	uint32_t side = m->size / columns;
	struct picture cell = { 0 };
	int32_t at[2];
	enum err err;

	err = picture_init(&cell, side, side);
	if (err != OK)
		return err;
	err = picture_init(picture, columns * side, rows * side);
	if (err == OK)
		fill(picture, m->wish.background);
	for (n = 0; err == OK && n < m->count; n++) {
		err = draw_view(m, &m->views[n], volume, &cell);
		at[0] = (int32_t)(n % columns * side);
		at[1] = (int32_t)(n / columns * side);
		canvas_lay(picture, at, &cell);
	}
	picture_fini(&cell);
	if (err != OK)
		picture_fini(picture);
	return err;
}
