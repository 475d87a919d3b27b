/*
 * test_differ - how many voxels differ
 */
#include <criterion/criterion.h>

#include "goxel/differ.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

/* The box of `a` filled against that of `b`: so many differ, in this box. */
static void
expect_differ(struct box a, struct box b, uint64_t count, struct box where)
{
	struct volume one = { 0 }, other = { 0 };
	struct differ d = { 0 }, e = { 0 };

	volume_fill(&one, &a, red);
	volume_fill(&other, &b, red);
	differ_volumes(&d, &one, &other);
	differ_volumes(&e, &other, &one);
	cr_assert_eq(d.voxels, count, "%llu", (unsigned long long)d.voxels);
	cr_assert_eq(e.voxels, count);
	cr_assert(box_same(&d.box, &where));
	cr_assert(box_same(&e.box, &where));
	volume_fini(&one);
	volume_fini(&other);
}

Test(differ, counts_voxels_of_one_side)
{
	expect_differ(cube(0, 0), cube(3, 5), 8, cube(3, 5));
	expect_differ(cube(3, 5), cube(3, 6), 19, cube(3, 6));
	expect_differ(cube(3, 5), cube(30, 31), 9, cube(3, 31));
}

Test(differ, goes_by_whole_tiles_and_sectors)
{
	expect_differ(cube(0, 0), cube(0, 16), 4096, cube(0, 16));
	expect_differ(cube(-128, 128), cube(0, 128), 7 * 2097152ull,
	    cube(-128, 128));
	expect_differ(cube(0, 128), cube(0, 127), 128 * 128 * 128 -
	    127 * 127 * 127, cube(0, 128));
}

Test(differ, nothing_differs_from_its_like)
{
	struct volume one = { 0 }, other = { 0 };
	struct box box = cube(-20, 20);
	struct differ d = { 0 };

	volume_fill(&one, &box, red);
	volume_copy(&other, &one);
	volume_set(&other, &box.lo, blue);
	volume_set(&other, &box.lo, red);
	differ_volumes(&d, &one, &other);
	cr_assert_eq(d.voxels, 0);
	cr_assert_eq(d.tiles, 0);
	volume_set(&other, &box.lo, blue);
	differ_volumes(&d, &one, &other);
	cr_assert_eq(d.voxels, 1);
	cr_assert_eq(d.tiles, 1);
	volume_fini(&one);
	volume_fini(&other);
}

Test(differ, layers_are_told_apart_by_their_ids)
{
	struct image *one = image_new("a"), *other;
	struct box box = cube(0, 2);
	struct differ d = { 0 };
	struct layer *layer;

	volume_fill(&image_layer_write(one, 0)->volume, &box, red);
	other = image_copy(one);
	image_layer_add(other, "", &layer);
	volume_fill(&layer->volume, &box, red);
	differ_images(&d, one, other);
	cr_assert_eq(d.voxels, 8);
	image_layer_delete(other, 1);
	differ_images(&d, other, one);
	cr_assert_eq(d.voxels, 8 + 16);
	image_free(one);
	image_free(other);
}
