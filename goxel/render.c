/*
 * render - a picture of a volume by casting rays, without a display
 *
 * Samples stand on a lattice: the corners of the pixels, each shared by four.
 * Where the four agree, their mean is the pixel.  Where they do not, the pixel
 * gets samples^2 rays of its own.  (Without antialiasing the lattice is that
 * of the middles, and a sample is a pixel.)
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/render.h"
#include "goxel/sample.h"
#include "goxel/soften.h"
#include "mem.h"

#define ALIKE		7	/* greatest difference of bytes to average */
#define ALONG		0.999	/* of the view: only one side is seen */
#define DRAW_ROWS	(SOFTEN_ROWS + 2)	/* of the lattice, at once */
#define BEFORE		30	/* percent of a render */
#define DIM		0.4f	/* then the far end of the box is darker by */

struct render_wish
render_default(void)
{
	return (struct render_wish){
		.width = 512, .height = 512,
		.background = { { 240, 240, 240, 255 } },
		.shadow = true, .occlusion = true, .samples = 2,
		.light = { .pitch = 20 * (float)M_PI / 180,
		    .yaw = 120 * (float)M_PI / 180, .intensity = 2,
		    .ambient = 0.3f, .shadow = 0.3f },
	};
}

/* One row of the lattice by rays, with the help of the row above it. */
static void
cast_row(struct scene *s, uint32_t y, const struct sample *above,
    struct sample *row)
{
	double at[2] = { 0, y + s->lattice.offset };
	const struct sample *near[4];
	uint32_t x;
	int n;

	for (x = 0; x < s->lattice.columns; x++) {
		n = 0;
		if (x > 0 && row[x - 1].whole)
			near[n++] = &row[x - 1];
		if (y > 0 && above[x].whole)
			near[n++] = &above[x];
		near[n] = NULL;
		at[0] = x + s->lattice.offset;
		sample_cast(s, at, near, &row[x]);
	}
}

/* The same where the surface tells what rays would meet. */
static void
read_row(struct scene *s, uint32_t y, struct sample *row)
{
	const double offset = s->lattice.offset;
	size_t index = (size_t)y * s->surface.stride;
	const struct surface_samples *f = &s->surface.set[SURFACE_CORNERS];
	double at[2] = { 0, y + offset };
	struct rgba empty = sample_background(s, at[1]);
	uint32_t x;

	for (x = 0; x < s->lattice.columns; x++, index++) {
		if (f->nearness[index] == 0) {
			row[x] = (struct sample){ .color = empty,
			    .side = SAMPLE_EMPTY };
		} else if (x > 0 && row[x - 1].even &&
		    f->face[index] == f->face[index - 1])
			row[x] = row[x - 1];
		else {
			at[0] = x + offset;
			sample_read(s, at, f->face[index], &row[x]);
		}
	}
}

static void
take_row(struct scene *s, uint32_t y, const struct sample *above,
    struct sample *row)
{
	if (s->surfaced)
		read_row(s, y, row);
	else
		cast_row(s, y, above, row);
}

typedef uint8_t byte16 __attribute__((vector_size(16)));

_Static_assert((ALIKE & (ALIKE + 1)) == 0, "tested by its bits");

static uint32_t
word_of(const struct sample *sample)
{
	uint32_t word;

	memcpy(&word, &sample->color, sizeof word);
	return word;
}

static inline bool
all_same(const uint32_t color[4])
{
	return ((color[0] ^ color[1]) | (color[0] ^ color[2]) |
	    (color[0] ^ color[3])) == 0;
}

/* No byte of any is further than ALIKE from that of another. */
static bool
alike(const uint32_t color[4])
{
	const byte16 high = (byte16){ 0 } + (uint8_t)~ALIKE;
	const uint32_t turned[8] = { color[1], color[2], color[3], color[0],
	    color[2], color[3], color[0], color[1] };
	byte16 own, other[2], apart;
	uint64_t any[2];
	int n;

	memcpy(&own, color, sizeof own);
	memcpy(other, turned, sizeof other);
	apart = (byte16){ 0 };
	for (n = 0; n < 2; n++)
		apart |= ((own - other[n]) & (byte16)(own >= other[n])) |
		    ((other[n] - own) & (byte16)(own < other[n]));
	apart &= high;
	memcpy(any, &apart, sizeof any);
	return (any[0] | any[1]) == 0;
}

