/*
 * test_greedy - the same surface as one quad a voxel side, in fewer
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/greedy.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

/* The faces seen, as voxel and side. */
struct seen {
	struct quad	*quad;
	size_t		 count, size;
	size_t		 stop_at;	/* 0: never */
};

static enum err
see(void *arg, const struct quad *quad)
{
	struct seen *seen = arg;

	if (seen->count == seen->size) {
		seen->size = seen->size * 2 + 64;
		seen->quad = realloc(seen->quad,
		    seen->size * sizeof *seen->quad);
	}
	seen->quad[seen->count++] = *quad;
	return seen->count == seen->stop_at ? ERR_FULL : OK;
}

static enum err
tally(void *arg, const struct quad *quad)
{
	(void)quad;
	++*(uint64_t *)arg;
	return OK;
}

static void
fill(struct volume *v, int32_t lo, int32_t hi, struct rgba color)
{
	struct box box = { { { lo, lo, lo } }, { { hi, hi, hi } } };

	cr_assert_eq(volume_fill(v, &box, color), OK);
}

static void
set(struct volume *v, int32_t x, int32_t y, int32_t z, uint8_t alpha)
{
	struct pos pos = { { x, y, z } };

	cr_assert_eq(volume_set(v, &pos, (struct rgba){ { 1, 2, 3, alpha } }),
	    OK);
}

/* The faces of one voxel each that a quad covers, put apart. */
static enum err
split(void *arg, const struct quad *quad)
{
	int32_t size[3], i, count, axis = quad->side / 2;
	int u = (axis + 1) % 3, v = (axis + 2) % 3, k;
	struct quad one = *quad;
	struct pos lo = quad->corner[0], hi = lo;

	for (i = 0; i < 12; i++) {
		int32_t at = quad->corner[i / 3].at[i % 3];

		lo.at[i % 3] = at < lo.at[i % 3] ? at : lo.at[i % 3];
		hi.at[i % 3] = at > hi.at[i % 3] ? at : hi.at[i % 3];
	}
	for (k = 0; k < 3; k++)
		size[k] = hi.at[k] - lo.at[k];
	cr_assert_eq(size[axis], 0);
	count = size[u] * size[v];
	for (i = 0; i < count; i++) {
		for (k = 0; k < 4; k++) {
			struct pos *p = &one.corner[k];

			p->at[u] = lo.at[u] + i % size[u] +
			    (quad->corner[k].at[u] == hi.at[u]);
			p->at[v] = lo.at[v] + i / size[u] +
			    (quad->corner[k].at[v] == hi.at[v]);
		}
		see(arg, &one);
	}
	return OK;
}

static int
by_quad(const void *a, const void *b)
{
	const struct quad *one = a, *other = b;
	int order = memcmp(one->corner, other->corner, sizeof one->corner);

	return order != 0 ? order : one->side - other->side;
}

static void
expect_same_surface(const struct volume *v, uint64_t most)
{
	struct seen apart = { 0 }, merged = { 0 };
	uint64_t count = 0;
	size_t i;

	cr_assert_eq(mesh_faces(v, see, &apart, NULL), OK);
	cr_assert_eq(greedy_faces(v, split, &merged, NULL), OK);
	cr_assert_eq(greedy_faces(v, tally, &count, NULL), OK);
	cr_assert_leq(count, most, "%llu", (unsigned long long)count);
	cr_assert_eq(merged.count, apart.count);
	qsort(apart.quad, apart.count, sizeof *apart.quad, by_quad);
	qsort(merged.quad, merged.count, sizeof *merged.quad, by_quad);
	for (i = 0; i < apart.count; i++) {
		cr_assert_eq(by_quad(&apart.quad[i], &merged.quad[i]), 0);
		cr_assert(rgba_same(apart.quad[i].color,
		    merged.quad[i].color));
	}
	free(apart.quad);
	free(merged.quad);
}

