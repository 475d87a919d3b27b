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
 * two shadows may be lit.  Other faces ask at points of a grid, as fine as the
 * pixels make worth while, and take the mean of the nearest four: so the edge
 * of a shadow is soft, and costs a few rays a face, not one a pixel.  A face
 * hardly larger than a pixel asks for its middle.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/shade.h"
#include "mem.h"

#define FACES		(SHADE_PLACES + SHADE_TICKETS)
#define CORNERS		8192		/* kept; a power of two */
#define PLACES		((SHADE_CELLS + 1) * (SHADE_CELLS + 1) + 1)
#define CORNER		(PLACES - 1)	/* the place of shared corners */
#define HALVES		1024		/* likewise */
#define AMBIENT		1.75f		/* sky light at ambient 1 */
#define SUN		0.27f		/* sunlight at intensity 1, head on */
#define SHADOW		2.2f		/* darkness of a shadow at shadow 1 */
#define LAYERS		8		/* translucent voxels a ray passes */
#define INSET		1e-3		/* voxels, from corners and planes */
#define FINE		0.35f		/* voxels a pixel: asked in detail */
#define FINER		0.10f		/* then in all SHADE_CELLS, not 2 */
#define SUN_UNASKED	255		/* a point: less is the sunlight */
#define SUN_WHOLE	254
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

/* The voxels at the four corners, of those that voxels_before tells. */
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
	ray_aim(&s->to_sun, sun);
	s->to_sun.from = 0;
	shadowmap_init(&s->map, field, s->to_sun.toward);
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
	s->paths = xcalloc(6 * PLACES, sizeof *s->paths);
	s->halves = xcalloc(HALVES, sizeof *s->halves);
	s->halves_used = 0;
	s->tickets = 0;
	s->corners = xcalloc(CORNERS, sizeof *s->corners);
	highlight_init(&s->highlight, field, view, wish->finish);
	highlight_sun(&s->highlight, sun,
	    SUN * within(light->intensity, 0, 100));
	s->shines = s->highlight.none ? NULL :
	    xcalloc(FACES, sizeof *s->shines);
}

void
shade_fini(struct shade *s)
{
	shadowmap_fini(&s->map);
	free(s->faces);
	free(s->paths);
	free(s->halves);
	free(s->corners);
	free(s->shines);
	highlight_fini(&s->highlight);
	s->shines = NULL;
	s->faces = NULL;
	s->paths = NULL;
	s->halves = NULL;
	s->corners = NULL;
}

/*
 * Which of the nine places around a face, in the layer before it, hold a
 * voxel: bit (b + 1) + 3 (c + 1).  Mostly all nine are in one tile.
 */
static uint32_t
voxels_before(const struct shade *s, const struct face *face)
{
	int axis = face->side >> 1, b = (axis + 1) % 3, c = (axis + 2) % 3, n;
	struct pos pos = face->voxel, at;
	uint32_t found = 0;

	pos.at[axis] += face->side & 1 ? 1 : -1;
	if ((uint32_t)((pos.at[b] & 15) - 1) < 14 &&
	    (uint32_t)((pos.at[c] & 15) - 1) < 14)
		return field_around(s->field, &pos, axis);
	for (n = 0; n < 9; n++) {
		at = pos;
		at.at[b] += n % 3 - 1;
		at.at[c] += n / 3 - 1;
		found |= (uint32_t)field_solid(s->field, &at) << n;
	}
	return found;
}

static void
find_openness(const struct shade *s, struct face *face)
{
	uint32_t counts = s->around[voxels_before(s, face)], n, count;

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
	if (s->wish->occlusion)
		find_openness(s, face);
	if (s->shines != NULL)
		s->shines[face - s->faces] = highlight_face(&s->highlight,
		    &face->voxel, face->side, face->linear);
}

static uint32_t
place_hash(const struct pos *pos, uint8_t side)
{
	uint32_t hash = (uint32_t)pos->at[0] * 0x9e3779b1u +
	    (uint32_t)pos->at[1] * 0x85ebca77u +
	    (uint32_t)pos->at[2] * 0xc2b2ae3du + side * 0x27d4eb2fu;

	return hash >> 19;
}

