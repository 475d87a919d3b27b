/*
 * test_mode - how colours and volumes combine
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/mode.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba glass = { { 10, 200, 30, 90 } };

#define RGBA(r, g, b, a)	((struct rgba){ { r, g, b, a } })

static void
expect(enum mode mode, struct rgba a, struct rgba b, struct rgba want)
{
	struct rgba got = mode_combine(mode, a, b);

	cr_assert(rgba_same(got, want), "%s: %u,%u,%u,%u", mode_names[mode],
	    got.c[0], got.c[1], got.c[2], got.c[3]);
}

/* Worked by hand; the first was seen in Goxel itself. */
Test(mode, known_pairs_combine_as_in_goxel)
{
	struct rgba a = RGBA(255, 0, 0, 128), b = RGBA(0, 0, 255, 128);

	expect(MODE_OVER, a, b, RGBA(0x54, 0, 0xaa, 191));
	expect(MODE_SUB, a, b, RGBA(255, 0, 0, 0));
	expect(MODE_SUB, a, RGBA(9, 9, 9, 28), RGBA(255, 0, 0, 100));
	expect(MODE_SUB_CLAMP, a, b, RGBA(255, 0, 0, 127));
	expect(MODE_PAINT, a, b, RGBA(127, 0, 128, 128));
	expect(MODE_MAX, a, RGBA(0, 0, 0, 0), RGBA(0, 0, 0, 128));
	expect(MODE_INTERSECT, a, RGBA(1, 2, 3, 64), RGBA(255, 0, 0, 64));
	expect(MODE_INTERSECT_FILL, a, RGBA(1, 2, 3, 64), RGBA(1, 2, 3, 64));
	expect(MODE_INTERSECT_FILL, a, RGBA(1, 2, 3, 0), RGBA(255, 0, 0, 0));
	expect(MODE_MULT_ALPHA, a, b, RGBA(128, 0, 0, 64));
	expect(MODE_REPLACE, a, b, b);
}

Test(mode, every_pair_of_alphas_combines_by_the_formulas)
{
	int mode, aa, ba;

	for (mode = 0; mode < MODE_COUNT; mode++)
		for (aa = 0; aa < 256; aa++)
			for (ba = 0; ba < 256; ba++) {
				struct rgba a = RGBA(255, 3, 90, (uint8_t)aa);
				struct rgba b = RGBA(200, 255, 90, (uint8_t)ba);

				expect(mode, a, b, dense_combine(mode, a, b));
			}
}

static void
expect_channels(enum mode mode, uint8_t under_alpha, uint8_t alpha)
{
	int i;

	for (i = 0; i < 256 * 256; i++) {
		struct rgba a = RGBA((uint8_t)i, 0, 255, under_alpha);
		struct rgba b = RGBA((uint8_t)(i >> 8), 255, 0, alpha);

		expect(mode, a, b, dense_combine(mode, a, b));
	}
}

/* The channels of the two colours in all pairs, where shortcuts might err. */
Test(mode, every_pair_of_channels_combines_by_the_formulas)
{
	static const uint8_t alphas[] = { 1, 51, 85, 127, 128, 254 };
	int i;

	for (i = 0; i < 6; i++) {
		expect_channels(MODE_OVER, 255, alphas[i]);
		expect_channels(MODE_OVER, 200, alphas[i]);
		expect_channels(MODE_PAINT, 255, alphas[i]);
	}
}

/*
 * What a mode gives, checked without computing it: a quotient q of n by d,
 * truncated, is the one number with q d <= n < (q + 1) d.
 */
static bool
truncates(long q, long n, long d)
{
	return d == 0 || (q * d <= n && n < (q + 1) * d);
}

static bool
alpha_is_right(enum mode mode, long out, long aa, long ba)
{
	switch (mode) {
	case MODE_OVER:
		return truncates(out - ba, aa * (255 - ba), 255);
	case MODE_SUB:
		return ba >= aa ? out == 0 : out + ba == aa;
	case MODE_SUB_CLAMP:
		return out <= aa && out + ba <= 255 &&
		    (out == aa || out + ba == 255);
	case MODE_PAINT:
		return out == aa;
	case MODE_MAX:
		return out >= aa && out >= ba && (out == aa || out == ba);
	case MODE_INTERSECT:
	case MODE_INTERSECT_FILL:
		return out <= aa && out <= ba && (out == aa || out == ba);
	case MODE_MULT_ALPHA:
		return truncates(out, aa * ba, 255);
	default:
		return out == ba;
	}
}

/* Paint mixes in floating point, where a whole number may come out just below
 * itself. */
static bool
mixes(long out, long a, long b, long ba)
{
	long sum = (255 - ba) * a + ba * b;

	return truncates(out, sum, 255) ||
	    (sum % 255 == 0 && out == sum / 255 - 1);
}

