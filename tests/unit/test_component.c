/*
 * test_component - the parts of a volume that hang together
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/component.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })
#define REACH	20
#define SIDE	(2 * REACH)

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

/* The naive way: flood from every voxel in order; part numbers, 0: none. */
struct naive {
	uint32_t	 part[SIDE * SIDE * SIDE];
	uint32_t	 sizes[SIDE * SIDE * SIDE];
	uint32_t	 count;
	uint32_t	 stack[SIDE * SIDE * SIDE];
};

static void
naive_flood(struct naive *n, const struct dense *d, uint32_t seed)
{
	static const int32_t stride[3] = { 1, SIDE, SIDE * SIDE };
	uint32_t depth = 0;
	int side;

	n->part[seed] = ++n->count;
	n->sizes[n->count] = 0;
	n->stack[depth++] = seed;
	while (depth > 0) {
		int32_t at = (int32_t)n->stack[--depth];

		n->sizes[n->count]++;
		for (side = 0; side < 6; side++) {
			int32_t in = at / stride[side / 2] % SIDE;
			int32_t to = at + (side & 1 ? 1 : -1) *
			    stride[side / 2];

			if (in == (side & 1 ? SIDE - 1 : 0) ||
			    d->voxel[to].c[ALPHA] == 0 || n->part[to] != 0)
				continue;
			n->part[to] = n->count;
			n->stack[depth++] = (uint32_t)to;
		}
	}
}

static struct naive *
naive_find(const struct dense *d)
{
	struct naive *n = calloc(1, sizeof *n);
	uint32_t i;

	for (i = 0; i < SIDE * SIDE * SIDE; i++)
		if (d->voxel[i].c[ALPHA] > 0 && n->part[i] == 0)
			naive_flood(n, d, i);
	return n;
}

static void
scatter(struct volume *v, struct dense *d, uint64_t *seed, uint32_t percent)
{
	struct box box;
	struct pos p;
	int32_t i;

	for (i = 0; i < SIDE * SIDE * SIDE; i++) {
		if (dense_random(seed, 100) >= percent)
			continue;
		p = (struct pos){ { i % SIDE - REACH, i / SIDE % SIDE - REACH,
		    i / SIDE / SIDE - REACH } };
		volume_set(v, &p, blue);
		*dense_at(d, &p) = blue;
	}
	box = (struct box){ { { -16, 0, 0 } }, { { 16, 16, 16 } } };
	volume_fill(v, &box, red);
	dense_fill(d, &box, red);
}

/* The naive model without what is smaller than `least`. */
static void
naive_cut(struct dense *d, const struct naive *n, uint32_t least)
{
	uint32_t i;

	for (i = 0; i < SIDE * SIDE * SIDE; i++)
		if (n->part[i] != 0 && n->sizes[n->part[i]] < least)
			d->voxel[i] = (struct rgba){ { 0 } };
}

static void
compare(uint64_t seed, uint32_t percent, uint32_t least)
{
	struct volume v = { .table = NULL }, cut = { .table = NULL };
	struct components c;
	struct dense d;
	struct naive *n;
	uint64_t total = 0;
	uint32_t i, keep = 0;

	dense_init(&d, REACH);
	scatter(&v, &d, &seed, percent);
	n = naive_find(&d);
	cr_assert_eq(component_find(&c, &v), OK);
	cr_assert_eq(c.count, n->count);
	for (i = 0; i < c.count; i++) {
		uint32_t at = (uint32_t)(dense_at(&d, &c.at[i].first) -
		    d.voxel);

		cr_assert_eq(c.at[i].count, n->sizes[n->part[at]]);
		cr_assert(i == 0 || c.at[i].count <= c.at[i - 1].count);
		cr_assert(box_holds(&c.at[i].box, &c.at[i].first));
		total += c.at[i].count;
		keep += c.at[i].count >= least;
	}
	cr_assert_eq(total, dense_count(&d));
	volume_copy(&cut, &v);
	cr_assert_eq(component_cut(&c, keep, &cut), OK);
	cr_assert(dense_same(&d, &v));
	naive_cut(&d, n, least);
	cr_assert(dense_same(&d, &cut));
	component_fini(&c);
	volume_fini(&cut);
	volume_fini(&v);
	dense_fini(&d);
	free(n);
}

