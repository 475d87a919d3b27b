/*
 * sunlight - how much of the sun reaches a place on a face
 *
 * Take a point of a face that lies in shadow.  The cut through the
 * voxel that shadows it, parallel to the face, is thrown onto the face as a
 * unit square, which overlaps the unit square of the face: and two such
 * squares overlap in a corner of either.  So a face whose four corners the sun
 * reaches is lit all over, and four rays spare one for every pixel.  Four dark
 * corners and a dark middle are taken for a dark face, though a sliver between
 * two shadows may be lit.  Other faces ask at points of a grid, as fine as the
 * pixels make worth while, and take the mean of the nearest four: so the edge
 * of a shadow is soft, and costs a few rays a face, not one a pixel.  A face
 * hardly larger than a pixel asks for its middle.
 *
 * The quarters of such a grid are told by their corners, as faces are.  Most
 * rays pass above all columns (heightmap.h).  Others follow their path
 * (sunpath.h) as far as anything may stand (shadowmap.h), and are cast only
 * where that does not tell: beyond it, and through glass.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/shade.h"
#include "mem.h"

#define CORNERS		8192		/* kept; a power of two */
#define HALVES		1024		/* likewise */
#define PLACES		((SUNLIGHT_CELLS + 1) * (SUNLIGHT_CELLS + 1) + 1)
#define CORNER		(PLACES - 1)	/* the place of shared corners */
#define LAYERS		8		/* translucent voxels a ray passes */
#define INSET		1e-3		/* voxels, from corners and planes */
#define FINE		0.35f		/* voxels a pixel: asked in detail */
#define FINER		0.10f		/* then in all SUNLIGHT_CELLS, not 2 */
#define SUN_UNASKED	255		/* a point: less is the sunlight */
#define SUN_WHOLE	254

enum { SUN_UNKNOWN, SUN_LIT, SUN_DARK, SUN_MIXED, SUN_MIDDLE };

void
sunlight_init(struct sunlight *l, const struct field *field,
    const double sun[3])
{
	*l = (struct sunlight){ .field = field };
	ray_aim(&l->to_sun, sun);
	shadowmap_init(&l->map, field, l->to_sun.toward);
	heightmap_init(&l->heights, field, l->to_sun.toward);
	l->paths = xcalloc(6 * PLACES, sizeof *l->paths);
	l->halves = xcalloc(HALVES, sizeof *l->halves);
	l->corners = xcalloc(CORNERS, sizeof *l->corners);
}

void
sunlight_fini(struct sunlight *l)
{
	shadowmap_fini(&l->map);
	heightmap_fini(&l->heights);
	free(l->paths);
	free(l->halves);
	free(l->corners);
	*l = (struct sunlight){ 0 };
}

static float
unit(float value)
{
	return value > 0 ? value < 1 ? value : 1 : 0;
}

/* A ray to the sun, from a voxel before a face. */
struct sun_ray {
	struct pos	 voxel;
	uint8_t		 side;
	int		 place;		/* on the side, below PLACES */
	double		 at[3];
};

/* The part of the sunlight that arrives, by a ray from `from` on. */
static float
cast_sun(const struct sunlight *l, const struct sun_ray *r, double from,
    double until)
{
	struct ray ray = l->to_sun;
	struct ray_hit hit;
	float through = 1;
	int layer;
	bool more;

	ray.from = from;
	ray.until = until;
	memcpy(ray.origin, r->at, sizeof ray.origin);
	more = ray_cast(l->field, &ray, &hit);
	for (layer = 0; more && layer < LAYERS; layer++) {
		through *= (255 - hit.color.c[ALPHA]) / 255.0f;
		if (through < 0.01f)
			return 0;
		more = ray_beyond(l->field, &ray, &hit);
	}
	return through;
}

static const struct sunpath *
path_of(const struct sunlight *l, const struct sun_ray *r)
{
	struct sunpath *path = &l->paths[r->side * PLACES + r->place];
	double place[3];
	int n;

	if (path->count > 0)
		return path;
	for (n = 0; n < 3; n++)
		place[n] = r->at[n] - r->voxel.at[n];
	sunpath_lay(path, &l->to_sun, place);
	return path;
}

