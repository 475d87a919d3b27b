/*
 * test_material - a voxel is made of what its topmost layer is made of
 */
#include <criterion/criterion.h>

#include "goxel/material.h"
#include "goxel/scenery.h"

#define WHITE	((struct rgba){ { 255, 255, 255, 255 } })

static struct image *image;
static struct material_map map;

static void
setup(void)
{
	struct material m = { .color = { 1, 1, 1, 1 } };

	image = image_new("test");
	cr_assert_eq(scenery_add_material(image, &m), OK);
	cr_assert_eq(scenery_add_material(image, &m), OK);
}

static void
teardown(void)
{
	material_map_fini(&map);
	image_free(image);
}

TestSuite(material, .init = setup, .fini = teardown);

/* A layer with voxels from x = lo to below hi. */
static struct layer *
add(int lo, int hi, int material)
{
	struct box box = { { { lo, 0, 0 } }, { { hi, 1, 1 } } };
	struct layer *layer;

	cr_assert_eq(image_layer_add(image, "", &layer), OK);
	cr_assert_eq(volume_fill(&layer->volume, &box, WHITE), OK);
	layer->material = material;
	return layer;
}

static uint32_t
at(int x)
{
	return material_at(&map, &(struct pos){ { x, 0, 0 } });
}

Test(material, the_topmost_layer_decides)
{
	add(0, 30, 1);
	add(10, 20, 2);
	material_map_init(&map, image);
	cr_expect_eq(at(5), 1);
	cr_expect_eq(at(15), 2);
	cr_expect_eq(at(25), 1);
	cr_expect_eq(map.count, 1, "the lowest is not asked");
}

Test(material, layers_that_are_hidden_or_only_cut_decide_nothing)
{
	add(0, 30, 1);
	add(0, 30, 2)->visible = false;
	add(0, 30, 2)->mode = MODE_PAINT;
	add(0, 30, 2)->mode = MODE_SUB;
	material_map_init(&map, image);
	cr_expect_eq(at(5), 1);
	cr_expect_eq(map.total, 1);
}

Test(material, a_layer_of_no_or_a_missing_material_has_goxels)
{
	struct material m;

	add(0, 10, -1);
	add(10, 20, 77);
	material_map_init(&map, image);
	cr_expect_eq(at(5), image->material_count);
	cr_expect_eq(at(15), image->material_count);
	m = material_of(&map, at(5));
	cr_expect_eq(m.color[0], 1);
	cr_expect_eq(m.roughness, 0.5f);
}

Test(material, layers_of_one_material_need_not_be_asked)
{
	struct pos first = { { 5, 0, 0 } };

	add(0, 10, 1);
	add(10, 20, 1);
	material_map_init(&map, image);
	cr_expect_eq(map.count, 0);
	cr_expect_eq(at(15), 1);
	cr_expect_eq(material_layer_at(&map, &first), &map.layer[1]);
}
