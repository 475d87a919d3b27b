/*
 * sample - what is seen at a point of a picture, and the pixel of four such
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
#include <string.h>

#include "goxel/sample.h"

#define MET_OFTEN	5	/* before a face is asked whether it is whole */
#define LARGE		0.25f	/* voxels a pixel: a face asked at once */
#define CORNERS		0.5f	/* weight of the four in such a pixel */
#define LIGHT_UNIT	4096		/* of light, as a face keeps it */
#define LIGHT_MOST	15.0f
#define FADE		0.30f	/* of a background with gradient, at the foot */

/* Linear light with its alpha multiplied in. */
struct glow { float c[4]; };

/* The ray through a place of the picture, in pixels from its top left; it
 * must still be aimed to be cast. */
static void
point(const struct scene *s, double x, double y, struct ray *ray)
{
	const struct view *v = s->view;
	int n;

	_Pragma("GCC unroll 3")
	for (n = 0; n < 3; n++) {
		double one = s->first[n] + x * s->step[0][n] +
		    y * s->step[1][n];

		ray->origin[n] = v->ortho ? one : v->eye[n];
		ray->toward[n] = v->ortho ? v->forward[n] : one;
	}
	ray->from = v->ortho ? RAY_ALWAYS : 0;
}

struct rgba
sample_background(const struct scene *s, double y)
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
	static const uint8_t next[4] = { 1, 2, 0, 1 };
	const int axis = side >> 1, b = next[axis], c = next[axis + 1];
	double t = (voxel->at[axis] + (side & 1) - ray->origin[axis]) /
	    ray->toward[axis];
	double u = ray->origin[b] + t * ray->toward[b] - voxel->at[b];
	double v = ray->origin[c] + t * ray->toward[c] - voxel->at[c];

	spot->distance = t;
	spot->along[0] = (float)u;
	spot->along[1] = (float)v;
	return u >= 0 && u <= 1 && v >= 0 && v <= 1 && t > ray->from;
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

/* The light a spot sends to the eye, its alpha not multiplied in; and how
 * bright that is, whatever its colour. */
static float
light_spot(struct scene *s, struct spot *spot, float out[3])
{
	float light;
	int n;

	spot->pixel = (float)(s->pixel *
	    (s->view->ortho ? 1 : spot->distance));
	light = shade_light(&s->shade, spot);
	light *= (float)(1 - s->dimming * (spot->distance - s->nearest));
	shade_color(&s->shade, spot, light, out);
	for (n = 0; n < 3; n++)
		out[n] = out[n] < 1 ? out[n] : 1;
	return light;
}

static uint16_t
pack_light(float light)
{
	return (uint16_t)(light < LIGHT_MOST ? light * LIGHT_UNIT : 65535);
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
	struct spot spot = { .face = NULL };
	float light[3], through = 1, part;
	int layer, n;
	bool more = true;

	for (layer = 0; more && layer < RENDER_LAYERS; layer++) {
		part = through * hit->color.c[ALPHA] / 255.0f;
		spot.face = shade_face(&s->shade, &hit->voxel, hit->side);
		meet(ray, &hit->voxel, hit->side, &spot);
		(void)light_spot(s, &spot, light);
		for (n = 0; n < 3; n++)
			glow.c[n] += part * light[n];
		glow.c[ALPHA] += part;
		through -= part;
		if (hit->color.c[ALPHA] == 255)
			return settle(s, &glow);
		more = ray_beyond(&s->field, ray, hit);
	}
	add_color(s, &glow, sample_background(s, y), through);
	return settle(s, &glow);
}

/* The light on an opaque face that has not one for all of it. */
static void
light_face(struct scene *s, struct spot *spot, struct rgba *out)
{
	struct face *face = spot->face;
	float light[3], bright;
	int n;

	if (face->plain && s->dimming == 0) {
		bright = shade_plain(face, spot->along);
		_Pragma("GCC unroll 3")
		for (n = 0; n < 3; n++)
			light[n] = bright * face->linear[n];
	} else {
		bright = light_spot(s, spot, light);
		face->shown = shade_even(&s->shade, face);
	}
	face->light = pack_light(bright);
	*out = shade_opaque(&s->shade, light);
	face->look = *out;
}

