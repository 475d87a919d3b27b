/*
 * radiance - the light that a ray brings, found by following paths
 *
 * Faces of voxels stand upright on an axis, so the frame of a surface is the
 * world's with its axes turned in a ring.  A path goes on from a little before
 * the face and a little inside its edges: that place is empty whenever the
 * voxel before the face is, so no rounding puts it into a neighbour, and
 * neither is a face shadowed by itself nor does light leak in at an edge.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/direction.h"
#include "goxel/radiance.h"
#include "goxel/shade.h"
#include "mem.h"

#define INSET		1e-4	/* voxels, from planes and edges */
#define PANES		64	/* translucent surfaces on one way */
#define DARK		1e-3f	/* of light: not followed through panes */
#define SURE		2	/* bounces before chance may end a path */
#define GOES_ON		0.95f	/* at most so likely then */
#define STRAIGHT	4	/* times more from what the eye itself sees */
#define SPECULAR	0.04f	/* reflectance of what is no metal */

/* What a path has met. */
struct surface_point {
	double		 at[3];
	int		 axis;		/* of the normal */
	double		 facing;	/* 1 or -1: its sign */
	double		 distance;
	bool		 clear;		/* only the coat of glass */
	const struct coating *coating;
	float		 color[3];
	struct bsdf	 bsdf;
};

struct path {
	const struct radiance_scene *scene;
	struct sampler	*sampler;
	struct ray	 ray;
	float		 through[3];	/* part that reaches the eye */
	float		 light[3];
	double		 density;	/* of choosing this way; 0: no other */
	int		 bounce;
	struct surface_point met;
};

static void
prepare(struct coating *c, const struct material *m)
{
	int n;

	for (n = 0; n < 3; n++) {
		c->color[n] = fminf(fmaxf(m->color[n], 0), 1);
		c->emission[n] = fminf(fmaxf(m->emission[n], 0), 1e6f);
	}
	c->alpha = fminf(fmaxf(m->color[ALPHA], 0), 1);
	c->metallic = fminf(fmaxf(m->metallic, 0), 1);
	bsdf_measure(&c->gloss, m->roughness);
}

static void
lay_floor(struct radiance_scene *s, const struct radiance_wish *wish)
{
	const struct box *box = &s->field.box;
	struct floor *f = &s->floor;
	int n;

	*f = (struct floor){ .there = wish->floor,
	    .height = box->lo.at[2],
	    .reach = wish->floor_size > 0 ? wish->floor_size / 2 : INFINITY };
	for (n = 0; n < 2; n++)
		f->middle[n] = (box->lo.at[n] + box->hi.at[n]) / 2.0;
	for (n = 0; n < 3; n++)
		f->color[n] = s->linear[wish->floor_color.c[n]];
}

void
radiance_open(struct radiance_scene *s, const struct image *image,
    const struct volume *volume, const struct radiance_wish *wish,
    const struct view *view)
{
	struct material matt = { .color = { 1, 1, 1, 1 }, .roughness = 0.9f };
	uint32_t n;

	field_init(&s->field, volume, FIELD_GRID);
	sky_init(&s->sky, &wish->sky, &image->light, view);
	material_map_init(&s->map, image);
	s->coating = xcalloc(s->map.kinds + 1, sizeof *s->coating);
	for (n = 0; n < s->map.kinds; n++) {
		struct material m = material_of(&s->map, n);

		prepare(&s->coating[n], &m);
	}
	prepare(&s->coating[n], &matt);
	emitter_list(&s->emitters, &s->field, &s->map);
	for (n = 0; n < 256; n++)
		s->linear[n] = shade_linear((int)n);
	s->brightest = (float)wish->brightest;
	lay_floor(s, wish);
}

void
radiance_close(struct radiance_scene *s)
{
	emitter_free(&s->emitters);
	free(s->coating);
	material_map_fini(&s->map);
	field_fini(&s->field);
}

/* Where the ray meets the floor; INFINITY if it does not. */
static double
floor_distance(const struct floor *f, const struct ray *ray)
{
	double distance = (f->height - ray->origin[2]) * ray->inverse[2], at;
	int n;

	if (!f->there || ray->toward[2] >= 0 || distance <= ray->from)
		return INFINITY;
	for (n = 0; n < 2; n++) {
		at = ray->origin[n] + distance * ray->toward[n];
		if (fabs(at - f->middle[n]) > f->reach)
			return INFINITY;
	}
	return distance;
}

static const struct coating *
coating_at(const struct radiance_scene *s, const struct pos *voxel)
{
	return &s->coating[material_at(&s->map, voxel)];
}