static bool
channel_is_right(enum mode mode, const long out[2], const long a[2],
    const long b[2])
{
	long rest = a[1] * (255 - b[1]);

	switch (mode) {
	case MODE_OVER:
		return b[1] == 0 && rest == 0 ? out[0] == a[0] :
		    truncates(out[0], 255 * b[0] * b[1] + a[0] * rest,
		    255 * b[1] + rest);
	case MODE_PAINT:
		return mixes(out[0], a[0], b[0], b[1]);
	case MODE_INTERSECT_FILL:
		return out[0] == (out[1] > 0 ? b[0] : a[0]);
	case MODE_MULT_ALPHA:
		return truncates(out[0], a[0] * b[1], 255);
	case MODE_MAX:
	case MODE_REPLACE:
		return out[0] == b[0];
	default:
		return out[0] == a[0];
	}
}

/* In r, g and b other values than in each other, all of the grid in turn. */
static void
expect_table(enum mode mode, const long a[2], const long b[2])
{
	struct rgba got = mode_combine(mode,
	    RGBA((uint8_t)a[0], (uint8_t)b[0], 0, (uint8_t)a[1]),
	    RGBA((uint8_t)b[0], (uint8_t)a[0], 255, (uint8_t)b[1]));
	const long under[3] = { a[0], b[0], 0 }, over[3] = { b[0], a[0], 255 };
	bool right = alpha_is_right(mode, got.c[ALPHA], a[1], b[1]);
	int i;

	for (i = 0; i < 3; i++)
		right = right && channel_is_right(mode,
		    (const long[2]){ got.c[i], got.c[ALPHA] },
		    (const long[2]){ under[i], a[1] },
		    (const long[2]){ over[i], b[1] });
	cr_assert(right, "%s: %ld %ld with %ld %ld: %u %u %u %u",
	    mode_names[mode], a[0], a[1], b[0], b[1], got.c[0], got.c[1],
	    got.c[2], got.c[3]);
}

Test(mode, every_result_on_a_grid_is_within_the_tables_bounds)
{
	static const long grid[] = { 0, 1, 2, 51, 84, 127, 128, 129, 170, 200,
	    254, 255 };
	const int n = sizeof grid / sizeof *grid;
	int mode, i;

	for (mode = 0; mode < MODE_COUNT; mode++)
		for (i = 0; i < n * n * n * n; i++)
			expect_table(mode, (const long[2]){ grid[i % n],
			    grid[i / n % n] }, (const long[2]){
			    grid[i / n / n % n], grid[i / n / n / n] });
}

Test(mode, mode_that_skips_empty_leaves_every_voxel_alone)
{
	int mode, aa;

	for (mode = 0; mode < MODE_COUNT; mode++)
		for (aa = 0; aa < 256; aa++)
			if (mode_skips_empty(mode))
				expect(mode, RGBA(9, 8, 7, (uint8_t)aa),
				    RGBA(1, 2, 3, 0),
				    RGBA(9, 8, 7, (uint8_t)aa));
	cr_assert(mode_skips_empty(MODE_OVER));
	cr_assert_not(mode_skips_empty(MODE_MAX));
	cr_assert_not(mode_skips_empty(MODE_INTERSECT));
}

/* What is said about all voxels must be true of each, empty ones being
 * alike. */
static void
expect_effect(enum mode mode, struct rgba color)
{
	struct rgba result, now;
	enum mode_effect effect = mode_effect(mode, color, &result);
	int aa;

	for (aa = 0; aa < 256; aa++) {
		struct rgba a = RGBA(9, 8, 7, (uint8_t)aa);

		now = mode_combine(mode, a, color);
		if (effect == MODE_LEAVES)
			cr_assert(rgba_same(now, a));
		else if (effect == MODE_GIVES && rgba_exists(result))
			cr_assert(rgba_same(now, result));
		else if (effect == MODE_GIVES)
			cr_assert_not(rgba_exists(now));
		if (aa == 0 && !mode_creates(mode))
			cr_assert_not(rgba_exists(now));
	}
}

Test(mode, effect_is_true_of_every_voxel)
{
	int mode, ba;

	for (mode = 0; mode < MODE_COUNT; mode++)
		for (ba = 0; ba < 256; ba++)
			if (mode != MODE_REPLACE || ba > 0)
				expect_effect(mode,
				    RGBA(40, 50, 60, (uint8_t)ba));
}