/* Inside such a pixel there is nothing that its corners do not show. */
static bool
all_soft(const struct sample *const corner[4])
{
	return corner[0]->soft && corner[1]->soft && corner[2]->soft &&
	    corner[3]->soft;
}

/* Byte by byte, two in each half of a word. */
static struct rgba
mean(const uint32_t color[4])
{
	const uint32_t mask = 0x00ff00ff, half = 0x00020002;
	uint32_t even = half, odd = half;
	struct rgba out;
	int n;

	for (n = 0; n < 4; n++) {
		even += color[n] & mask;
		odd += color[n] >> 8 & mask;
	}
	even = (even >> 2 & mask) | (odd >> 2 & mask) << 8;
	memcpy(&out, &even, sizeof out);
	return out;
}

/* Row y is there.  What was done before the first, as to find the surface,
 * counts as about so much. */
static void
tell_row(const struct scene *s, uint32_t y)
{
	struct progress rows = progress_share(&s->wish->progress, BEFORE, 100,
	    100);

	progress_at(&rows, y + 1, s->wish->height);
}

/* The pixels of row y, between two rows of the lattice. */
static void
fill_row(struct scene *s, uint32_t y, const struct sample *above,
    const struct sample *below)
{
	struct rgba *pixel = s->picture->pixel + (size_t)y * s->wish->width;
	uint32_t x, color[4] = { 0, word_of(above), 0, word_of(below) };

	for (x = 0; x < s->wish->width; x++) {
		const struct sample *const corner[4] = { &above[x],
		    &above[x + 1], &below[x], &below[x + 1] };

		color[0] = color[1];
		color[1] = word_of(corner[1]);
		color[2] = color[3];
		color[3] = word_of(corner[3]);
		if (all_same(color))
			pixel[x] = corner[0]->color;
		else
			pixel[x] = alike(color) || all_soft(corner) ||
			    sample_one_face(s, corner) ? mean(color) :
			    sample_pixel(s, x, y, corner);
	}
	tell_row(s, y);
}

static void
draw_smooth(struct scene *s, struct sample *rows[DRAW_ROWS])
{
	uint32_t y;

	for (y = 0; y <= s->wish->height; y++) {
		take_row(s, y, rows[~y & 1], rows[y & 1]);
		if (y > 0)
			fill_row(s, y - 1, rows[~y & 1], rows[y & 1]);
	}
}

/* The same; a row is softened when those around it are there. */
static void
draw_soft(struct scene *s, struct sample *rows[DRAW_ROWS])
{
	struct sample **soft = rows + SOFTEN_ROWS;
	const struct sample *near[SOFTEN_ROWS], *above = NULL, *below;
	uint32_t y, n, row, last = s->wish->height + SOFTEN_REACH;

	for (y = 0; y <= last; y++) {
		if (y <= s->wish->height)
			take_row(s, y, rows[(y + SOFTEN_ROWS - 1) %
			    SOFTEN_ROWS], rows[y % SOFTEN_ROWS]);
		if (y < SOFTEN_REACH)
			continue;
		for (n = 0; n < SOFTEN_ROWS; n++) {
			row = y + n - (SOFTEN_ROWS - 1);
			near[n] = row <= s->wish->height ?
			    rows[row % SOFTEN_ROWS] : NULL;
		}
		row = y - SOFTEN_REACH;
		below = soften_row(s, near, soft[row & 1]);
		if (row > 0)
			fill_row(s, row - 1, above, below);
		above = below;
	}
}