Test(component, finds_and_cuts_what_the_naive_flood_does)
{
	uint64_t seed;

	for (seed = 1; seed <= 4; seed++) {
		compare(seed, 8, 2);
		compare(seed, 25, 4);
		compare(seed, 33, 100);
		compare(seed, 60, 3);
	}
	compare(1, 100, 1);
	compare(1, 0, 100000);
}

Test(component, nothing_has_no_parts)
{
	struct volume v = { .table = NULL };
	struct components c;

	cr_assert_eq(component_find(&c, &v), OK);
	cr_assert_eq(c.count, 0);
	component_fini(&c);
}

Test(component, sectors_of_one_colour_hang_together_with_what_touches_them)
{
	struct volume v = { .table = NULL }, cut = { .table = NULL };
	struct box box = cube(-256, 384);
	struct components c;

	volume_fill(&v, &box, red);
	volume_set(&v, AT(384, 300, 10), blue);
	volume_set(&v, AT(-257, -256, -256), blue);
	volume_set(&v, AT(-258, -257, -256), blue);
	cr_assert_eq(component_find(&c, &v), OK);
	cr_assert_eq(c.count, 2);
	cr_assert_eq(c.at[0].count, 640ull * 640 * 640 + 2);
	cr_assert_eq(c.at[0].box.lo.at[0], -257);
	cr_assert_eq(c.at[0].box.hi.at[0], 385);
	cr_assert_eq(c.at[1].count, 1);
	volume_copy(&cut, &v);
	cr_assert_eq(component_cut(&c, 0, &cut), OK);
	cr_assert_eq(volume_count(&cut), 0);
	component_fini(&c);
	volume_fini(&cut);
	volume_fini(&v);
}

Test(component, equal_ones_come_in_the_order_of_their_lowest_voxel)
{
	struct volume v = { .table = NULL };
	struct components c;

	volume_set(&v, AT(BOUND_COORD - 1, 0, 1), red);
	volume_set(&v, AT(-BOUND_COORD, 5, 1), red);
	volume_set(&v, AT(0, 90, 0), red);
	volume_set(&v, AT(7, 0, 1), red);
	cr_assert_eq(component_find(&c, &v), OK);
	cr_assert_eq(c.count, 4);
	cr_assert_eq(c.at[0].first.at[1], 90);
	cr_assert_eq(c.at[1].first.at[0], 7);
	cr_assert_eq(c.at[2].first.at[0], BOUND_COORD - 1);
	cr_assert_eq(c.at[3].first.at[1], 5);
	component_fini(&c);
	volume_fini(&v);
}

/* One voxel in each of `tiles` tiles. */
static enum err
find_tiles(uint32_t tiles)
{
	struct volume v = { .table = NULL };
	struct components c;
	enum err err;
	uint32_t i;

	for (i = 0; i < tiles; i++)
		volume_set(&v, AT((int32_t)(i % 64) * 16,
		    (int32_t)(i / 64 % 64) * 16, (int32_t)(i / 4096) * 16),
		    red);
	err = component_find(&c, &v);
	cr_assert(err != OK || c.count == tiles);
	component_fini(&c);
	volume_fini(&v);
	return err;
}

Test(component, takes_as_many_tiles_as_an_edit_may_touch_and_no_more)
{
	cr_assert_eq(find_tiles(BOUND_EDIT_TILES), OK);
	cr_assert_eq(find_tiles(BOUND_EDIT_TILES + 1), ERR_TOO_BIG);
}
