/*
 * test_emitter - every face that gives light is found, once
 */
#include <criterion/criterion.h>

#include "goxel/emitter.h"
#include "goxel/scenery.h"

#define WHITE	((struct rgba){ { 255, 255, 255, 255 } })

static struct image *image;
static struct layer *lamp, *wall;

static void
setup(void)
{
	struct material m = { .color = { 1, 1, 1, 1 }, .emission = { 1 } };

	image = image_new("test");
	cr_assert_eq(scenery_add_material(image, &m), OK);
	cr_assert_eq(image_layer_add(image, "wall", &wall), OK);
	cr_assert_eq(image_layer_add(image, "lamp", &lamp), OK);
	lamp->material = (int32_t)image->material_count - 1;
}

static void
teardown(void)
{
	image_free(image);
}

TestSuite(emitter, .init = setup, .fini = teardown);

static void
fill(struct layer *layer, int side, int height, uint8_t alpha)
{
	struct box box = { { { 0, 0, 0 } }, { { side, side, height } } };
	struct rgba color = WHITE;

	color.c[ALPHA] = alpha;
	cr_assert_eq(volume_fill(&layer->volume, &box, color), OK);
}

static uint32_t
count(void)
{
	struct volume flat = { 0 };
	struct material_map map;
	struct field field;
	struct emitters e;
	uint32_t found;

	cr_assert_eq(image_flatten(image, &flat), OK);
	field_init(&field, &flat, FIELD_GRID);
	material_map_init(&map, image);
	emitter_list(&e, &field, &map);
	found = e.count;
	emitter_free(&e);
	material_map_fini(&map);
	field_fini(&field);
	volume_fini(&flat);
	return found;
}

Test(emitter, a_cube_gives_light_from_its_surface)
{
	fill(lamp, 4, 4, 255);
	cr_expect_eq(count(), 6 * 16);
}

Test(emitter, without_emission_there_is_none)
{
	fill(wall, 4, 4, 255);
	cr_expect_eq(count(), 0);
}

Test(emitter, a_voxel_of_two_lamps_counts_once)
{
	struct layer *other;

	cr_assert_eq(image_layer_add(image, "other", &other), OK);
	other->material = lamp->material;
	fill(lamp, 4, 4, 255);
	fill(other, 4, 4, 255);
	cr_expect_eq(count(), 6 * 16);
}

Test(emitter, what_an_opaque_voxel_covers_is_dark)
{
	struct box beside = { { { 4, 0, 0 } }, { { 5, 4, 4 } } };

	fill(lamp, 4, 4, 255);
	cr_assert_eq(volume_fill(&wall->volume, &beside, WHITE), OK);
	cr_expect_eq(count(), 5 * 16);
}

Test(emitter, as_many_faces_as_are_listed_and_one_too_many)
{
	/* 2 * 180 * 180 + 4 * 180 = 65520 faces. */
	fill(lamp, 180, 1, 255);
	cr_expect_eq(count(), 65520);
	cr_assert_eq(volume_set(&lamp->volume, &(struct pos){ { 300, 0, 0 } },
	    WHITE), OK);
	cr_assert_eq(volume_set(&lamp->volume, &(struct pos){ { 302, 0, 0 } },
	    WHITE), OK);
	cr_assert_eq(volume_set(&lamp->volume, &(struct pos){ { 303, 0, 0 } },
	    WHITE), OK);
	/* One alone and a pair: 6 + 10 more. */
	cr_expect_eq(count(), EMITTER_FACES);
	cr_assert_eq(volume_set(&lamp->volume, &(struct pos){ { 400, 0, 0 } },
	    WHITE), OK);
	cr_expect_eq(count(), 0);
}