/* The ray is inside a body already: what it meets there is no surface. */
static bool
within(const struct radiance_scene *s, const struct ray *ray,
    const struct ray_hit *hit)
{
	struct pos before = hit->voxel;

	if (hit->distance <= ray->from)
		return true;
	before.at[hit->side >> 1] += hit->side & 1 ? 1 : -1;
	return field_solid(&s->field, &before);
}

/* What a translucent body lets through of each colour. */
static void
tint(float through[3], const float color[3], float alpha)
{
	int n;

	for (n = 0; n < 3; n++)
		through[n] *= 1 + alpha * (color[n] - 1);
}

static void
mix_color(const struct radiance_scene *s, const struct coating *coating,
    struct rgba color, float out[3])
{
	int n;

	for (n = 0; n < 3; n++)
		out[n] = s->linear[color.c[n]] * coating->color[n];
}

static double
head_on(const struct ray *ray, int axis)
{
	return fabs(ray->toward[axis]) /
	    sqrt(direction_dot(ray->toward, ray->toward));
}

/* By chance, a translucent surface is met (its coat, or its body) or passed:
 * true if met. */
static bool
roll_pane(struct path *p, const struct ray_hit *hit, float alpha)
{
	struct surface_point *met = &p->met;
	float coat = (float)bsdf_fresnel(head_on(&p->ray, hit->side >> 1));
	double random[2];

	sampler_next(p->sampler, random);
	met->clear = random[0] < coat;
	if (random[0] < coat + (1 - coat) * alpha)
		return true;
	tint(p->through, met->color, alpha);
	return false;
}

/* The first surface of voxels that the path does not pass. */
static bool
meet_voxel(struct path *p, struct ray_hit *hit)
{
	const struct radiance_scene *s = p->scene;
	struct surface_point *met = &p->met;
	bool more = ray_cast(&s->field, &p->ray, hit);
	float alpha;
	int pane;

	for (pane = 0; more && pane < PANES; pane++) {
		met->coating = coating_at(s, &hit->voxel);
		alpha = met->coating->alpha * hit->color.c[ALPHA] / 255;
		mix_color(s, met->coating, hit->color, met->color);
		met->clear = false;
		if (alpha >= 1)
			return true;
		if (!within(s, &p->ray, hit) && roll_pane(p, hit, alpha))
			return true;
		more = ray_beyond(&s->field, &p->ray, hit);
	}
	return false;
}

static void
set_bsdf(struct surface_point *met)
{
	const struct coating *c = met->coating;
	int n;

	met->bsdf.gloss = &c->gloss;
	for (n = 0; n < 3; n++) {
		met->bsdf.mirror[n] = SPECULAR +
		    c->metallic * (met->color[n] - SPECULAR);
		met->bsdf.diffuse[n] = (1 - c->metallic) * met->color[n];
	}
}

static void
stand_on_voxel(struct surface_point *met, const struct ray_hit *hit)
{
	double lo;
	int axis;

	met->axis = hit->side >> 1;
	met->facing = hit->side & 1 ? 1 : -1;
	for (axis = 0; axis < 3; axis++) {
		lo = hit->voxel.at[axis];
		met->at[axis] = fmin(fmax(met->at[axis], lo + INSET),
		    lo + 1 - INSET);
	}
	met->at[met->axis] = hit->voxel.at[met->axis] +
	    (hit->side & 1 ? 1 + INSET : -INSET);
}

static void
stand_on_floor(const struct radiance_scene *s, struct surface_point *met)
{
	met->axis = 2;
	met->facing = 1;
	met->clear = false;
	met->at[2] = s->floor.height + INSET;
	met->coating = &s->coating[s->map.kinds];
	memcpy(met->color, s->floor.color, sizeof met->color);
}

/* Follow the ray to the surface it meets; false: to the sky.  No voxel is
 * below the floor. */
static bool
meet(struct path *p)
{
	double down = floor_distance(&p->scene->floor, &p->ray);
	struct surface_point *met = &p->met;
	struct ray_hit hit;
	bool found = meet_voxel(p, &hit);
	int axis;

	if (!found && down == INFINITY)
		return false;
	met->distance = found ? hit.distance : down;
	for (axis = 0; axis < 3; axis++)
		met->at[axis] = p->ray.origin[axis] +
		    met->distance * p->ray.toward[axis];
	if (found)
		stand_on_voxel(met, &hit);
	else
		stand_on_floor(p->scene, met);
	set_bsdf(met);
	return true;
}

/* From the world into the frame of the surface, and back. */
static void
turn_in(const struct surface_point *met, const double world[3],
    double local[3])
{
	local[0] = world[(met->axis + 1) % 3];
	local[1] = world[(met->axis + 2) % 3];
	local[2] = world[met->axis] * met->facing;
}