/* The sunlight that arrives, up to SUN_WHOLE. */
static uint8_t
ask_sun(const struct sunlight *l, const struct sun_ray *r)
{
	const struct sunpath *path = l->field->cell != NULL ? path_of(l, r) :
	    NULL;
	struct rgba color;
	double until, from = 0;

	if (path != NULL && heightmap_clear(&l->heights, path, &r->voxel))
		return SUN_WHOLE;
	until = shadowmap_until(&l->map, r->at);
	if (until <= 0)
		return SUN_WHOLE;
	if (path != NULL)
		switch (sunpath_follow(path, l->field, &r->voxel, until,
		    &color)) {
		case SUNPATH_FREE:
			return SUN_WHOLE;
		case SUNPATH_MET:
			if (color.c[ALPHA] == 255)
				return 0;
			break;
		case SUNPATH_ON:
			from = (double)path->distance[path->count - 1];
			break;
		}
	return (uint8_t)(cast_sun(l, r, from, until) * SUN_WHOLE + 0.5f);
}

/* From a point on a face, a little inside and before it; 0..SUNLIGHT_CELLS. */
static void
place_ray(const struct face *face, int b, int c, struct sun_ray *r)
{
	const double cell = (1 - 2 * INSET) / SUNLIGHT_CELLS;
	int axis = face->side >> 1, up = face->side & 1;

	r->side = face->side;
	r->place = c * (SUNLIGHT_CELLS + 1) + b;
	r->voxel.at[axis] = face->voxel.at[axis] + (up ? 1 : -1);
	r->at[axis] = face->voxel.at[axis] + (up ? 1 + INSET : -INSET);
	axis = axis == 2 ? 0 : axis + 1;
	r->voxel.at[axis] = face->voxel.at[axis];
	r->at[axis] = face->voxel.at[axis] + INSET + b * cell;
	axis = axis == 2 ? 0 : axis + 1;
	r->voxel.at[axis] = face->voxel.at[axis];
	r->at[axis] = face->voxel.at[axis] + INSET + c * cell;
}

/* The same from a corner that no voxel touches. */
static void
place_corner_ray(const struct face *face, int n, struct sun_ray *r)
{
	int axis = face->side >> 1, b = (axis + 1) % 3, c = (axis + 2) % 3;

	place_ray(face, 0, 0, r);
	r->place = CORNER;
	r->voxel.at[b] += n & 1;
	r->voxel.at[c] += n >> 1;
	r->at[b] = r->voxel.at[b];
	r->at[c] = r->voxel.at[c];
}

/* The grid of a face, empty if another took it meanwhile. */
static struct half_shadow *
half_of(struct sunlight *l, struct face *face)
{
	struct half_shadow *half = &l->halves[face->half];

	if (half->face == face && face->gridded)
		return half;
	face->half = (uint16_t)(l->halves_used++ & (HALVES - 1));
	face->gridded = true;
	half = &l->halves[face->half];
	half->face = face;
	memset(half->reach, SUN_UNASKED, sizeof half->reach);
	return half;
}

/* The sunlight at a corner that no voxel touches, shared by the faces around
 * it. */
static uint8_t
sun_at_shared(struct sunlight *l, const struct face *face, int n)
{
	struct sun_corner *corner;
	struct sun_ray ray;

	place_corner_ray(face, n, &ray);
	corner = &l->corners[sunlight_hash(&ray.voxel, face->side) &
	    (CORNERS - 1)];
	if (corner->known && corner->side == face->side &&
	    memcmp(&corner->at, &ray.voxel, sizeof corner->at) == 0)
		return corner->reach;
	*corner = (struct sun_corner){ ray.voxel, face->side,
	    ask_sun(l, &ray), true };
	return corner->reach;
}

static uint8_t
sun_at_corner(struct sunlight *l, const struct face *face, int n)
{
	struct sun_ray ray;

	if (face->clear >> n & 1)
		return sun_at_shared(l, face, n);
	place_ray(face, n & 1 ? SUNLIGHT_CELLS : 0,
	    n & 2 ? SUNLIGHT_CELLS : 0, &ray);
	return ask_sun(l, &ray);
}

/* The sunlight at a point of the grid, asked for once; up to SUN_WHOLE. */
static uint8_t
ask_grid(struct sunlight *l, struct face *face, int b, int c)
{
	uint8_t *reach = &half_of(l, face)->reach[c][b];
	struct sun_ray ray;

	if (*reach != SUN_UNASKED)
		return *reach;
	if (b % SUNLIGHT_CELLS == 0 && c % SUNLIGHT_CELLS == 0) {
		*reach = sun_at_corner(l, face, (b > 0) | (c > 0) << 1);
	} else {
		place_ray(face, b, c, &ray);
		*reach = ask_sun(l, &ray);
	}
	return *reach;
}

