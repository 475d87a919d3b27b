/*
 * test_mesh - exactly the visible faces, facing outward, in a fixed order
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/mesh.h"

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

static struct seen
mesh(const struct volume *v)
{
	struct seen seen = { 0 };

	cr_assert_eq(mesh_faces(v, see, &seen, NULL), OK);
	return seen;
}

static enum err
tally(void *arg, const struct quad *quad)
{
	(void)quad;
	++*(uint64_t *)arg;
	return OK;
}

static uint64_t
counted(const struct volume *v)
{
	uint64_t sides[6] = { 0 }, count = 0;
	int side;

	mesh_count(v, sides);
	for (side = 0; side < 6; side++)
		count += sides[side];
	return count;
}

static uint64_t
faces(const struct volume *v)
{
	uint64_t count = 0;

	cr_assert_eq(mesh_faces(v, tally, &count, NULL), OK);
	cr_assert_eq(counted(v), count);
	return count;
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

/* The voxel a quad belongs to: its lowest corner, less one on a + side. */
static struct pos
voxel_of(const struct quad *quad)
{
	struct pos pos = quad->corner[0];
	int i, axis;

	for (i = 1; i < 4; i++) {
		for (axis = 0; axis < 3; axis++) {
			if (quad->corner[i].at[axis] < pos.at[axis])
				pos.at[axis] = quad->corner[i].at[axis];
		}
	}
	pos.at[quad->side / 2] -= quad->side & 1;
	return pos;
}

static bool
solid(const struct volume *v, const struct pos *pos)
{
	return pos_bounded(pos) &&
	    volume_get(v, pos).c[ALPHA] >= SOLID_ALPHA;
}

static int
sides_seen(const struct volume *v, const struct pos *pos)
{
	struct pos next;
	int side, count = 0;

	for (side = 0; side < 6; side++) {
		next = *pos;
		next.at[side / 2] += side & 1 ? 1 : -1;
		count += solid(v, pos) && !solid(v, &next);
	}
	return count;
}

/* The slow way: every voxel of the box, every side. */
static uint64_t
count_slowly(const struct volume *v, int32_t lo, int32_t hi)
{
	struct pos pos;
	uint64_t count = 0;

	for (pos.at[2] = lo; pos.at[2] < hi; pos.at[2]++)
		for (pos.at[1] = lo; pos.at[1] < hi; pos.at[1]++)
			for (pos.at[0] = lo; pos.at[0] < hi; pos.at[0]++)
				count += (uint64_t)sides_seen(v, &pos);
	return count;
}

/* Order of tiles, then of voxels in them, then of sides. */
static int64_t
rank(const struct quad *quad)
{
	struct pos pos = voxel_of(quad);
	int64_t rank = 0;
	int axis;

	for (axis = 2; axis >= 0; axis--)
		rank = rank << 8 | ((pos.at[axis] >> 4) + 64);
	return (rank << 12 | tile_index(&pos)) * 6 + quad->side;
}

/* Each quad is a visible face, they are in order, and none is missing. */
static void
expect_right(const struct volume *v, int32_t lo, int32_t hi)
{
	struct seen seen = mesh(v);
	struct pos pos, next;
	size_t i;

	for (i = 0; i < seen.count; i++) {
		const struct quad *quad = &seen.quad[i];

		pos = next = voxel_of(quad);
		next.at[quad->side / 2] += quad->side & 1 ? 1 : -1;
		cr_assert(solid(v, &pos));
		cr_assert_not(solid(v, &next));
		cr_assert(rgba_same(quad->color, volume_get(v, &pos)));
		if (i > 0)
			cr_assert_lt(rank(quad - 1), rank(quad));
	}
	cr_assert_eq(seen.count, count_slowly(v, lo, hi));
	free(seen.quad);
}

Test(mesh, empty_volume_has_no_face)
{
	struct volume v = { 0 };

	cr_assert_eq(faces(&v), 0);
}

Test(mesh, voxel_has_six_faces_that_look_outward)
{
	struct volume v = { 0 };
	struct seen seen;
	size_t i;
	int axis;

	set(&v, 3, -4, 5, 255);
	seen = mesh(&v);
	cr_assert_eq(seen.count, 6);
	for (i = 0; i < 6; i++) {
		const struct pos *c = seen.quad[i].corner;
		struct pos voxel = voxel_of(&seen.quad[i]);
		int32_t a[3], b[3];

		cr_assert_eq(seen.quad[i].side, i);
		cr_assert(voxel.at[0] == 3 && voxel.at[1] == -4 &&
		    voxel.at[2] == 5);
		for (axis = 0; axis < 3; axis++) {
			a[axis] = c[1].at[axis] - c[0].at[axis];
			b[axis] = c[2].at[axis] - c[1].at[axis];
			cr_assert_eq(c[3].at[axis] - c[0].at[axis], b[axis]);
		}
		for (axis = 0; axis < 3; axis++) {
			int j = (axis + 1) % 3, k = (axis + 2) % 3;

			cr_assert_eq(a[j] * b[k] - a[k] * b[j],
			    axis == (int)i / 2 ? (i & 1 ? 1 : -1) : 0);
		}
	}
	free(seen.quad);
	volume_fini(&v);
}

