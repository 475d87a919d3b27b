/*
 * render - a picture of a volume by casting rays, without a display
 *
 * Samples stand on a lattice: the corners of the pixels, each shared by four.
 * Where the four agree, their mean is the pixel.  Where they do not, the pixel
 * gets samples^2 rays of its own.  (Without antialiasing the lattice is that
 * of the middles, and a sample is a pixel.)
 *
 * Two things spare rays.  Seen from the eye, whatever stands before a face
 * covers at least a unit square of its plane, and such a square overlaps the
 * face only together with one of its corners: a face whose four corners are
 * seen is seen whole.  So once a face has been met a few times, four rays tell
 * whether it can be hit without casting.  And rays inside a pixel hit what its
 * corners hit if they pass through it; what else may hide there is smaller
 * than the pixel.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/front.h"
#include "goxel/ray.h"
#include "goxel/render.h"
#include "goxel/shade.h"
#include "goxel/surface.h"
#include "mem.h"

#define NO_SIDE		6	/* of a sample that met nothing opaque */
#define MET_OFTEN	5	/* before a face is asked whether it is whole */
#define LARGE		0.25f	/* voxels a pixel: a face asked at once */
#define ALIKE		7	/* greatest difference of bytes to average */
#define CORNERS		0.5f	/* weight of the four in such a pixel */
#define ALONG		0.999	/* of the view: only one side is seen */
#define DIM		0.4f	/* then the far end of the box is darker by */
#define FADE		0.30f	/* of a background with gradient, at the foot */

struct sample {
	struct rgba	 color;
	struct pos	 voxel;
	uint8_t		 side;
	bool		 whole;		/* the face is seen whole */
};

/* One picture in the making. */
struct scene {
	const struct view	 *view;
	const struct render_wish *wish;
	struct picture		 *picture;
	struct field		  field;
	struct shade		  shade;
	struct front		  front;
	struct lattice		  lattice;
	struct surface		  surface;
	bool			  surfaced;	/* there is one */
	struct ray		  back;		/* ortho: towards the eye */
	double			  pixel;	/* voxels wide at distance 1 */
	double			  nearest;	/* of the box */
	double			  dimming;	/* a voxel further away */
};

/* Linear light with its alpha multiplied in. */
struct glow { float c[4]; };

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

/* The ray through a place of the picture, in pixels from its top left; it
 * must still be aimed to be cast. */
static void
point(const struct scene *s, double x, double y, struct ray *ray)
{
	const struct view *v = s->view;
	double across = (2 * x / s->wish->width - 1) * v->half_width;
	double up = (1 - 2 * y / s->wish->height) * v->half_height;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double shift = across * v->right[axis] + up * v->up[axis];

		ray->origin[axis] = v->eye[axis] + (v->ortho ? shift : 0);
		ray->toward[axis] = v->forward[axis] + (v->ortho ? 0 : shift);
	}
	ray->from = v->ortho ? RAY_ALWAYS : 0;
}

static struct rgba
background(const struct scene *s, double y)
{
	struct rgba color = s->wish->background;
	float keep = 1 - FADE * (float)(y / s->wish->height);
	int n;

	if (s->wish->gradient)
		for (n = 0; n < 3; n++)
			color.c[n] = (uint8_t)(color.c[n] * keep + 0.5f);
	return color;
}

/* Where the ray goes through the plane of a face: true if inside the face. */
static bool
meet(const struct ray *ray, const struct pos *voxel, int side,
    struct spot *spot)
{
	int axis = side >> 1, a, n;
	double along, plane = voxel->at[axis] + (side & 1);
	bool inside = true;

	spot->distance = (plane - ray->origin[axis]) / ray->toward[axis];
	for (n = 0; n < 3; n++)
		spot->at[n] = ray->origin[n] + spot->distance * ray->toward[n];
	spot->at[axis] = plane;
	for (n = 0; n < 2; n++) {
		a = axis + 1 + n;
		a -= a >= 3 ? 3 : 0;
		along = spot->at[a] - voxel->at[a];
		inside &= along >= 0 && along <= 1;
		spot->along[n] = (float)along;
	}
	return inside && spot->distance > ray->from;
}

