/*
 * shade - how bright a place on the side of a voxel is
 *
 *	light = ambient sky(side) open + sun(side) reached (1 + open) / 2
 *
 * The sky differs from side to side, so that faces the sun never sees keep
 * their colour and still tell where they look.  `open` is the occlusion of
 * voxel games: each corner of a face counts the three voxels that touch it in
 * the layer before the face; in between it is bilinear.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/shade.h"
#include "goxel/srgb.h"
#include "mem.h"

#define FACES		(SHADE_PLACES + SHADE_TICKETS)
#define AMBIENT		1.75f		/* sky light at ambient 1 */
#define SUN		0.27f		/* sunlight at intensity 1, head on */
#define SHADOW		2.2f		/* darkness of a shadow at shadow 1 */
#define INSET		1e-3		/* voxels, from corners and planes */
#define LINE		0.035f		/* voxels; half an edge line */
#define LINE_DARK	0.30f

/* How much of the sky each side sees: -x +x -y +y -z +z. */
static const float sky_of_side[6] = {
	0.80f, 0.92f, 0.72f, 0.76f, 0.60f, 1.0f
};

/* Openness by the number of voxels at a corner. */
static const float open_of_count[4] = { 1.0f, 0.72f, 0.54f, 0.40f };

float
shade_linear(int byte)
{
	return (float)srgb_to_linear(byte / 255.0);
}

/* The voxels at the four corners, of those that field_around tells. */
static uint8_t
count_around(uint32_t found)
{
	static const uint8_t corner[4] = { 0, 2, 6, 8 };
	static const uint8_t beside[4][2] = {
		{ 3, 1 }, { 5, 1 }, { 3, 7 }, { 5, 7 }
	};
	uint32_t n, count, counts = 0;

	for (n = 0; n < 4; n++) {
		count = (found >> beside[n][0] & 1) +
		    (found >> beside[n][1] & 1);
		if (count == 2)
			count = 3;
		else
			count += found >> corner[n] & 1;
		counts |= count << 2 * n;
	}
	return (uint8_t)counts;
}

static void
make_tables(struct shade *s)
{
	int n, byte = 0;

	for (n = 0; n < 512; n++)
		s->around[n] = count_around((uint32_t)n);
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
	sunlight_init(&s->sunlight, field, sun);
	for (side = 0; side < 6; side++) {
		facing = side & 1 ? sun[side / 2] : -sun[side / 2];
		s->sky[side] = AMBIENT * within(light->ambient, 0, 10) *
		    sky_of_side[side];
		s->sun[side] = facing > 0 ? (float)facing * SUN *
		    within(light->intensity, 0, 100) : 0;
	}
	for (side = 0; wish->unlit && side < 6; side++) {
		s->sky[side] = 1;
		s->sun[side] = 0;
	}
	s->shadow = within(light->shadow * SHADOW, 0, 1);
	make_tables(s);
	s->faces = xcalloc(FACES, sizeof *s->faces);
	s->tickets = 0;
	highlight_init(&s->highlight, field, view,
	    wish->unlit ? NULL : wish->finish);
	highlight_sun(&s->highlight, sun,
	    SUN * within(light->intensity, 0, 100));
	s->shines = s->highlight.none ? NULL :
	    xcalloc(FACES, sizeof *s->shines);
}

void
shade_fini(struct shade *s)
{
	sunlight_fini(&s->sunlight);
	free(s->faces);
	free(s->shines);
	highlight_fini(&s->highlight);
	s->shines = NULL;
	s->faces = NULL;
}

static void
find_openness(const struct shade *s, struct face *face)
{
	struct pos before = face->voxel;
	int axis = face->side >> 1;
	uint32_t counts, n, count;

	before.at[axis] += face->side & 1 ? 1 : -1;
	counts = s->around[field_around(s->field, &before, axis)];
	_Pragma("GCC unroll 4")
	for (n = 0; n < 4; n++) {
		count = counts >> 2 * n & 3;
		face->open[n] = open_of_count[count];
		face->clear |= (uint8_t)((count == 0) << n);
	}
}

static void
make_face(struct shade *s, struct face *face)
{
	int n;

	face->color = field_color(s->field, &face->voxel);
	for (n = 0; n < 3; n++)
		face->linear[n] = s->linear[face->color.c[n]];
	for (n = 0; n < 4; n++)
		face->open[n] = 1;
	if (s->wish->occlusion && !s->wish->unlit)
		find_openness(s, face);
	if (s->shines != NULL)
		s->shines[face - s->faces] = highlight_face(&s->highlight,
		    &face->voxel, face->side, face->linear);
}

struct face *
shade_face(struct shade *s, const struct pos *voxel, uint8_t side)
{
	struct face *face = &s->faces[sunlight_hash(voxel, side) &
	    (SHADE_PLACES - 1)];

	if (face->known && face->side == side &&
	    memcmp(&face->voxel, voxel, sizeof *voxel) == 0)
		return face;
	*face = (struct face){ .known = true, .voxel = *voxel, .side = side };
	make_face(s, face);
	return face;
}

struct face *
shade_enter(struct shade *s, const struct pos *voxel, uint8_t side,
    uint32_t *ticket)
{
	struct face *face = &s->faces[SHADE_PLACES +
	    ++s->tickets % SHADE_TICKETS];

	*ticket = s->tickets;
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

/* The same sun reaches all of a face that has been asked for its light. */
static bool
same_sun(const struct shade *s, const struct face *face)
{
	return s->sun[face->side] <= 0 || !s->wish->shadow ||
	    sunlight_even(face);
}

bool
shade_even(const struct shade *s, const struct face *face)
{
	const float *o = face->open;

	return !s->wish->edges && o[0] == o[1] && o[0] == o[2] &&
	    o[0] == o[3] && same_sun(s, face);
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

/* Where so much of the sky is open, and sun arrives. */
static float
mix_light(const struct shade *s, uint8_t side, float open, float sun)
{
	return s->sky[side] * open + sun * (1 + open) / 2;
}

/* If the same sun reaches all of a face, its light is linear like openness. */
static void
make_plain(const struct shade *s, struct face *face, float sun)
{
	int n;

	if (s->wish->edges || s->shines != NULL || !same_sun(s, face))
		return;
	face->plain = true;
	for (n = 0; n < 4; n++)
		face->corner[n] = mix_light(s, face->side, face->open[n], sun);
}

float
shade_light(struct shade *s, const struct spot *spot)
{
	uint8_t side = spot->face->side;
	float open = openness(spot->face, spot->along);
	float light, sun = s->sun[side];

	if (sun > 0 && s->wish->shadow)
		sun *= 1 - s->shadow * (1 - sunlight_reach(&s->sunlight, spot));
	make_plain(s, spot->face, sun);
	light = mix_light(s, side, open, sun);
	return s->wish->edges ? light * edge(spot) : light;
}

void
shade_color(struct shade *s, const struct spot *spot, float light,
    float out[3])
{
	const struct face *face = spot->face;
	const struct shine *shine;
	float lit = 0;
	int n;

	for (n = 0; n < 3; n++)
		out[n] = face->linear[n] * light;
	if (s->shines == NULL)
		return;
	shine = &s->shines[face - s->faces];
	if (s->sun[face->side] > 0)
		lit = s->wish->shadow ? sunlight_reach(&s->sunlight, spot) : 1;
	for (n = 0; n < 3; n++)
		out[n] = out[n] * shine->body + shine->light[n] * lit;
}