static void
turn_out(const struct surface_point *met, const double local[3],
    double world[3])
{
	world[(met->axis + 1) % 3] = local[0];
	world[(met->axis + 2) % 3] = local[1];
	world[met->axis] = local[2] * met->facing;
}

/* Count light that the path has found; past the eye's own ray, not more than
 * is good for the picture. */
static void
gather(struct path *p, const float light[3], float part, bool direct)
{
	float limit = p->scene->brightest, sum[3], most = 0, scale = 1;
	int n;

	for (n = 0; n < 3; n++) {
		sum[n] = p->through[n] * light[n] * part;
		most = fmaxf(most, sum[n]);
	}
	limit *= p->bounce > 0 ? 1 : STRAIGHT;
	if (!direct && most > limit)
		scale = limit / most;
	for (n = 0; n < 3; n++)
		p->light[n] += sum[n] * scale;
}

/* What of the light arrives from a surface point along `toward`, from up to
 * `far` lengths of it. */
static void
see_through(const struct path *p, const double toward[3], double far,
    float through[3])
{
	const struct radiance_scene *s = p->scene;
	struct ray ray = { .from = 0 };
	struct ray_hit hit;
	float alpha, color[3];
	int pane, n;
	bool more;

	memcpy(ray.origin, p->met.at, sizeof ray.origin);
	ray_aim(&ray, toward);
	through[0] = through[1] = through[2] =
	    floor_distance(&s->floor, &ray) < far ? 0 : 1;
	more = through[0] > 0 && ray_cast(&s->field, &ray, &hit);
	for (pane = 0; more && hit.distance < far; pane++) {
		const struct coating *c = coating_at(s, &hit.voxel);

		alpha = c->alpha * hit.color.c[ALPHA] / 255;
		if (alpha >= 1 || pane == PANES) {
			memset(through, 0, 3 * sizeof *through);
			return;
		}
		if (!within(s, &ray, &hit)) {
			mix_color(s, c, hit.color, color);
			tint(through, color, alpha);
			alpha = (1 - alpha) * (float)(1 -
			    bsdf_fresnel(head_on(&ray, hit.side >> 1)));
			for (n = 0; n < 3; n++)
				through[n] *= alpha;
		}
		more = through[0] + through[1] + through[2] > DARK &&
		    ray_beyond(&s->field, &ray, &hit);
	}
}

static void
ask_sun(struct path *p, const double out[3])
{
	double random[2], toward[3], in[3];
	float light[3], through[3];
	int n;

	sampler_next(p->sampler, random);
	if (!sky_has_sun(&p->scene->sky))
		return;
	sky_sample_sun(&p->scene->sky, random, toward);
	turn_in(&p->met, toward, in);
	if (in[2] <= 0)
		return;
	(void)bsdf_eval(&p->met.bsdf, out, in, light);
	see_through(p, toward, INFINITY, through);
	for (n = 0; n < 3; n++)
		light[n] *= through[n] * p->scene->sky.power[n];
	gather(p, light, 1, false);
}

/* A place on a face, from the surface point, and the cosine at the face. */
static double
aim_at_face(const struct path *p, const struct emitter *e,
    const double random[2], double toward[3])
{
	int axis = e->side >> 1, n;
	double far, facing = e->side & 1 ? 1 : -1;

	for (n = 0; n < 3; n++)
		toward[n] = e->voxel.at[n] - p->met.at[n];
	toward[axis] += e->side & 1;
	toward[(axis + 1) % 3] += random[0];
	toward[(axis + 2) % 3] += random[1];
	far = sqrt(direction_dot(toward, toward));
	return far > 0 ? -toward[axis] * facing / far : 0;
}

/* What part of a lamp's face is met, by chance, from straight before it. */
static float
lamp_chance(const struct path *p, const struct coating *c,
    const struct pos *voxel, double cosine)
{
	float alpha = c->alpha *
	    field_color(&p->scene->field, voxel).c[ALPHA] / 255;
	float coat = (float)bsdf_fresnel(cosine);

	return alpha >= 1 ? 1 : coat + (1 - coat) * alpha;
}

