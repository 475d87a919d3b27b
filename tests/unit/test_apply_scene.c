/*
 * test_apply_scene - materials, cameras and light change in steps
 */
#include <math.h>

#include "bounds.h"
#include "goxel/scenery.h"
#include "tests/unit/editor.h"

EDITOR_SUITE(apply_scene);

#define GOLD	1, 0.5, 0, 1, 1, 0.25, 0, 0, 0

static const struct material *
material(uint32_t i)
{
	return &context->image->materials[i];
}

Test(apply_scene, material_is_added_changed_and_taken_back)
{
	cr_assert_eq(APPLY(material_set, -1, NAME("Gold"), GOLD), OK);
	cr_assert_eq(context->image->material_count, 2);
	cr_assert_eq(material(1)->metallic, 1);
	cr_assert_eq(APPLY(material_set, 1, NAME("Lamp"), 1, 1, 1, 1, 0, 1,
	    3, 2, 1), OK);
	cr_assert_str_eq(material(1)->name, "Lamp");
	cr_assert_eq(material(1)->emission[1], 2);
	UNDO;
	cr_assert_str_eq(material(1)->name, "Gold");
	cr_assert_eq(material(1)->color[1], 0.5f);
	UNDO;
	cr_assert_eq(context->image->material_count, 1);
}

Test(apply_scene, material_out_of_range_is_refused)
{
	char name[SCENERY_NAME + 1] = { 0 };

	cr_assert_eq(APPLY(material_set, 1, NAME("x"), GOLD), ERR_PARAMS);
	cr_assert_eq(APPLY(material_set, -2, NAME("x"), GOLD), ERR_PARAMS);
	cr_assert_eq(APPLY(material_set, -1, NAME("x"), 1.01f, 0, 0, 1, 0, 0,
	    0, 0, 0), ERR_PARAMS);
	cr_assert_eq(APPLY(material_set, -1, NAME("x"), 1, 0, 0, 1, -0.1f, 0,
	    0, 0, 0), ERR_PARAMS);
	cr_assert_eq(APPLY(material_set, -1, NAME("x"), 1, 0, 0, 1, 0, NAN,
	    0, 0, 0), ERR_PARAMS);
	cr_assert_eq(APPLY(material_set, -1, NAME("x"), 1, 0, 0, 1, 0, 0,
	    0, 0, 1.1e6f), ERR_PARAMS);
	memset(name, 'n', sizeof name);
	cr_assert_eq(APPLY(material_set, -1, { name, SCENERY_NAME + 1 },
	    GOLD), ERR_TOO_BIG);
	cr_assert_eq(APPLY(material_set, -1, { name, SCENERY_NAME }, GOLD),
	    OK);
	cr_assert_eq(context->image->material_count, 2);
}

Test(apply_scene, taken_name_is_refused)
{
	APPLY(material_set, -1, NAME("Gold"), GOLD);
	cr_assert_eq(APPLY(material_set, 0, NAME("Gold"), GOLD), ERR_EXISTS);
	APPLY(camera_set, -1, NAME("Eye"), 10, false, MATRIX_IDENTITY);
	cr_assert_eq(APPLY(camera_set, 0, NAME("Eye"), 10, false,
	    MATRIX_IDENTITY), ERR_EXISTS);
}

Test(apply_scene, what_changes_nothing_leaves_no_step)
{
	struct light light = context->image->light;
	uint32_t steps;

	APPLY(material_set, 0, NAME("Gold"), GOLD);
	APPLY(camera_set, 0, NAME("Eye"), 10, true, MATRIX_IDENTITY);
	steps = undo_steps(context->undo);
	cr_assert_eq(steps, 2);
	cr_assert_eq(APPLY(material_set, 0, NAME("Gold"), GOLD), OK);
	cr_assert_eq(APPLY(camera_set, 0, NAME("Eye"), 10, true,
	    MATRIX_IDENTITY), OK);
	cr_assert_eq(APPLY(camera_select, 0), OK);
	cr_assert_eq(APPLY(layer_material, 1, -1), OK);
	cr_assert_eq(APPLY(light_set, light.pitch, light.yaw,
	    light.intensity, light.fixed, light.ambient, light.shadow), OK);
	cr_assert_eq(undo_steps(context->undo), steps);
}

Test(apply_scene, layer_has_a_material_until_that_is_deleted)
{
	cr_assert_eq(APPLY(layer_material, 1, 0), OK);
	cr_assert_eq(APPLY(layer_material, 1, 1), ERR_PARAMS);
	cr_assert_eq(APPLY(layer_material, 1, -2), ERR_PARAMS);
	cr_assert_eq(APPLY(layer_material, 2, 0), ERR_NO_LAYER);
	cr_assert_eq(APPLY(material_delete, 0), OK);
	cr_assert_eq(context->image->layers[0]->material, -1);
	cr_assert_eq(APPLY(material_delete, 0), ERR_PARAMS);
	UNDO;
	cr_assert_eq(context->image->layers[0]->material, 0);
	cr_assert_str_eq(material(0)->name, "Material.1");
}

Test(apply_scene, camera_is_added_selected_and_deleted)
{
	struct matrix far = MATRIX_IDENTITY;

	far.m[3][2] = 1.1e9f;
	cr_assert_eq(APPLY(camera_set, -1, NAME("Eye"), 10, true,
	    MATRIX_IDENTITY), OK);
	cr_assert_eq(context->image->camera_active, 1);
	cr_assert_eq(APPLY(camera_select, 0), OK);
	cr_assert_eq(context->image->camera_active, 0);
	UNDO;
	cr_assert_eq(context->image->camera_active, 1);
	cr_assert_eq(APPLY(camera_delete, 1), OK);
	cr_assert_eq(context->image->camera_active, 0);
	cr_assert_eq(APPLY(camera_select, 1), ERR_PARAMS);
	cr_assert_eq(APPLY(camera_delete, -1), ERR_PARAMS);
	cr_assert_eq(APPLY(camera_set, -1, NAME("x"), -1, true,
	    MATRIX_IDENTITY), ERR_PARAMS);
	cr_assert_eq(APPLY(camera_set, -1, NAME("x"), 1, true, far),
	    ERR_PARAMS);
	cr_assert_eq(context->image->camera_count, 1);
}

Test(apply_scene, light_is_set_and_taken_back)
{
	cr_assert_eq(APPLY(light_set, 1, 2, 3, true, 0.5, 1), OK);
	cr_assert_eq(context->image->light.intensity, 3);
	cr_assert(context->image->light.fixed);
	UNDO;
	cr_assert_eq(context->image->light.intensity, 2);
	cr_assert_eq(APPLY(light_set, 1, 2, -1, true, 0.5, 1), ERR_PARAMS);
	cr_assert_eq(APPLY(light_set, 1, 2, 3, true, 1.5, 1), ERR_PARAMS);
	cr_assert_eq(APPLY(light_set, NAN, 2, 3, true, 0.5, 1), ERR_PARAMS);
}