static void
draw_plain(struct scene *s, struct sample *rows[DRAW_ROWS])
{
	struct rgba *pixel = s->picture->pixel;
	uint32_t x, y;

	for (y = 0; y < s->wish->height; y++) {
		take_row(s, y, rows[~y & 1], rows[y & 1]);
		for (x = 0; x < s->wish->width; x++)
			*pixel++ = rows[y & 1][x].color;
		tell_row(s, y);
	}
}

/* Seen along an axis all faces look alike: let depth tell the shape. */
static void
set_dimming(struct scene *s)
{
	const double *forward = s->view->forward;
	const struct box *box = &s->field.box;
	int axis;

	if (!s->view->ortho || box_empty(box) || s->wish->unlit)
		return;
	for (axis = 0; axis < 3; axis++) {
		if (fabs(forward[axis]) < ALONG)
			continue;
		s->nearest = forward[axis] > 0 ?
		    box->lo.at[axis] - s->view->eye[axis] :
		    s->view->eye[axis] - box->hi.at[axis];
		s->dimming = DIM / (box->hi.at[axis] - box->lo.at[axis]);
	}
}

/* The ray at the top left, and what a pixel aside and below changes. */
static void
lay_rays(struct scene *s)
{
	const struct view *v = s->view;
	int n;

	for (n = 0; n < 3; n++) {
		s->step[0][n] = 2 * v->half_width / s->wish->width *
		    v->right[n];
		s->step[1][n] = -2 * v->half_height / s->wish->height *
		    v->up[n];
		s->first[n] = (v->ortho ? v->eye[n] : v->forward[n]) -
		    v->half_width * v->right[n] + v->half_height * v->up[n];
	}
}

/* Throw faces if all of the model stands before the eye, else prepare for rays.
 * A front, which those need, is made only where the box does not tell. */
static void
find_surface(struct scene *s)
{
	const uint32_t size[2] = { s->wish->width, s->wish->height };
	bool before = front_spared(&s->field.box, s->view);

	s->surfaced = before &&
	    surface_init(&s->surface, &s->field, s->view, &s->lattice);
	if (s->surfaced)
		return;
	if (front_init(&s->front, &s->field, s->view, size) && !before)
		s->surfaced = surface_init(&s->surface, &s->field, s->view,
		    &s->lattice);
}

static void
open_scene(struct scene *s, const struct volume *volume, bool smooth)
{
	double toward[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		toward[axis] = -s->view->forward[axis];
	ray_aim(&s->back, toward);
	s->back.from = 0;
	s->lattice = (struct lattice){ s->wish->width, s->wish->height,
	    s->wish->width + smooth, s->wish->height + smooth,
	    smooth ? 0 : 0.5, s->wish->samples == 2 };
	lay_rays(s);
	s->pixel = 2 * s->view->half_height / s->wish->height;
	field_init(&s->field, volume, FIELD_GRID);
	set_dimming(s);
	shade_init(&s->shade, &s->field, s->wish, s->view);
	find_surface(s);
	s->ticket = xcalloc((size_t)s->surface.count + 1, sizeof *s->ticket);
}

enum err
render_volume(const struct volume *volume, const struct view *view,
    const struct render_wish *wish, struct picture *picture)
{
	struct scene s = { .view = view, .wish = wish, .picture = picture };
	bool smooth = wish->samples > 1;
	struct sample *rows[DRAW_ROWS];
	enum err err;
	int n;

	if (wish->samples > RENDER_SAMPLES)
		return ERR_PARAMS;
	err = picture_init(picture, wish->width, wish->height);
	if (err != OK)
		return err;
	open_scene(&s, volume, smooth);
	for (n = 0; n < DRAW_ROWS; n++)
		rows[n] = xcalloc(s.lattice.columns, sizeof *rows[n]);
	(!smooth ? draw_plain : soften_needed(&s) ? draw_soft :
	    draw_smooth)(&s, rows);
	for (n = 0; n < DRAW_ROWS; n++)
		free(rows[n]);
	free(s.ticket);
	surface_fini(&s.surface);
	front_fini(&s.front);
	shade_fini(&s.shade);
	field_fini(&s.field);
	return OK;
}
