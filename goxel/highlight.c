/*
 * highlight - what metallic and roughness do to a quick picture
 *
 * Blinn's half vector with a normalised exponent (n + 2) / 8, where
 * n = 2 / roughness^2 - 2: so the reflected light stays the same in all, and a
 * rough face spreads it.  Most faces of voxels look away from the half vector
 * by half a right angle; the roughness is not squared again, or none would
 * ever be seen to shine.
 */
#include <math.h>

#include "goxel/highlight.h"

#define SMOOTHEST	0.12	/* roughness; a sharper spot hits no face */
#define DIELECTRIC	0.04f	/* reflected head on by what is no metal */
#define BRIGHT		3.0f	/* so that 0.04 can be seen beside the rest */
#define DARKER		0.55f	/* a metal's plain light is so much less */
#define MOST		1.5f	/* light added, in units of the sun */

static bool
has_finish(const struct material *m)
{
	return m->metallic != HIGHLIGHT_METALLIC ||
	    m->roughness != HIGHLIGHT_ROUGHNESS;
}

/* Some layer that can be seen is of a material with a finish. */
static bool
any_finish(const struct material_map *map)
{
	struct material m = material_of(map, map->rest);
	bool found = map->total > 0 && has_finish(&m);
	uint32_t n;

	for (n = 0; n < map->count; n++) {
		m = material_of(map, map->layer[n].material);
		found |= has_finish(&m);
	}
	return found;
}

void
highlight_init(struct highlight *h, const struct field *field,
    const struct view *view, const struct image *image)
{
	*h = (struct highlight){ .field = field, .view = view, .none = true };
	if (image == NULL)
		return;
	material_map_init(&h->map, image);
	h->none = !any_finish(&h->map);
	if (h->none)
		material_map_fini(&h->map);
}

void
highlight_fini(struct highlight *h)
{
	if (!h->none)
		material_map_fini(&h->map);
	h->none = true;
}

static double
dot(const double a[3], const double b[3])
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void
normalize(double v[3])
{
	double length = sqrt(dot(v, v));
	int axis;

	for (axis = 0; axis < 3; axis++)
		v[axis] /= length > 0 ? length : 1;
}

void
highlight_sun(struct highlight *h, const double toward[3], float strength)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		h->sun[axis] = toward[axis];
	normalize(h->sun);
	h->strength = strength;
}

/* Away from the voxels around this one, one and two away; never back through
 * the face. */
static void
find_normal(const struct highlight *h, const struct pos *voxel, uint8_t side,
    double normal[3])
{
	struct pos pos;
	int n, axis, far, way[3];

	for (axis = 0; axis < 3; axis++)
		normal[axis] = 0;
	normal[side >> 1] = side & 1 ? 1 : -1;
	for (n = 0; n < 54; n++) {
		far = n / 27 + 1;
		way[0] = n % 3 - 1;
		way[1] = n / 3 % 3 - 1;
		way[2] = n / 9 % 3 - 1;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = voxel->at[axis] + far * way[axis];
		if (!field_solid(h->field, &pos))
			for (axis = 0; axis < 3; axis++)
				normal[axis] += way[axis];
	}
	axis = side >> 1;
	if ((side & 1) != (normal[axis] > 0))
		normal[axis] = 0;
	normalize(normal);
}

/* Half-way between the sun and the eye, seen from the middle of a voxel. */
static void
find_half(const struct highlight *h, const struct pos *voxel, double half[3])
{
	const struct view *v = h->view;
	int axis;

	for (axis = 0; axis < 3; axis++)
		half[axis] = v->ortho ? -v->forward[axis] :
		    v->eye[axis] - voxel->at[axis] - 0.5;
	normalize(half);
	for (axis = 0; axis < 3; axis++)
		half[axis] += h->sun[axis];
	normalize(half);
}

static double
limit(double value, double lo, double hi)
{
	return value > lo ? value < hi ? value : hi : lo;
}

/* The part of the sun that goes to the eye, of a mirror that reflects all. */
static float
reflected(const struct highlight *h, const struct pos *voxel, uint8_t side,
    double roughness)
{
	double rough = limit(roughness, SMOOTHEST, 1);
	double sharp = 2 / (rough * rough) - 2;
	double normal[3], half[3], facing, sunny;

	find_normal(h, voxel, side, normal);
	find_half(h, voxel, half);
	facing = dot(normal, half);
	sunny = dot(normal, h->sun);
	if (facing <= 0 || sunny <= 0)
		return 0;
	return (float)((sharp + 2) / 8 * pow(facing, sharp) * sunny);
}

struct shine
highlight_face(const struct highlight *h, const struct pos *voxel,
    uint8_t side, const float color[3])
{
	struct material m = material_of(&h->map, material_at(&h->map, voxel));
	struct shine shine = { .body = 1 };
	float metal, light, most = 0;
	int n;

	if (!has_finish(&m))
		return shine;
	metal = (float)limit((double)m.metallic, 0, 1);
	light = BRIGHT * reflected(h, voxel, side, (double)m.roughness);
	for (n = 0; n < 3; n++) {
		shine.light[n] = light * (DIELECTRIC +
		    metal * (color[n] - DIELECTRIC));
		most = shine.light[n] > most ? shine.light[n] : most;
	}
	for (n = 0; n < 3; n++)
		shine.light[n] *= h->strength * (most > MOST ? MOST / most :
		    1);
	shine.body = 1 - DARKER * metal;
	return shine;
}