/* Nothing stands between the eye and the four corners of a face. */
static bool
seen_whole(const struct scene *s, const struct face *face)
{
	struct ray ray = s->back;
	struct ray_hit hit;
	double toward[3];
	int n, axis;

	for (n = 0; n < 4; n++) {
		shade_corner(face, n, ray.origin);
		if (!s->view->ortho) {
			for (axis = 0; axis < 3; axis++)
				toward[axis] = s->view->eye[axis] -
				    ray.origin[axis];
			ray_aim(&ray, toward);
		}
		if (ray_cast(&s->field, &ray, &hit) &&
		    (s->view->ortho || hit.distance < 1))
			return false;
	}
	return true;
}

/* The light a spot sends to the eye, its alpha not multiplied in. */
static void
light_spot(struct scene *s, struct spot *spot, float out[3])
{
	float light;
	int n;

	spot->pixel = (float)(s->pixel *
	    (s->view->ortho ? 1 : spot->distance));
	light = shade_light(&s->shade, spot);
	light *= (float)(1 - s->dimming * (spot->distance - s->nearest));
	for (n = 0; n < 3; n++) {
		out[n] = spot->face->linear[n] * light;
		out[n] = out[n] < 1 ? out[n] : 1;
	}
}

static struct rgba
settle(const struct scene *s, const struct glow *glow)
{
	float alpha = glow->c[ALPHA];
	struct rgba color;
	int n;

	if (alpha < 1 / 512.0f)
		return (struct rgba){ { 0 } };
	for (n = 0; n < 3; n++)
		color.c[n] = shade_byte(&s->shade, glow->c[n] / alpha);
	color.c[ALPHA] = alpha < 1 ? (uint8_t)(alpha * 255 + 0.5f) : 255;
	return color;
}

static void
add_color(const struct scene *s, struct glow *glow, struct rgba color,
    float part)
{
	int n;

	part *= color.c[ALPHA] / 255.0f;
	for (n = 0; n < 3; n++)
		glow->c[n] += part * s->shade.linear[color.c[n]];
	glow->c[ALPHA] += part;
}

/* From the first, translucent hit on: what is seen through all layers. */
static struct rgba
look_through(struct scene *s, const struct ray *ray, struct ray_hit *hit,
    double y)
{
	struct glow glow = { { 0 } };
	struct spot spot;
	float light[3], through = 1, part;
	int layer, n;
	bool more = true;

	for (layer = 0; more && layer < RENDER_LAYERS; layer++) {
		part = through * hit->color.c[ALPHA] / 255.0f;
		spot.face = shade_face(&s->shade, &hit->voxel, hit->side);
		meet(ray, &hit->voxel, hit->side, &spot);
		light_spot(s, &spot, light);
		for (n = 0; n < 3; n++)
			glow.c[n] += part * light[n];
		glow.c[ALPHA] += part;
		through -= part;
		if (hit->color.c[ALPHA] == 255)
			return settle(s, &glow);
		more = ray_beyond(&s->field, ray, hit);
	}
	add_color(s, &glow, background(s, y), through);
	return settle(s, &glow);
}

/* Color a spot on an opaque face, and say so in the sample. */
static void
finish(struct scene *s, struct spot *spot, struct sample *out)
{
	float light[3];
	int n;

	light_spot(s, spot, light);
	for (n = 0; n < 3; n++)
		out->color.c[n] = shade_byte(&s->shade, light[n]);
	out->color.c[ALPHA] = 255;
	out->side = spot->face->side;
	out->voxel = spot->face->voxel;
	out->whole = spot->face->whole;
}

/* Ask, once it has been met often, whether a face is seen whole. */
static void
count_meeting(struct scene *s, const struct spot *spot, struct sample *out)
{
	struct face *face = spot->face;

	if (s->surfaced || face->met >= MET_OFTEN)
		return;
	face->met = spot->pixel < LARGE ? MET_OFTEN : face->met + 1;
	if (face->met == MET_OFTEN)
		face->whole = out->whole = seen_whole(s, face);
}

