/*
 * dense - a volume as a plain array: the engine's arithmetic, done naively
 */
#include <math.h>
#include <stdlib.h>

#include "mem.h"
#include "tests/unit/dense.h"

static const struct rgba nothing;

void
dense_init(struct dense *d, int32_t reach)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		d->box.lo.at[axis] = -reach;
		d->box.hi.at[axis] = reach;
	}
	d->voxel = xcalloc(box_voxels(&d->box), sizeof *d->voxel);
}

void
dense_fini(struct dense *d)
{
	free(d->voxel);
}

void
dense_copy(struct dense *to, const struct dense *from)
{
	memcpy(to->voxel, from->voxel,
	    box_voxels(&from->box) * sizeof *to->voxel);
}

struct rgba *
dense_at(struct dense *d, const struct pos *pos)
{
	int64_t side = d->box.hi.at[0] - d->box.lo.at[0], index = 0;
	int axis;

	for (axis = 2; axis >= 0; axis--)
		index = index * side + pos->at[axis] - d->box.lo.at[axis];
	return &d->voxel[index];
}

/* The place after `pos` in a box; false after the last. */
static bool
step(const struct box *box, struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (++pos->at[axis] < box->hi.at[axis])
			return true;
		pos->at[axis] = box->lo.at[axis];
	}
	return false;
}

static void
put(struct dense *d, const struct pos *pos, struct rgba color)
{
	*dense_at(d, pos) = color.c[ALPHA] > 0 ? color : nothing;
}

void
dense_fill(struct dense *d, const struct box *box, struct rgba color)
{
	struct box in = box_cut(box, &d->box);
	struct pos pos = in.lo;

	if (box_empty(&in))
		return;
	do
		put(d, &pos, color);
	while (step(&in, &pos));
}

struct rgba
dense_combine(enum mode mode, struct rgba a, struct rgba b)
{
	long aa = a.c[3], ba = b.c[3], over = 255 * ba + aa * (255 - ba);
	double t = (double)ba / 255.0;
	struct rgba out = a;
	long alpha[MODE_COUNT] = {
		ba + aa * (255 - ba) / 255, aa - ba < 0 ? 0 : aa - ba,
		aa < 255 - ba ? aa : 255 - ba, aa, aa > ba ? aa : ba,
		aa < ba ? aa : ba, aa < ba ? aa : ba, aa * ba / 255, ba
	};
	int i;

	for (i = 0; i < 3; i++) {
		long c = a.c[i], s = b.c[i];
		volatile double left = (1.0 - t) * (double)c;
		volatile double right = t * (double)s;
		long rgb[MODE_COUNT] = {
			over == 0 ? c :
			    (255 * s * ba + c * aa * (255 - ba)) / over,
			c, c, (long)(left + right), s, c,
			alpha[MODE_INTERSECT_FILL] > 0 ? s : c,
			c * ba / 255, s
		};

		out.c[i] = (uint8_t)rgb[mode];
	}
	out.c[3] = (uint8_t)alpha[mode];
	return out;
}

/* r - |p| in the first `axes` axes, by the formula with products. */
static double
to_surface(const double p[3], const double s[3], int axes)
{
	double length = 0, product = 1, scaled = 0, widest = 0;
	int i, j;

	for (i = 0; i < axes; i++) {
		double others = 1;

		for (j = 0; j < axes; j++)
			others *= j == i ? p[i] : s[j];
		scaled += others * others;
		length += p[i] * p[i];
		product *= s[i];
		widest = s[i] > widest ? s[i] : widest;
	}
	if (length == 0)
		return widest;
	length = sqrt(length);
	return product / (sqrt(scaled) / length) - length;
}

double
dense_coverage(const struct shape_stroke *stroke, const struct pos *pos)
{
	double p[3], s[3], k, tall;
	int i;

	if (stroke->shape == SHAPE_CUBE)
		return box_holds(&stroke->box, pos);
	for (i = 0; i < 3; i++) {
		double lo = stroke->box.lo.at[i], hi = stroke->box.hi.at[i];

		int j = stroke->shape == SHAPE_CYLINDER ?
		    (i + 3 - stroke->turned) % 3 : i;

		p[j] = pos->at[i] + 0.5 - (lo + hi) / 2;
		s[j] = (hi - lo) / 2;
	}
	k = to_surface(p, s, stroke->shape == SHAPE_SPHERE ? 3 : 2);
	tall = s[2] - fabs(p[2]);
	if (stroke->shape == SHAPE_CYLINDER && tall < k)
		k = tall;
	if (stroke->smoothness == 0)
		return k >= 0;
	k /= stroke->smoothness;
	return (k < -1 ? -1 : k > 1 ? 1 : k) / 2 + 0.5;
}

static struct box
tile_around(const struct pos *pos)
{
	struct box tile;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		tile.lo.at[axis] = pos->at[axis] & ~15;
		tile.hi.at[axis] = tile.lo.at[axis] + 16;
	}
	return tile;
}

static void
draw_at(struct dense *d, const struct shape_stroke *s, const struct pos *pos)
{
	bool wide = s->mode == MODE_INTERSECT || s->mode == MODE_INTERSECT_FILL;
	struct box tile = tile_around(pos);
	struct rgba color = s->color;

	if (!wide && !box_holds(&s->box, pos))
		return;
	color.c[3] = (uint8_t)(color.c[3] * dense_coverage(s, pos));
	if (wide && !box_meets(&s->box, &tile))
		color.c[3] = 0;
	if (color.c[3] == 0 && (s->mode == MODE_SUB ||
	    s->mode == MODE_SUB_CLAMP || s->mode == MODE_MULT_ALPHA))
		return;
	put(d, pos, dense_combine(s->mode, *dense_at(d, pos), color));
}

void
dense_draw(struct dense *d, const struct shape_stroke *stroke)
{
	struct pos pos = d->box.lo;

	do
		draw_at(d, stroke, &pos);
	while (step(&d->box, &pos));
}

static bool
tile_absent(struct dense *d, const struct pos *in)
{
	struct box tile = tile_around(in);
	struct pos pos;

	tile = box_cut(&tile, &d->box);
	pos = tile.lo;
	do
		if (dense_at(d, &pos)->c[3] > 0)
			return false;
	while (step(&tile, &pos));
	return true;
}

void
dense_merge(struct dense *under, struct dense *over, enum mode mode)
{
	struct pos pos = under->box.lo;

	do {
		struct rgba a = *dense_at(under, &pos);
		struct rgba b = *dense_at(over, &pos);

		if (mode == MODE_MAX && b.c[3] == 0 && a.c[3] > 0 &&
		    tile_absent(over, &pos))
			continue;
		put(under, &pos, dense_combine(mode, a, b));
	} while (step(&under->box, &pos));
}

uint64_t
dense_count(const struct dense *d)
{
	uint64_t i, count = 0;

	for (i = 0; i < box_voxels(&d->box); i++)
		count += d->voxel[i].c[3] > 0;
	return count;
}

bool
dense_same(struct dense *d, const struct volume *v)
{
	struct pos pos = d->box.lo;

	if (volume_count(v) != dense_count(d))
		return false;
	do {
		struct rgba got = volume_get(v, &pos);

		if (got.c[3] == 0)
			got = nothing;
		if (!rgba_same(got, *dense_at(d, &pos)))
			return false;
	} while (step(&d->box, &pos));
	return true;
}

uint32_t
dense_random(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 32) * below >> 32);
}
