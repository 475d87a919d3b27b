/*
 * test_scenery - materials and cameras have names of their own
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "bounds.h"
#include "goxel/scenery.h"

static struct image *image;

static void
setup(void)
{
	image = image_new("test");
}

static void
teardown(void)
{
	image_free(image);
}

TestSuite(scenery, .init = setup, .fini = teardown);

static enum err
add_material(const char *name)
{
	struct material material = { .extra = NULL };

	snprintf(material.name, sizeof material.name, "%s", name);
	return scenery_add_material(image, &material);
}

static enum err
add_camera(const char *name)
{
	struct camera camera = { .extra = NULL };

	snprintf(camera.name, sizeof camera.name, "%s", name);
	return scenery_add_camera(image, &camera);
}

Test(scenery, names_are_made_unique)
{
	add_material("Gold");
	add_material("Gold");
	add_material("Gold");
	add_material("");
	cr_assert_eq(image->material_count, 5);
	cr_assert_str_eq(image->materials[2].name, "Gold.2");
	cr_assert_str_eq(image->materials[3].name, "Gold.3");
	cr_assert_str_eq(image->materials[4].name, "Material.2");
	cr_assert_eq(scenery_material(image, "Gold.3"), 3);
	cr_assert_eq(scenery_material(image, "Silver"), -1);
}

Test(scenery, long_names_are_made_unique_between_letters)
{
	char name[SCENERY_NAME + 1];

	memset(name, 'x', SCENERY_NAME);
	name[SCENERY_NAME] = '\0';
	memcpy(name + SCENERY_NAME - 5, "\xc3\xa9\xc3\xa9", 4);
	add_material(name);
	add_material(name);
	cr_assert_str_eq(image->materials[1].name, name);
	cr_assert_str_eq(image->materials[2].name + SCENERY_NAME - 5, ".2");
}

Test(scenery, there_are_so_many_and_no_more)
{
	int i;

	for (i = 1; i < BOUND_MATERIALS; i++)
		cr_assert_eq(add_material("m"), OK);
	cr_assert_eq(add_material("m"), ERR_TOO_BIG);
	cr_assert_eq(image->material_count, BOUND_MATERIALS);
	for (i = 1; i < BOUND_CAMERAS; i++)
		cr_assert_eq(add_camera("c"), OK);
	cr_assert_eq(add_camera("c"), ERR_TOO_BIG);
	cr_assert_eq(image->camera_count, BOUND_CAMERAS);
}

Test(scenery, layers_keep_their_material_when_another_goes)
{
	struct layer *layer;
	int i;

	for (i = 0; i < 3; i++) {
		image_layer_add(image, "", &layer);
		layer->material = i;
	}
	add_material("b");
	add_material("c");
	scenery_delete_material(image, 1);
	cr_assert_eq(image->layers[0]->material, -1);
	cr_assert_eq(image->layers[1]->material, 0);
	cr_assert_eq(image->layers[2]->material, -1);
	cr_assert_eq(image->layers[3]->material, 1);
	cr_assert_eq(scenery_material(image, "c"), 1);
}

Test(scenery, some_camera_is_active_while_there_is_any)
{
	add_camera("b");
	add_camera("c");
	cr_assert_eq(image->camera_active, 2);
	scenery_delete_camera(image, 0);
	cr_assert_eq(image->camera_active, 1);
	scenery_delete_camera(image, 1);
	cr_assert_eq(image->camera_active, 0);
	cr_assert_eq(scenery_camera(image, "b"), 0);
	add_camera("d");
	image->camera_active = 0;
	scenery_delete_camera(image, 0);
	cr_assert_eq(image->camera_active, 0);
	scenery_delete_camera(image, 0);
	cr_assert_eq(image->camera_active, -1);
}