Test(mesh, face_between_two_voxels_is_not_visible)
{
	struct volume v = { 0 };

	set(&v, 0, 0, 0, 255);
	set(&v, 1, 0, 0, 255);
	cr_assert_eq(faces(&v), 10);
	/* Across tiles and sectors too. */
	set(&v, -1, 0, 0, 255);
	cr_assert_eq(faces(&v), 14);
	set(&v, 0, -1, 0, 255);
	set(&v, 0, 0, -1, 255);
	cr_assert_eq(faces(&v), 22);
	volume_fini(&v);
}

Test(mesh, voxel_is_solid_from_the_threshold_on)
{
	struct volume v = { 0 };

	set(&v, 0, 0, 0, SOLID_ALPHA - 1);
	cr_assert_eq(faces(&v), 0);
	set(&v, 1, 0, 0, SOLID_ALPHA);
	cr_assert_eq(faces(&v), 6);
	volume_fini(&v);
	fill(&v, 0, 128, (struct rgba){ { 1, 1, 1, SOLID_ALPHA - 1 } });
	cr_assert_eq(faces(&v), 0);
	fill(&v, 0, 128, (struct rgba){ { 1, 1, 1, SOLID_ALPHA } });
	cr_assert_eq(faces(&v), 6 * 128 * 128);
	volume_fini(&v);
}

Test(mesh, voxels_at_the_bounds_have_their_faces)
{
	struct volume v = { 0 };

	set(&v, BOUND_COORD - 1, BOUND_COORD - 1, BOUND_COORD - 1, 255);
	set(&v, -BOUND_COORD, -BOUND_COORD, -BOUND_COORD, 255);
	cr_assert_eq(faces(&v), 12);
	volume_fini(&v);
}

Test(mesh, scattered_voxels_have_their_faces_in_order)
{
	struct volume v = { 0 };
	uint32_t seed = 1, i;

	for (i = 0; i < 30000; i++) {
		int32_t at[3];
		int axis;

		for (axis = 0; axis < 3; axis++) {
			seed = seed * 1664525u + 1013904223u;
			at[axis] = (int32_t)(seed >> 8) % 40 - 20;
		}
		set(&v, at[0], at[1], at[2], (uint8_t)(seed >> 20));
	}
	expect_right(&v, -20, 20);
	cr_assert_gt(faces(&v), 30000);
	volume_fini(&v);
}

Test(mesh, uniform_bodies_show_only_their_surface)
{
	struct volume v = { 0 };

	fill(&v, -40, 40, red);
	expect_right(&v, -40, 40);
	set(&v, 0, 0, 0, 0);
	cr_assert_eq(faces(&v), 6 * 80 * 80 + 6);
	volume_fini(&v);
	fill(&v, -1024, 1024, red);
	cr_assert_eq(faces(&v), 6ull * 2048 * 2048);
	volume_fini(&v);
}

Test(mesh, faces_do_not_depend_on_history)
{
	struct volume a = { 0 }, b = { 0 };
	struct seen one, two;
	int32_t i;

	for (i = 0; i < 40; i++)
		set(&a, i * 7 % 40, i, -i, 255);
	fill(&b, -30, 50, red);
	fill(&b, -30, 50, (struct rgba){ { 0 } });
	for (i = 39; i >= 0; i--)
		set(&b, i * 7 % 40, i, -i, 255);
	one = mesh(&a);
	two = mesh(&b);
	cr_assert_eq(one.count, two.count);
	for (size_t q = 0; q < one.count; q++) {
		cr_assert_eq(rank(&one.quad[q]), rank(&two.quad[q]));
		cr_assert(rgba_same(one.quad[q].color, two.quad[q].color));
	}
	free(one.quad);
	free(two.quad);
	volume_fini(&a);
	volume_fini(&b);
}

Test(mesh, stops_at_the_first_error)
{
	struct seen seen = { .stop_at = 3 };
	struct volume v = { 0 };

	fill(&v, 0, 4, red);
	cr_assert_eq(mesh_faces(&v, see, &seen, NULL), ERR_FULL);
	cr_assert_eq(seen.count, 3);
	free(seen.quad);
	volume_fini(&v);
}