/*
 * If the same light reaches all of a quarter of a face, that, else
 * SUN_UNASKED: what holds for corners of a face holds for those of a quarter.
 */
static uint8_t
sun_on_quarter(struct sunlight *l, struct face *face, int b, int c)
{
	const int half = SUNLIGHT_CELLS / 2;
	uint8_t light = ask_grid(l, face, b, c);

	if ((light != 0 && light != SUN_WHOLE) ||
	    light != ask_grid(l, face, b + half, c) ||
	    light != ask_grid(l, face, b, c + half) ||
	    light != ask_grid(l, face, b + half, c + half) ||
	    (light == 0 && ask_grid(l, face, b + half / 2, c + half / 2) != 0))
		return SUN_UNASKED;
	return light;
}

/* The same, by the quarter where that tells. */
static uint8_t
sun_at(struct sunlight *l, struct face *face, int b, int c)
{
	const int half = SUNLIGHT_CELLS / 2;
	uint8_t light;

	if (b % half == 0 && c % half == 0)
		return ask_grid(l, face, b, c);
	light = half_of(l, face)->reach[c][b];
	if (light != SUN_UNASKED)
		return light;
	light = sun_on_quarter(l, face, b < half ? 0 : half,
	    c < half ? 0 : half);
	if (light == SUN_UNASKED)
		return ask_grid(l, face, b, c);
	half_of(l, face)->reach[c][b] = light;
	return light;
}

static uint8_t
sun_at_middle(const struct sunlight *l, const struct face *face)
{
	struct sun_ray ray;

	place_ray(face, SUNLIGHT_CELLS / 2, SUNLIGHT_CELLS / 2, &ray);
	return ask_sun(l, &ray);
}

static uint8_t
sun_on_face(struct sunlight *l, const struct face *face)
{
	int n, light, lit = 0, dark = 0;

	for (n = 0; n < 4; n++) {
		light = sun_at_corner(l, face, n);
		lit += light == SUN_WHOLE;
		dark += light == 0;
		if (lit > 0 && lit <= n)
			return SUN_MIXED;
	}
	if (lit == 4)
		return SUN_LIT;
	return dark == 4 && sun_at_middle(l, face) == 0 ? SUN_DARK :
	    SUN_MIXED;
}

static uint8_t
sun_on_middle(const struct sunlight *l, struct face *face)
{
	face->middle = sun_at_middle(l, face);
	return face->middle == SUN_WHOLE ? SUN_LIT :
	    face->middle == 0 ? SUN_DARK : SUN_MIDDLE;
}

/* Between four points of the grid, `step` apart. */
static float
sun_between(struct sunlight *l, const struct spot *spot, int step)
{
	const struct half_shadow *half = half_of(l, spot->face);
	float at[2], row[2];
	int lo[2], n;

	for (n = 0; n < 2; n++) {
		at[n] = unit(spot->along[n]) * SUNLIGHT_CELLS / step;
		lo[n] = (int)at[n] * step;
		lo[n] -= lo[n] == SUNLIGHT_CELLS ? step : 0;
		at[n] -= (float)lo[n] / step;
	}
	for (n = 0; n < 2; n++) {
		const uint8_t *reach = half->reach[lo[1] + n * step] + lo[0];
		float near = reach[0], far = reach[step];

		if (reach[0] == SUN_UNASKED || reach[step] == SUN_UNASKED) {
			near = sun_at(l, spot->face, lo[0], lo[1] + n * step);
			far = sun_at(l, spot->face, lo[0] + step,
			    lo[1] + n * step);
		}
		row[n] = near + (far - near) * at[0];
	}
	return (row[0] + (row[1] - row[0]) * at[1]) / SUN_WHOLE;
}

float
sunlight_reach(struct sunlight *l, const struct spot *spot)
{
	struct face *face = spot->face;

	if (face->sun == SUN_UNKNOWN)
		face->sun = spot->pixel < FINE ? sun_on_face(l, face) :
		    sun_on_middle(l, face);
	switch (face->sun) {
	case SUN_LIT:
		return 1;
	case SUN_DARK:
		return 0;
	case SUN_MIDDLE:
		return (float)face->middle / SUN_WHOLE;
	default:
		return sun_between(l, spot, spot->pixel <= FINER ? 1 :
		    SUNLIGHT_CELLS / 2);
	}
}

bool
sunlight_even(const struct face *face)
{
	return face->sun == SUN_LIT || face->sun == SUN_DARK ||
	    face->sun == SUN_MIDDLE;
}