/* Sets, uniform tiles, cut tiles and absent tiles, in both volumes. */
static void
scatter(struct dense *d, struct volume *v, uint64_t seed)
{
	int i, axis;

	for (i = 0; i < 12; i++) {
		struct shape_stroke stroke = { .mode = MODE_OVER };

		for (axis = 0; axis < 3; axis++) {
			int32_t lo = (int32_t)dense_random(&seed, 4) * 16 - 32;

			stroke.box.lo.at[axis] = lo;
			stroke.box.hi.at[axis] = lo +
			    (int32_t)dense_random(&seed, (uint32_t)(33 - lo));
			if (i % 2 == 0)
				stroke.box.hi.at[axis] &= ~15;
		}
		for (axis = 0; axis < 4; axis++)
			stroke.color.c[axis] =
			    (uint8_t)dense_random(&seed, 256);
		if (i % 4 == 0)
			stroke.color.c[ALPHA] = i % 3 ? 255 : 0;
		dense_fill(d, &stroke.box, stroke.color);
		cr_assert_eq(volume_fill(v, &stroke.box, stroke.color), OK);
	}
}

Test(mode, merging_volumes_combines_every_voxel)
{
	struct volume under = { .table = NULL }, over = { .table = NULL };
	struct volume merged = { .table = NULL };
	struct dense a, b, want;
	int mode;

	dense_init(&a, 32);
	dense_init(&b, 32);
	dense_init(&want, 32);
	scatter(&a, &under, 5);
	scatter(&b, &over, 8);
	for (mode = 0; mode < MODE_COUNT; mode++) {
		dense_copy(&want, &a);
		dense_merge(&want, &b, mode);
		volume_copy(&merged, &under);
		cr_assert_eq(mode_merge(&merged, &over, mode), OK);
		cr_assert(dense_same(&want, &merged), "%s", mode_names[mode]);
		volume_fini(&merged);
	}
	cr_assert(dense_same(&a, &under), "what was merged into a copy");
	cr_assert(dense_same(&b, &over), "the source");
	volume_fini(&under);
	volume_fini(&over);
	dense_fini(&a);
	dense_fini(&b);
	dense_fini(&want);
	cr_assert_eq(tile_alive(), 0);
}

Test(mode, volume_can_be_merged_with_itself)
{
	struct volume v = { .table = NULL };
	struct dense a, b;

	dense_init(&a, 32);
	dense_init(&b, 32);
	scatter(&a, &v, 11);
	dense_copy(&b, &a);
	dense_merge(&a, &b, MODE_OVER);
	cr_assert_eq(mode_merge(&v, &v, MODE_OVER), OK);
	cr_assert(dense_same(&a, &v));
	volume_fini(&v);
	dense_fini(&a);
	dense_fini(&b);
}

Test(mode, merging_nothing_leaves_all_but_what_intersections_clear)
{
	struct volume v = { .table = NULL }, none = { .table = NULL };
	int mode;

	for (mode = 0; mode < MODE_COUNT; mode++) {
		bool kept = mode == MODE_OVER || mode == MODE_SUB ||
		    mode == MODE_SUB_CLAMP || mode == MODE_PAINT ||
		    mode == MODE_MAX;

		volume_set(&v, &(struct pos){ { 1, 2, 3 } }, glass);
		cr_assert_eq(mode_merge(&v, &none, mode), OK);
		cr_assert_eq(volume_count(&v), kept, "%s", mode_names[mode]);
		volume_fini(&v);
	}
}

Test(mode, writes_after_a_merge_do_not_reach_the_source)
{
	struct volume v = { .table = NULL }, source = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 130, 20, 20 } } };

	cr_assert_eq(volume_fill(&source, &box, glass), OK);
	cr_assert_eq(mode_merge(&v, &source, MODE_OVER), OK);
	cr_assert(volume_same(&v, &source));
	volume_set(&v, &(struct pos){ { 1, 2, 3 } }, red);
	volume_set(&source, &(struct pos){ { 129, 2, 3 } }, red);
	cr_assert(rgba_same(volume_get(&source,
	    &(struct pos){ { 1, 2, 3 } }), glass));
	cr_assert(rgba_same(volume_get(&v,
	    &(struct pos){ { 129, 2, 3 } }), glass));
	volume_fini(&v);
	volume_fini(&source);
}

/* The surface of a big box is shared before; it must be after. */
Test(mode, merging_shared_tiles_makes_shared_tiles)
{
	struct volume v = { .table = NULL }, over = { .table = NULL };
	struct box box = { { { 5, 5, 5 } }, { { 600, 600, 600 } } };

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(volume_fill(&over, &box, glass), OK);
	cr_assert_eq(mode_merge(&v, &over, MODE_PAINT), OK);
	cr_assert_lt(tile_alive(), 200);
	cr_assert_eq(volume_count(&v), box_voxels(&box));
	volume_fini(&v);
	volume_fini(&over);
}