/* Color a spot on an opaque face, and say so in the sample. */
static void
finish(struct scene *s, struct spot *spot, struct sample *out)
{
	const struct face *face = spot->face;

	if (face->shown)
		out->color = face->look;
	else
		light_face(s, spot, &out->color);
	out->side = face->side;
	out->voxel = face->voxel;
	out->whole = face->whole;
	out->even = face->shown;
	out->soft = false;
	out->light = (float)face->light / LIGHT_UNIT;
	out->distance = (float)spot->distance;
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
	struct spot spot = { .face = NULL };

	ray_aim(ray, ray->toward);
	if (!ray_cast(&s->field, ray, &hit)) {
		out->color = sample_background(s, y);
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

static bool
same_face(const struct sample *a, const struct sample *b)
{
	return a->side == b->side &&
	    memcmp(&a->voxel, &b->voxel, sizeof a->voxel) == 0;
}

/* A sample by what the `near` ones met; false if that does not tell. */
static bool
reuse_sample(struct scene *s, const struct ray *ray,
    const struct sample *const near[4], struct sample *out)
{
	const struct sample *best = NULL;
	struct spot spot = { .face = NULL }, nearest = spot;
	int n;

	for (n = 0; n < 4 && near[n] != NULL; n++)
		if (near[n]->side != SAMPLE_EMPTY &&
		    !(n > 0 && same_face(near[n], near[n - 1])) &&
		    meet(ray, &near[n]->voxel, near[n]->side, &spot) &&
		    (best == NULL || spot.distance < nearest.distance)) {
			best = near[n];
			nearest = spot;
		}
	if (best == NULL)
		return false;
	if (best->even) {
		*out = *best;
		return true;
	}
	nearest.face = shade_face(&s->shade, &best->voxel, best->side);
	nearest.face->whole |= best->whole;
	finish(s, &nearest, out);
	return true;
}

void
sample_cast(struct scene *s, const double at[2],
    const struct sample *const near[4], struct sample *out)
{
	double from = s->front.distance == NULL ? RAY_ALWAYS :
	    front_distance(&s->front, at[0], at[1]);
	struct ray ray;

	*out = (struct sample){ .side = SAMPLE_EMPTY };
	if (from == INFINITY) {
		out->color = sample_background(s, at[1]);
		return;
	}
	point(s, at[0], at[1], &ray);
	ray.from = from > ray.from ? from : ray.from;
	if (!reuse_sample(s, &ray, near, out))
		cast(s, &ray, at[1], out);
}

/* Everything at the corners of a pixel is known and opaque, or nothing. */
static bool
known(const struct sample *const corner[4])
{
	int n;

	for (n = 0; n < 4; n++)
		if (corner[n]->side == SAMPLE_EMPTY)
			return false;
	return true;
}

/* A sample inside a pixel; false: it is not worth one. */
static bool
look_inside(struct scene *s, const double at[2],
    const struct sample *const corner[4], struct sample *out)
{
	struct ray ray;

	if (!known(corner)) {
		sample_cast(s, at, corner, out);
		return true;
	}
	point(s, at[0], at[1], &ray);
	return reuse_sample(s, &ray, corner, out);
}

static struct face *
enter_face(struct scene *s, uint32_t face)
{
	struct pos voxel;
	uint8_t side;

	surface_face(&s->surface, face, &voxel, &side);
	return shade_enter(&s->shade, &voxel, side, &s->ticket[face]);
}

void
sample_read(struct scene *s, const double at[2], uint32_t face,
    struct sample *out)
{
	struct spot spot = { .face = shade_find(&s->shade, s->ticket[face]) };
	struct ray ray;

	if (spot.face == NULL)
		spot.face = enter_face(s, face);
	point(s, at[0], at[1], &ray);
	if (spot.face->color.c[ALPHA] < 255) {
		*out = (struct sample){ .side = SAMPLE_EMPTY };
		cast(s, &ray, at[1], out);
		return;
	}
	(void)meet(&ray, &spot.face->voxel, spot.face->side, &spot);
	finish(s, &spot, out);
}

/* The corner of the pixel at lattice index `at` that is on a face, or 4. */
static int
corner_on(const struct scene *s, size_t at, uint32_t face,
    const struct sample *const corner[4])
{
	const uint32_t *own = s->surface.set[SURFACE_CORNERS].face + at;
	const uint32_t *below = own + s->surface.stride;
	const uint32_t on[4] = { own[0], own[1], below[0], below[1] };
	int n;

	for (n = 0; n < 4; n++)
		if (on[n] == face && corner[n]->side != SAMPLE_EMPTY)
			break;
	return n;
}

/*
 * The middle of the pixel at x, y, by the surface; false where that does not
 * show what a look inside would: only what a corner is on, or nothing.
 */
static bool
read_middle(struct scene *s, uint32_t x, uint32_t y,
    const struct sample *const corner[4], struct sample *out)
{
	const struct surface_samples *set =
	    &s->surface.set[SURFACE_MIDDLES];
	size_t at = y * s->surface.stride + x;
	int n;

	if (set->nearness == NULL)
		return false;
	if (set->nearness[at] == 0) {
		out->color = sample_background(s, y + 0.5);
		return !known(corner);
	}
	n = corner_on(s, at, set->face[at], corner);
	if (n == 4)
		return false;
	if (corner[n]->even)
		*out = *corner[n];
	else
		sample_read(s, (double[2]){ x + 0.5, y + 0.5 }, set->face[at],
		    out);
	return true;
}

bool
sample_one_face(const struct scene *s, const struct sample *const corner[4])
{
	int n;

	if (corner[0]->side == SAMPLE_EMPTY || s->wish->edges)
		return false;
	for (n = 1; n < 4; n++)
		if (!same_face(corner[n], corner[0]))
			return false;
	return true;
}

/* The mean of opaque colours: of the corners, and, with one, the middle. */
static struct rgba
mix_opaque(const struct scene *s, const struct sample *const corner[4],
    const struct sample *middle)
{
	const float *linear = s->shade.linear;
	float light[3];
	int k;

	_Pragma("GCC unroll 3")
	for (k = 0; k < 3; k++) {
		light[k] = (linear[corner[0]->color.c[k]] +
		    linear[corner[1]->color.c[k]] +
		    linear[corner[2]->color.c[k]] +
		    linear[corner[3]->color.c[k]]) / 4;
		if (middle != NULL)
			light[k] = light[k] * CORNERS +
			    linear[middle->color.c[k]] * (1 - CORNERS);
	}
	return shade_opaque(&s->shade, light);
}

static struct rgba
mix_inside(struct scene *s, uint32_t x, uint32_t y,
    const struct sample *const corner[4])
{
	uint32_t side = s->wish->samples - 1, n, k;
	const float part = (1 - CORNERS) / (float)(side * side);
	struct glow glow = { { 0 } };
	struct sample one;
	float whole = CORNERS;

	for (n = 0; n < 4; n++)
		add_color(s, &glow, corner[n]->color, CORNERS / 4);
	for (n = 0; n < side * side; n++) {
		double at[2] = { x + (n % side + 0.5) / side,
		    y + (n / side + 0.5) / side };

		if (!look_inside(s, at, corner, &one))
			continue;
		whole += part;
		add_color(s, &glow, one.color, part);
	}
	for (k = 0; k < 4; k++)
		glow.c[k] /= whole;
	return settle(s, &glow);
}

static bool
opaque(const struct sample *const corner[4])
{
	return (corner[0]->color.c[ALPHA] & corner[1]->color.c[ALPHA] &
	    corner[2]->color.c[ALPHA] & corner[3]->color.c[ALPHA]) == 255;
}

struct rgba
sample_pixel(struct scene *s, uint32_t x, uint32_t y,
    const struct sample *const corner[4])
{
	const double at[2] = { x + 0.5, y + 0.5 };
	struct sample middle;
	bool known;

	if (s->wish->samples != 2 || !opaque(corner) ||
	    s->wish->background.c[ALPHA] < 255)
		return mix_inside(s, x, y, corner);
	known = read_middle(s, x, y, corner, &middle) ||
	    look_inside(s, at, corner, &middle);
	return mix_opaque(s, corner, known ? &middle : NULL);
}
