/*
 * test_dress - layers in their materials
 */
#include <criterion/criterion.h>

#include "goxel/dress.h"

#define GRAY	((struct rgba){ { 188, 188, 188, 255 } })	/* half light */
#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static struct image *image;
static struct volume flat, plain;

static void
setup(void)
{
	struct box box = { { { 0, 0, 0 } }, { { 128, 128, 130 } } };
	struct layer *layer;

	image = image_new("P");
	layer = image_layer_write(image, 0);
	layer->material = 0;
	cr_assert_eq(volume_fill(&layer->volume, &box, GRAY), OK);
	cr_assert_eq(image_flatten(image, &plain), OK);
}

static void
teardown(void)
{
	volume_fini(&flat);
	volume_fini(&plain);
	image_free(image);
}

TestSuite(dress, .init = setup, .fini = teardown);

Test(dress, white_that_does_not_shine_changes_nothing)
{
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert(volume_same(&flat, &plain));
}

Test(dress, base_colour_multiplies_light_and_alpha)
{
	image->materials[0].color[0] = 0.5f;
	image->materials[0].color[2] = 0;
	image->materials[0].color[ALPHA] = 0.4f;
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert(rgba_same(volume_get(&flat, AT(5, 5, 5)),
	    (struct rgba){ { 137, 188, 0, 102 } }));
	cr_assert(rgba_same(volume_get(&flat, AT(5, 5, 129)),
	    (struct rgba){ { 137, 188, 0, 102 } }));
	cr_assert_eq(volume_count(&flat), volume_count(&plain));
	cr_assert(rgba_same(volume_get(&image->layers[0]->volume,
	    AT(5, 5, 5)), GRAY), "the layer stays as it is");
}

Test(dress, emission_is_added_and_ends_at_white)
{
	image->materials[0].emission[0] = 0.5f;
	image->materials[0].emission[1] = 7;
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert(volume_get(&flat, AT(5, 5, 5)).c[0] > 250);
	cr_assert_eq(volume_get(&flat, AT(5, 5, 5)).c[1], 255);
	cr_assert_eq(volume_get(&flat, AT(5, 5, 5)).c[2], 188);
}

Test(dress, hidden_layers_and_unknown_materials_stay_bare)
{
	struct layer *layer = image_layer_write(image, 0);

	image->materials[0].color[0] = 0;
	layer->material = 7;
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert(volume_same(&flat, &plain));
	layer->material = 0;
	layer->visible = false;
	volume_fini(&flat);
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert_eq(volume_count(&flat), 0);
}

Test(dress, a_layer_takes_away_as_much_whatever_its_material)
{
	struct box box = { { { 0, 0, 0 } }, { { 128, 128, 130 } } };
	struct layer *layer;

	cr_assert_eq(image_layer_add(image, "less", &layer), OK);
	cr_assert_eq(volume_fill(&layer->volume, &box, GRAY), OK);
	layer->mode = MODE_SUB;
	layer->material = 0;
	image_layer_write(image, image->layers[0]->id)->material = -1;
	image->materials[0].color[ALPHA] = 0.1f;
	cr_assert_eq(dress_flatten(image, &flat), OK);
	cr_assert_eq(volume_count(&flat), 0);
}