/* A random field of a side around 0, in two colours, some of it half clear. */
static void
scatter(struct volume *v, uint32_t count, int32_t side)
{
	uint32_t seed = 1, i;

	for (i = 0; i < count; i++) {
		int32_t at[3];
		int axis;

		for (axis = 0; axis < 3; axis++) {
			seed = seed * 1664525u + 1013904223u;
			at[axis] = (int32_t)(seed >> 8) % side - side / 2;
		}
		volume_set(v, &(struct pos){ { at[0], at[1], at[2] } },
		    (struct rgba){ { (uint8_t)(seed >> 9 & 1), 0, 0,
		    (uint8_t)(seed >> 20 | 64) } });
	}
}

Test(greedy, covers_the_same_in_the_same_colours)
{
	struct volume v = { 0 };

	scatter(&v, 30000, 30);
	expect_same_surface(&v, UINT64_MAX);
	volume_fini(&v);
	scatter(&v, 20000, 150);
	fill(&v, -70, 70, red);
	scatter(&v, 20000, 150);
	expect_same_surface(&v, UINT64_MAX);
	volume_fini(&v);
}

Test(greedy, merges_over_tiles)
{
	struct volume v = { 0 };

	fill(&v, 1, 64, red);
	expect_same_surface(&v, 6);
	/* A notch in the top: three sides of it, and the top in three. */
	set(&v, 30, 30, 63, 0);
	expect_same_surface(&v, 6 + 5 + 3);
	volume_fini(&v);
}

Test(greedy, merges_over_chunks)
{
	struct volume v = { 0 };

	fill(&v, -70, 130, red);
	expect_same_surface(&v, 6);
	volume_fini(&v);
}

Test(greedy, colours_stay_apart)
{
	struct volume v = { 0 };
	int32_t x;

	for (x = 0; x < 32; x++)
		volume_set(&v, &(struct pos){ { x, 0, 0 } },
		    (struct rgba){ { x < 20, 0, 0, 255 } });
	expect_same_surface(&v, 4 * 2 + 2);
	volume_fini(&v);
}

/* Whole sectors of one colour, most of them with no face. */
Test(greedy, large_bodies_are_their_surface)
{
	struct volume v = { 0 };
	uint64_t count = 0;

	fill(&v, -512, 512, red);
	cr_assert_eq(greedy_faces(&v, tally, &count, NULL), OK);
	cr_assert_eq(count, 6);
	volume_fini(&v);
}

Test(greedy, reaches_the_end_of_the_world)
{
	struct volume v = { 0 };

	set(&v, -BOUND_COORD, -BOUND_COORD, -BOUND_COORD, 255);
	set(&v, BOUND_COORD - 1, BOUND_COORD - 1, BOUND_COORD - 1, 255);
	expect_same_surface(&v, 12);
	volume_fini(&v);
}

/* The same voxels, written in other order and over others. */
Test(greedy, order_is_independent_of_history)
{
	struct seen one = { 0 }, other = { 0 };
	struct volume v = { 0 }, w = { 0 };
	struct pos pos;
	size_t i;

	scatter(&v, 20000, 200);
	fill(&w, -200, 200, red);
	fill(&w, -200, 200, (struct rgba){ { 0 } });
	for (pos.at[0] = 99; pos.at[0] >= -100; pos.at[0]--)
		for (pos.at[1] = 99; pos.at[1] >= -100; pos.at[1]--)
			for (pos.at[2] = -100; pos.at[2] < 100; pos.at[2]++)
				volume_set(&w, &pos, volume_get(&v, &pos));
	cr_assert_eq(greedy_faces(&v, see, &one, NULL), OK);
	cr_assert_eq(greedy_faces(&w, see, &other, NULL), OK);
	cr_assert_eq(one.count, other.count);
	for (i = 0; i < one.count; i++) {
		cr_assert_eq(by_quad(&one.quad[i], &other.quad[i]), 0);
		cr_assert(rgba_same(one.quad[i].color, other.quad[i].color));
	}
	free(one.quad);
	free(other.quad);
	volume_fini(&v);
	volume_fini(&w);
}

Test(greedy, stops_at_the_first_error)
{
	struct seen seen = { .stop_at = 3 };
	struct volume v = { 0 };

	fill(&v, 0, 4, red);
	cr_assert_eq(greedy_faces(&v, see, &seen, NULL), ERR_FULL);
	cr_assert_eq(seen.count, 3);
	free(seen.quad);
	volume_fini(&v);
}
