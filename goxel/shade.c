/*
 * shade - how bright a place on the side of a voxel is
 *
 *	light = ambient sky(side) open + sun(side) reached (1 + open) / 2
 *
 * The sky differs from side to side, so that faces the sun never sees keep
 * their colour and still tell where they look.  `open` is the occlusion of
 * voxel games: each corner of a face counts the three voxels that touch it in
 * the layer before the face; in between it is bilinear.
 *
 * Shadows.  Take a point of a face that lies in shadow.  The cut through the
 * voxel that shadows it, parallel to the face, is thrown onto the face as a
 * unit square, which overlaps the unit square of the face: and two such
 * squares overlap in a corner of either.  So a face whose four corners the sun
 * reaches is lit all over, and four rays spare one for every pixel.  Four dark
 * corners and a dark middle are taken for a dark face, though a sliver between
 * two shadows may be lit.  Other faces ask for every point.  A face hardly
 * larger than a pixel asks for its middle.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/shade.h"
#include "mem.h"

#define FACES		4096		/* kept; a power of two */
#define AMBIENT		1.75f		/* sky light at ambient 1 */
#define SUN		0.27f		/* sunlight at intensity 1, head on */
#define SHADOW		2.2f		/* darkness of a shadow at shadow 1 */
#define LAYERS		8		/* translucent voxels a ray passes */
#define INSET		1e-3		/* voxels, from corners and planes */
#define FINE		0.35f		/* voxels a pixel: asked in detail */
#define LINE		0.035f		/* voxels; half an edge line */
#define LINE_DARK	0.30f

enum { SUN_UNKNOWN, SUN_LIT, SUN_DARK, SUN_MIXED, SUN_MIDDLE };

/* How much of the sky each side sees: -x +x -y +y -z +z. */
static const float sky_of_side[6] = {
	0.80f, 0.92f, 0.72f, 0.76f, 0.60f, 1.0f
};

/* Openness by the number of voxels at a corner. */
static const float open_of_count[4] = { 1.0f, 0.72f, 0.54f, 0.40f };

float
shade_linear(int byte)
{
	double v = byte / 255.0;

	return (float)(v <= 0.04045 ? v / 12.92 :
	    pow((v + 0.055) / 1.055, 2.4));
}

static void
make_tables(struct shade *s)
{
	int n, byte = 0;

	for (n = 0; n < 256; n++)
		s->linear[n] = shade_linear(n);
	for (n = 0; n < SHADE_LEVELS; n++) {
		float light = (float)n / (SHADE_LEVELS - 1);

		while (byte < 255 && light - s->linear[byte] >
		    s->linear[byte + 1] - light)
			byte++;
		s->byte[n] = (uint8_t)byte;
	}
}

/* From the zenith, tilted by pitch towards -y, turned by yaw. */
void
shade_sun(const struct light *light, const struct view *view, double out[3])
{
	double tilt = sin(light->pitch), own[3];
	int axis;

	own[0] = tilt * sin(light->yaw);
	own[1] = -tilt * cos(light->yaw);
	own[2] = cos(light->pitch);
	for (axis = 0; axis < 3; axis++)
		out[axis] = !light->fixed ? own[axis] :
		    own[0] * view->right[axis] + own[1] * view->up[axis] -
		    own[2] * view->forward[axis];
}

static float
within(float value, float lo, float hi)
{
	return value > lo ? value < hi ? value : hi : lo;
}

void
shade_init(struct shade *s, const struct field *field,
    const struct render_wish *wish, const struct view *view)
{
	const struct light *light = &wish->light;
	double sun[3], facing;
	int side;

	s->field = field;
	s->wish = wish;
	shade_sun(light, view, sun);
	ray_aim(&s->to_sun, sun);
	s->to_sun.from = 0;
	for (side = 0; side < 6; side++) {
		facing = side & 1 ? sun[side / 2] : -sun[side / 2];
		s->sky[side] = AMBIENT * within(light->ambient, 0, 10) *
		    sky_of_side[side];
		s->sun[side] = facing > 0 ? (float)facing * SUN *
		    within(light->intensity, 0, 100) : 0;
	}
	s->shadow = within(light->shadow * SHADOW, 0, 1);
	make_tables(s);
	s->faces = xcalloc(FACES, sizeof *s->faces);
}

void
shade_fini(struct shade *s)
{
	free(s->faces);
	s->faces = NULL;
}

/* Does a voxel stand at (b, c) from the face, in the layer before it? */
static int
stands(const struct shade *s, const struct face *face, int b, int c)
{
	struct pos pos = face->voxel;
	int axis = face->side >> 1;

	pos.at[axis] += face->side & 1 ? 1 : -1;
	pos.at[(axis + 1) % 3] += b;
	pos.at[(axis + 2) % 3] += c;
	return field_solid(s->field, &pos);
}

static void
find_openness(const struct shade *s, struct face *face)
{
	int beside[2][2], n, b, c, count;

	for (n = 0; n < 2; n++) {
		beside[0][n] = stands(s, face, 2 * n - 1, 0);
		beside[1][n] = stands(s, face, 0, 2 * n - 1);
	}
	for (n = 0; n < 4; n++) {
		b = n & 1;
		c = n >> 1;
		count = beside[0][b] + beside[1][c];
		if (count == 2)
			count = 3;
		else
			count += stands(s, face, 2 * b - 1, 2 * c - 1);
		face->open[n] = open_of_count[count];
	}
}

