/*
 * test_field - what a field says about a volume is true
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "goxel/field.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define BLUE	((struct rgba){ { 0, 0, 255, 9 } })

static void
make_model(struct volume *v, int far)
{
	struct box box = { { { -5, -40, 0 } }, { { 60, -8, 16 } } };

	cr_assert_eq(volume_fill(v, &box, RED), OK);
	cr_assert_eq(volume_set(v, &(struct pos){ { far, 7, 33 } }, BLUE), OK);
	cr_assert_eq(volume_set(v, &(struct pos){ { -40, 30, -9 } }, BLUE),
	    OK);
}

static int
chessboard(const int64_t a[3], const int64_t b[3])
{
	int64_t most = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		most = llabs(a[axis] - b[axis]) > most ?
		    llabs(a[axis] - b[axis]) : most;
	return (int)most;
}

/* Where gap n is, in gaps. */
static void
place(const struct field *f, int64_t n, int64_t at[3])
{
	at[0] = n % f->stride[1];
	at[1] = n / f->stride[1] % (f->stride[2] / f->stride[1]);
	at[2] = n / f->stride[2];
}

/* Every gap away from the rim is the distance to the nearest that is 0. */
static void
expect_gaps(const struct field *f)
{
	int64_t count = f->stride[2] *
	    (f->tiles[2] << (FIELD_TILE_SHIFT - f->shift));
	int64_t *full = calloc((size_t)count, sizeof *full);
	int64_t n, k, fulls = 0, here[3], there[3];
	int least;

	for (n = 0; n < count; n++)
		if (f->gap[n] == 0)
			full[fulls++] = n;
	cr_assert(fulls > 2);
	for (n = 0; n < count; n += 7) {
		place(f, n, here);
		if (here[0] == 0 || here[1] == 0 || here[2] == 0 ||
		    here[0] == f->stride[1] - 1 || n + f->stride[2] >= count ||
		    here[1] == f->stride[2] / f->stride[1] - 1)
			continue;
		for (k = 0, least = 999; k < fulls; k++) {
			place(f, full[k], there);
			least = chessboard(here, there) < least ?
			    chessboard(here, there) : least;
		}
		cr_assert_eq(f->gap[n], least, "gap %ld", (long)n);
	}
	free(full);
}

Test(field, gap_is_the_distance_to_the_next_brick_that_is_not_empty)
{
	struct volume v = { 0 };
	struct field f;

	make_model(&v, 70);
	field_init(&f, &v, FIELD_GRID);
	cr_assert_eq(f.shift, FIELD_BRICK_SHIFT);
	expect_gaps(&f);
	field_fini(&f);
	volume_fini(&v);
}

Test(field, gaps_of_a_large_field_are_of_tiles)
{
	struct volume v = { 0 };
	struct field f;

	make_model(&v, 9000);
	field_init(&f, &v, FIELD_GRID);
	cr_assert_eq(f.shift, FIELD_TILE_SHIFT);
	field_fini(&f);
	volume_fini(&v);
}

Test(field, tells_of_every_voxel_what_the_volume_tells)
{
	static const uint32_t grids[2] = { FIELD_GRID, 0 };
	struct volume v = { 0 };
	struct field f;
	struct pos pos;
	struct rgba want;
	int n, k;

	make_model(&v, 70);
	for (k = 0; k < 2; k++) {
		field_init(&f, &v, grids[k]);
		for (n = 0; n < 125 * 85 * 60; n++) {
			pos = (struct pos){ { n % 125 - 50, n / 125 % 85 - 50,
			    n / 125 / 85 - 20 } };
			want = volume_get(&v, &pos);
			cr_assert_eq(field_solid(&f, &pos), want.c[ALPHA] > 0);
			cr_assert(want.c[ALPHA] == 0 ? field_color(&f,
			    &pos).c[ALPHA] == 0 :
			    rgba_same(field_color(&f, &pos), want));
		}
		field_fini(&f);
	}
	volume_fini(&v);
}

/* From inside a tile, beside each of its ends, and at its edges. */
Test(field, around_a_place_is_what_stands_there_across_tiles)
{
	struct box box = { { { -4, -4, -4 } }, { { 20, 20, 20 } } };
	struct volume v = { 0 };
	struct field f;
	struct pos pos, at;
	uint32_t n, k, axis, found, seed = 3, near = 28;

	cr_assert_eq(volume_fill(&v, &box, RED), OK);
	for (n = 0; n < 6000; n++) {
		for (axis = 0; axis < 3; axis++) {
			seed = seed * 1664525u + 1013904223u;
			pos.at[axis] = (int32_t)((seed >> 8) % 24) - 4;
		}
		cr_assert_eq(volume_set(&v, &pos, (struct rgba){ { 0 } }), OK);
	}
	field_init(&f, &v, FIELD_GRID);
	for (n = 0; n < 3 * near * near * near; n++) {
		axis = n % 3;
		pos.at[0] = (int32_t)(n / 3 % near) - 6;
		pos.at[1] = (int32_t)(n / 3 / near % near) - 6;
		pos.at[2] = (int32_t)(n / 3 / near / near) - 6;
		found = field_around(&f, &pos, (int)axis);
		for (k = 0; k < 9; k++) {
			at = pos;
			at.at[(axis + 1) % 3] += (int32_t)(k % 3) - 1;
			at.at[(axis + 2) % 3] += (int32_t)(k / 3) - 1;
			cr_assert_eq(found >> k & 1, field_solid(&f, &at));
		}
	}
	field_fini(&f);
	volume_fini(&v);
}