static void
cast(struct scene *s, struct ray *ray, double y, struct sample *out)
{
	struct ray_hit hit;
	struct spot spot;

	ray_aim(ray, ray->toward);
	if (!ray_cast(&s->field, ray, &hit)) {
		out->color = background(s, y);
		return;
	}
	if (hit.color.c[ALPHA] < 255) {
		out->color = look_through(s, ray, &hit, y);
		return;
	}
	spot.face = shade_face(&s->shade, &hit.voxel, hit.side);
	meet(ray, &hit.voxel, hit.side, &spot);
	finish(s, &spot, out);
	count_meeting(s, &spot, out);
}

/* A sample at x, y by a ray; what the `near` ones met is tried first. */
static void
take_sample(struct scene *s, double x, double y,
    const struct sample *const near[4], struct sample *out)
{
	double from = front_distance(&s->front, x, y);
	const struct sample *best = NULL;
	struct spot spot, nearest;
	struct ray ray;
	int n;

	out->whole = false;
	out->side = NO_SIDE;
	if (from == INFINITY) {
		out->color = background(s, y);
		return;
	}
	point(s, x, y, &ray);
	ray.from = from > ray.from ? from : ray.from;
	for (n = 0; n < 4 && near[n] != NULL; n++)
		if (near[n]->side != NO_SIDE &&
		    meet(&ray, &near[n]->voxel, near[n]->side, &spot) &&
		    (best == NULL || spot.distance < nearest.distance)) {
			best = near[n];
			nearest = spot;
		}
	if (best == NULL) {
		cast(s, &ray, y, out);
		return;
	}
	nearest.face = shade_face(&s->shade, &best->voxel, best->side);
	nearest.face->whole |= best->whole;
	finish(s, &nearest, out);
}

/* One row of the lattice by rays, with the help of the row above it. */
static void
cast_row(struct scene *s, uint32_t y, const struct sample *above,
    struct sample *row)
{
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
		take_sample(s, x + s->lattice.offset, y + s->lattice.offset,
		    near, &row[x]);
	}
}