static void
make_face(const struct shade *s, struct face *face)
{
	int n;

	face->color = field_color(s->field, &face->voxel);
	for (n = 0; n < 3; n++)
		face->linear[n] = s->linear[face->color.c[n]];
	for (n = 0; n < 4; n++)
		face->open[n] = 1;
	if (s->wish->occlusion)
		find_openness(s, face);
}

struct face *
shade_face(struct shade *s, const struct pos *voxel, uint8_t side)
{
	const int32_t *at = voxel->at;
	uint32_t hash = (uint32_t)at[0] * 0x9e3779b1u +
	    (uint32_t)at[1] * 0x85ebca77u + (uint32_t)at[2] * 0xc2b2ae3du +
	    side * 0x27d4eb2fu;
	struct face *face = &s->faces[hash >> 20 & (FACES - 1)];

	if (face->known && face->side == side &&
	    memcmp(&face->voxel, voxel, sizeof *voxel) == 0)
		return face;
	*face = (struct face){ .known = true, .voxel = *voxel, .side = side };
	make_face(s, face);
	return face;
}

void
shade_corner(const struct face *face, int n, double at[3])
{
	int axis = face->side >> 1, b = (axis + 1) % 3, c = (axis + 2) % 3;

	at[axis] = face->voxel.at[axis] +
	    (face->side & 1 ? 1 + INSET : -INSET);
	at[b] = face->voxel.at[b] + (n & 1 ? 1 - INSET : INSET);
	at[c] = face->voxel.at[c] + (n & 2 ? 1 - INSET : INSET);
}

/* The part of the sunlight that arrives at a point. */
static float
sunlight(const struct shade *s, const double at[3])
{
	struct ray ray = s->to_sun;
	struct ray_hit hit;
	float through = 1;
	int layer;
	bool more;

	memcpy(ray.origin, at, sizeof ray.origin);
	more = ray_cast(s->field, &ray, &hit);
	for (layer = 0; more && layer < LAYERS; layer++) {
		through *= (255 - hit.color.c[ALPHA]) / 255.0f;
		if (through < 0.01f)
			return 0;
		more = ray_beyond(s->field, &ray, &hit);
	}
	return through;
}

static void
middle_of(const struct face *face, double at[3])
{
	double other[3];
	int axis;

	shade_corner(face, 0, at);
	shade_corner(face, 3, other);
	for (axis = 0; axis < 3; axis++)
		at[axis] = (at[axis] + other[axis]) / 2;
}

static uint8_t
sun_on_face(const struct shade *s, const struct face *face)
{
	double at[3];
	float light[5];
	int n, lit = 0, dark = 0;

	for (n = 0; n < 4; n++) {
		shade_corner(face, n, at);
		light[n] = sunlight(s, at);
		lit += light[n] >= 1;
		dark += light[n] <= 0;
		if (lit > 0 && lit <= n)
			return SUN_MIXED;
	}
	if (lit == 4)
		return SUN_LIT;
	middle_of(face, at);
	return dark == 4 && sunlight(s, at) <= 0 ? SUN_DARK : SUN_MIXED;
}

static uint8_t
sun_on_middle(const struct shade *s, const struct face *face)
{
	double at[3];
	float light;

	middle_of(face, at);
	light = sunlight(s, at);
	return light >= 1 ? SUN_LIT : light <= 0 ? SUN_DARK : SUN_MIDDLE;
}

/* The part of the sun that reaches a spot. */
static float
reached(struct shade *s, const struct spot *spot)
{
	struct face *face = spot->face;
	double at[3];

	if (face->sun == SUN_UNKNOWN)
		face->sun = spot->pixel < FINE ? sun_on_face(s, face) :
		    sun_on_middle(s, face);
	if (face->sun == SUN_LIT)
		return 1;
	if (face->sun == SUN_DARK)
		return 0;
	if (face->sun == SUN_MIDDLE) {
		middle_of(face, at);
		return sunlight(s, at);
	}
	memcpy(at, spot->at, sizeof at);
	at[face->side >> 1] += face->side & 1 ? INSET : -INSET;
	return sunlight(s, at);
}

static float
openness(const struct face *face, const float along[2])
{
	const float *o = face->open;
	float near = o[0] + (o[1] - o[0]) * along[0];
	float far = o[2] + (o[3] - o[2]) * along[0];

	return near + (far - near) * along[1];
}

/* A thin line around a face, fading where voxels get too small for it. */
static float
edge(const struct spot *spot)
{
	float dark = LINE_DARK * within(2 - 6 * spot->pixel, 0, 1);
	float line = spot->pixel / 2 > LINE ? spot->pixel / 2 : LINE;
	float away = 1, one;
	int n;

	for (n = 0; n < 2; n++) {
		one = spot->along[n] < 0.5f ? spot->along[n] :
		    1 - spot->along[n];
		away = one < away ? one : away;
	}
	return away < line ? 1 - dark : 1;
}

float
shade_light(struct shade *s, const struct spot *spot)
{
	uint8_t side = spot->face->side;
	float open = openness(spot->face, spot->along);
	float light = s->sky[side] * open, sun = s->sun[side];

	if (sun > 0 && s->wish->shadow)
		sun *= 1 - s->shadow * (1 - reached(s, spot));
	light += sun * (1 + open) / 2;
	return s->wish->edges ? light * edge(spot) : light;
}