struct face *
shade_face(struct shade *s, const struct pos *voxel, uint8_t side)
{
	struct face *face = &s->faces[place_hash(voxel, side) &
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

/* A ray to the sun, from a voxel before a face. */
struct sun_ray {
	struct pos	 voxel;
	uint8_t		 side;
	int		 place;		/* on the side, below PLACES */
	double		 at[3];
};

/* The part of the sunlight that arrives, by a ray from `from` on. */
static float
sunlight(const struct shade *s, const struct sun_ray *r, double from,
    double until)
{
	struct ray ray = s->to_sun;
	struct ray_hit hit;
	float through = 1;
	int layer;
	bool more;

	ray.from = from;
	ray.until = until;
	memcpy(ray.origin, r->at, sizeof ray.origin);
	more = ray_cast(s->field, &ray, &hit);
	for (layer = 0; more && layer < LAYERS; layer++) {
		through *= (255 - hit.color.c[ALPHA]) / 255.0f;
		if (through < 0.01f)
			return 0;
		more = ray_beyond(s->field, &ray, &hit);
	}
	return through;
}

static const struct sunpath *
path_of(const struct shade *s, const struct sun_ray *r)
{
	struct sunpath *path = &s->paths[r->side * PLACES + r->place];
	double place[3];
	int n;

	if (path->count > 0)
		return path;
	for (n = 0; n < 3; n++)
		place[n] = r->at[n] - r->voxel.at[n];
	sunpath_lay(path, &s->to_sun, place);
	return path;
}

/* The sunlight that arrives, up to SUN_WHOLE. */
static uint8_t
ask_sun(const struct shade *s, const struct sun_ray *r)
{
	double until = shadowmap_until(&s->map, r->at), from = 0;
	const struct sunpath *path;
	struct rgba color;

	if (until <= 0)
		return SUN_WHOLE;
	if (s->field->cell != NULL) {
		path = path_of(s, r);
		switch (sunpath_follow(path, s->field, &r->voxel, until,
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
	}
	return (uint8_t)(sunlight(s, r, from, until) * SUN_WHOLE + 0.5f);
}

/* From a point on a face, a little inside and before it; 0..SHADE_CELLS. */
static void
place_ray(const struct face *face, int b, int c, struct sun_ray *r)
{
	const double cell = (1 - 2 * INSET) / SHADE_CELLS;
	int axis = face->side >> 1, up = face->side & 1;

	r->side = face->side;
	r->place = c * (SHADE_CELLS + 1) + b;
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
half_of(struct shade *s, struct face *face)
{
	struct half_shadow *half = &s->halves[face->half];

	if (half->face == face && face->gridded)
		return half;
	face->half = (uint16_t)(s->halves_used++ & (HALVES - 1));
	face->gridded = true;
	half = &s->halves[face->half];
	half->face = face;
	memset(half->reach, SUN_UNASKED, sizeof half->reach);
	return half;
}

/* The sunlight at a corner that no voxel touches, shared by the faces around
 * it. */
static uint8_t
sun_at_shared(struct shade *s, const struct face *face, int n)
{
	struct sun_corner *corner;
	struct sun_ray ray;

	place_corner_ray(face, n, &ray);
	corner = &s->corners[place_hash(&ray.voxel, face->side) &
	    (CORNERS - 1)];
	if (corner->known && corner->side == face->side &&
	    memcmp(&corner->at, &ray.voxel, sizeof corner->at) == 0)
		return corner->reach;
	*corner = (struct sun_corner){ ray.voxel, face->side,
	    ask_sun(s, &ray), true };
	return corner->reach;
}

static uint8_t
sun_at_corner(struct shade *s, const struct face *face, int n)
{
	struct sun_ray ray;

	if (face->clear >> n & 1)
		return sun_at_shared(s, face, n);
	place_ray(face, n & 1 ? SHADE_CELLS : 0, n & 2 ? SHADE_CELLS : 0, &ray);
	return ask_sun(s, &ray);
}

/* The sunlight at a point of the grid, asked for once; up to SUN_WHOLE. */
static uint8_t
ask_grid(struct shade *s, struct face *face, int b, int c)
{
	uint8_t *reach = &half_of(s, face)->reach[c][b];
	struct sun_ray ray;

	if (*reach != SUN_UNASKED)
		return *reach;
	if (b % SHADE_CELLS == 0 && c % SHADE_CELLS == 0) {
		*reach = sun_at_corner(s, face, (b > 0) | (c > 0) << 1);
	} else {
		place_ray(face, b, c, &ray);
		*reach = ask_sun(s, &ray);
	}
	return *reach;
}

/*
 * If the same light reaches all of a quarter of a face, that, else
 * SUN_UNASKED: what holds for corners of a face holds for those of a quarter.
 */
static uint8_t
sun_on_quarter(struct shade *s, struct face *face, int b, int c)
{
	const int half = SHADE_CELLS / 2;
	uint8_t light = ask_grid(s, face, b, c);

	if ((light != 0 && light != SUN_WHOLE) ||
	    light != ask_grid(s, face, b + half, c) ||
	    light != ask_grid(s, face, b, c + half) ||
	    light != ask_grid(s, face, b + half, c + half) ||
	    (light == 0 && ask_grid(s, face, b + half / 2, c + half / 2) != 0))
		return SUN_UNASKED;
	return light;
}

/* The same, by the quarter where that tells. */
static uint8_t
sun_at(struct shade *s, struct face *face, int b, int c)
{
	const int half = SHADE_CELLS / 2;
	uint8_t light;

	if (b % half == 0 && c % half == 0)
		return ask_grid(s, face, b, c);
	light = half_of(s, face)->reach[c][b];
	if (light != SUN_UNASKED)
		return light;
	light = sun_on_quarter(s, face, b < half ? 0 : half,
	    c < half ? 0 : half);
	if (light == SUN_UNASKED)
		return ask_grid(s, face, b, c);
	half_of(s, face)->reach[c][b] = light;
	return light;
}

static uint8_t
sun_at_middle(const struct shade *s, const struct face *face)
{
	struct sun_ray ray;

	place_ray(face, SHADE_CELLS / 2, SHADE_CELLS / 2, &ray);
	return ask_sun(s, &ray);
}

static uint8_t
sun_on_face(struct shade *s, const struct face *face)
{
	int n, light, lit = 0, dark = 0;

	for (n = 0; n < 4; n++) {
		light = sun_at_corner(s, face, n);
		lit += light == SUN_WHOLE;
		dark += light == 0;
		if (lit > 0 && lit <= n)
			return SUN_MIXED;
	}
	if (lit == 4)
		return SUN_LIT;
	return dark == 4 && sun_at_middle(s, face) == 0 ? SUN_DARK :
	    SUN_MIXED;
}

static uint8_t
sun_on_middle(const struct shade *s, struct face *face)
{
	face->middle = sun_at_middle(s, face);
	return face->middle == SUN_WHOLE ? SUN_LIT :
	    face->middle == 0 ? SUN_DARK : SUN_MIDDLE;
}

/* Between four points of the grid, `step` apart. */
static float
sun_between(struct shade *s, const struct spot *spot, int step)
{
	const struct half_shadow *half = half_of(s, spot->face);
	float at[2], row[2];
	int lo[2], n;

	for (n = 0; n < 2; n++) {
		at[n] = within(spot->along[n], 0, 1) * SHADE_CELLS / step;
		lo[n] = (int)at[n] * step;
		lo[n] -= lo[n] == SHADE_CELLS ? step : 0;
		at[n] -= (float)lo[n] / step;
	}
	for (n = 0; n < 2; n++) {
		const uint8_t *reach = half->reach[lo[1] + n * step] + lo[0];
		float near = reach[0], far = reach[step];

		if (reach[0] == SUN_UNASKED || reach[step] == SUN_UNASKED) {
			near = sun_at(s, spot->face, lo[0], lo[1] + n * step);
			far = sun_at(s, spot->face, lo[0] + step,
			    lo[1] + n * step);
		}
		row[n] = near + (far - near) * at[0];
	}
	return (row[0] + (row[1] - row[0]) * at[1]) / SUN_WHOLE;
}

/* The part of the sun that reaches a spot. */
static float
reached(struct shade *s, const struct spot *spot)
{
	struct face *face = spot->face;

	if (face->sun == SUN_UNKNOWN)
		face->sun = spot->pixel < FINE ? sun_on_face(s, face) :
		    sun_on_middle(s, face);
	switch (face->sun) {
	case SUN_LIT:
		return 1;
	case SUN_DARK:
		return 0;
	case SUN_MIDDLE:
		return (float)face->middle / SUN_WHOLE;
	default:
		return sun_between(s, spot, spot->pixel <= FINER ? 1 :
		    SHADE_CELLS / 2);
	}
}

bool
shade_even(const struct shade *s, const struct face *face)
{
	const float *o = face->open;

	return !s->wish->edges && o[0] == o[1] && o[0] == o[2] &&
	    o[0] == o[3] && (s->sun[face->side] <= 0 || !s->wish->shadow ||
	    face->sun == SUN_LIT || face->sun == SUN_DARK ||
	    face->sun == SUN_MIDDLE);
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

	if (s->wish->edges || s->shines != NULL || face->sun == SUN_MIXED)
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
		sun *= 1 - s->shadow * (1 - reached(s, spot));
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
		lit = s->wish->shadow ? reached(s, spot) : 1;
	for (n = 0; n < 3; n++)
		out[n] = out[n] * shine->body + shine->light[n] * lit;
}