static void
ask_lamp(struct path *p, const double out[3])
{
	const struct emitters *all = &p->scene->emitters;
	const struct coating *c;
	const struct emitter *e;
	double random[2], choice[2], toward[3], in[3], cosine, density, chosen;
	double far;
	float light[3], through[3];
	int n;

	sampler_next(p->sampler, choice);
	sampler_next(p->sampler, random);
	if (all->count == 0)
		return;
	e = &all->at[(uint32_t)(choice[0] * all->count)];
	cosine = aim_at_face(p, e, random, toward);
	turn_in(&p->met, toward, in);
	if (cosine <= 0 || in[2] <= 0)
		return;
	far = sqrt(direction_dot(in, in));
	for (n = 0; n < 3; n++)
		in[n] /= far;
	density = far * far / (cosine * all->count);
	chosen = bsdf_eval(&p->met.bsdf, out, in, light);
	see_through(p, toward, 1 - INSET / fmax(far, 1), through);
	c = coating_at(p->scene, &e->voxel);
	for (n = 0; n < 3; n++)
		light[n] *= through[n] * c->emission[n];
	gather(p, light, lamp_chance(p, c, &e->voxel, cosine) /
	    (float)(density + chosen), false);
}

/* The light of the lamp that was met; in part, if it was asked for as well. */
static void
add_emission(struct path *p)
{
	const struct surface_point *met = &p->met;
	const struct emitters *all = &p->scene->emitters;
	double far, density;
	float part = 1;

	if (met->coating->emission[0] + met->coating->emission[1] +
	    met->coating->emission[2] <= 0)
		return;
	if (p->density > 0 && all->count > 0) {
		far = met->distance *
		    sqrt(direction_dot(p->ray.toward, p->ray.toward));
		density = far * far / (all->count *
		    fmax(head_on(&p->ray, met->axis), 1e-9));
		part = (float)(p->density / (p->density + density));
	}
	gather(p, met->coating->emission, part, p->bounce == 0);
}

/* Only the coat of glass: a mirror. */
static void
mirror(struct path *p)
{
	double toward[3];

	memcpy(toward, p->ray.toward, sizeof toward);
	toward[p->met.axis] = -toward[p->met.axis];
	memcpy(p->ray.origin, p->met.at, sizeof p->ray.origin);
	p->ray.from = 0;
	p->density = 0;
	ray_aim(&p->ray, toward);
}

/* Choose where the path goes on; false if nowhere. */
static bool
scatter(struct path *p, const double out[3])
{
	double random[3], spare[2], in[3], toward[3];
	float light[3];
	int n;

	sampler_next(p->sampler, random);
	sampler_next(p->sampler, spare);
	random[2] = spare[0];
	if (!bsdf_sample(&p->met.bsdf, out, random, in))
		return false;
	p->density = bsdf_eval(&p->met.bsdf, out, in, light);
	if (!(p->density > 0))
		return false;
	for (n = 0; n < 3; n++)
		p->through[n] *= (float)(light[n] / p->density);
	turn_out(&p->met, in, toward);
	memcpy(p->ray.origin, p->met.at, sizeof p->ray.origin);
	p->ray.from = 0;
	ray_aim(&p->ray, toward);
	if (p->bounce < SURE)
		return true;
	light[0] = fmaxf(p->through[0], fmaxf(p->through[1], p->through[2]));
	light[0] = fminf(light[0], GOES_ON);
	if (!(light[0] > 0))
		return false;
	for (n = 0; n < 3; n++)
		p->through[n] /= light[0];
	return spare[1] < light[0];
}

/* All that happens where the path is; false: it ends here. */
static bool
bounce(struct path *p)
{
	double toward[3], out[3];
	int axis;

	add_emission(p);
	if (p->met.clear) {
		mirror(p);
		return true;
	}
	for (axis = 0; axis < 3; axis++)
		toward[axis] = -p->ray.toward[axis];
	direction_unit(toward);
	turn_in(&p->met, toward, out);
	ask_sun(p, out);
	ask_lamp(p, out);
	return scatter(p, out);
}

static void
add_sky(struct path *p)
{
	double toward[3];
	float light[3];

	memcpy(toward, p->ray.toward, sizeof toward);
	direction_unit(toward);
	sky_radiance(&p->scene->sky, toward, light);
	gather(p, light, 1, p->bounce == 0);
}

struct radiance
radiance_trace(const struct radiance_scene *s, const struct ray *eye,
    struct sampler *sampler, bool sky)
{
	struct path p = { .scene = s, .sampler = sampler, .ray = *eye,
	    .through = { 1, 1, 1 } };
	struct radiance out = { .cover = 1 };
	bool more = true;

	ray_aim(&p.ray, eye->toward);
	for (; more && p.bounce < RADIANCE_BOUNCES; p.bounce++) {
		if (meet(&p)) {
			more = bounce(&p);
			continue;
		}
		if (p.bounce > 0 || sky)
			add_sky(&p);
		else
			out.cover = 1 - (p.through[0] + p.through[1] +
			    p.through[2]) / 3;
		break;
	}
	memcpy(out.light, p.light, sizeof out.light);
	return out;
}