/* The same where the surface tells what rays would meet. */
static void
read_row(struct scene *s, uint32_t y, struct sample *row)
{
	const double offset = s->lattice.offset;
	size_t index = (size_t)y * s->lattice.columns;
	struct rgba empty = background(s, y + offset);
	struct spot spot;
	struct ray ray;
	struct pos voxel;
	uint32_t x;
	uint8_t side;

	for (x = 0; x < s->lattice.columns; x++, index++) {
		row[x] = (struct sample){ .color = empty, .side = NO_SIDE };
		if (!surface_face(&s->surface, index, &voxel, &side))
			continue;
		point(s, x + offset, y + offset, &ray);
		spot.face = shade_face(&s->shade, &voxel, side);
		if (spot.face->color.c[ALPHA] < 255) {
			cast(s, &ray, y + offset, &row[x]);
			continue;
		}
		meet(&ray, &voxel, side, &spot);
		finish(s, &spot, &row[x]);
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

static bool
alike(const struct sample *const corner[4])
{
	int n, k, lo, hi;

	if (rgba_same(corner[0]->color, corner[1]->color) &&
	    rgba_same(corner[0]->color, corner[2]->color) &&
	    rgba_same(corner[0]->color, corner[3]->color))
		return true;
	for (k = 0; k < 4; k++) {
		lo = hi = corner[0]->color.c[k];
		for (n = 1; n < 4; n++) {
			lo = corner[n]->color.c[k] < lo ?
			    corner[n]->color.c[k] : lo;
			hi = corner[n]->color.c[k] > hi ?
			    corner[n]->color.c[k] : hi;
		}
		if (hi - lo > ALIKE)
			return false;
	}
	return true;
}

static struct rgba
mean(const struct sample *const corner[4])
{
	struct rgba color;
	int k;

	for (k = 0; k < 4; k++)
		color.c[k] = (uint8_t)((corner[0]->color.c[k] +
		    corner[1]->color.c[k] + corner[2]->color.c[k] +
		    corner[3]->color.c[k] + 2) / 4);
	return color;
}

/* A pixel whose corners disagree: half of it is corners, half inside. */
static struct rgba
look_closer(struct scene *s, uint32_t x, uint32_t y,
    const struct sample *const corner[4])
{
	uint32_t side = s->wish->samples - 1, n, k;
	struct glow glow = { { 0 } };
	struct sample one;

	for (n = 0; n < 4; n++)
		add_color(s, &glow, corner[n]->color, CORNERS / 4);
	for (n = 0; n < side; n++)
		for (k = 0; k < side; k++) {
			take_sample(s, x + (k + 0.5) / side,
			    y + (n + 0.5) / side, corner, &one);
			add_color(s, &glow, one.color,
			    (1 - CORNERS) / (side * side));
		}
	return settle(s, &glow);
}

/* The pixels of row y, between two rows of the lattice. */
static void
fill_row(struct scene *s, uint32_t y, const struct sample *above,
    const struct sample *below)
{
	struct rgba *pixel = s->picture->pixel + (size_t)y * s->wish->width;
	const struct sample *corner[4];
	uint32_t x;

	for (x = 0; x < s->wish->width; x++) {
		corner[0] = &above[x];
		corner[1] = &above[x + 1];
		corner[2] = &below[x];
		corner[3] = &below[x + 1];
		pixel[x] = alike(corner) ? mean(corner) :
		    look_closer(s, x, y, corner);
	}
}

static void
draw_smooth(struct scene *s, struct sample *rows[2])
{
	uint32_t y;

	for (y = 0; y <= s->wish->height; y++) {
		take_row(s, y, rows[~y & 1], rows[y & 1]);
		if (y > 0)
			fill_row(s, y - 1, rows[~y & 1], rows[y & 1]);
	}
}

static void
draw_plain(struct scene *s, struct sample *rows[2])
{
	struct rgba *pixel = s->picture->pixel;
	uint32_t x, y;

	for (y = 0; y < s->wish->height; y++) {
		take_row(s, y, rows[~y & 1], rows[y & 1]);
		for (x = 0; x < s->wish->width; x++)
			*pixel++ = rows[y & 1][x].color;
	}
}

/* Seen along an axis all faces look alike: let depth tell the shape. */
static void
set_dimming(struct scene *s)
{
	const double *forward = s->view->forward;
	const struct box *box = &s->field.box;
	int axis;

	if (!s->view->ortho || box_empty(box))
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
	    smooth ? 0 : 0.5 };
	s->pixel = 2 * s->view->half_height / s->wish->height;
	field_init(&s->field, volume, FIELD_GRID);
	set_dimming(s);
	shade_init(&s->shade, &s->field, s->wish, s->view);
	s->surfaced = front_init(&s->front, &s->field, s->view,
	    (uint32_t[2]){ s->wish->width, s->wish->height }) &&
	    surface_init(&s->surface, &s->field, s->view, &s->lattice);
}

enum err
render_volume(const struct volume *volume, const struct view *view,
    const struct render_wish *wish, struct picture *picture)
{
	struct scene s = { .view = view, .wish = wish, .picture = picture };
	bool smooth = wish->samples > 1;
	struct sample *rows[2];
	enum err err;
	int n;

	if (wish->samples > RENDER_SAMPLES)
		return ERR_PARAMS;
	err = picture_init(picture, wish->width, wish->height);
	if (err != OK)
		return err;
	open_scene(&s, volume, smooth);
	for (n = 0; n < 2; n++)
		rows[n] = xcalloc(s.lattice.columns, sizeof *rows[n]);
	(smooth ? draw_smooth : draw_plain)(&s, rows);
	for (n = 0; n < 2; n++)
		free(rows[n]);
	surface_fini(&s.surface);
	front_fini(&s.front);
	shade_fini(&s.shade);
	field_fini(&s.field);
	return OK;
}
