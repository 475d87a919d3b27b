/*
 * test_stack - layers of an image rearranged
 */
#include <criterion/criterion.h>

#include "goxel/stack.h"
#include "tests/unit/dense.h"

#define REACH	20

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

TestSuite(stack, .init = setup, .fini = teardown);

static void
scatter(struct volume *v, struct dense *d, uint64_t *seed)
{
	int i, axis;

	for (i = 0; i < 400; i++) {
		struct box box;
		struct rgba color;

		for (axis = 0; axis < 3; axis++) {
			box.lo.at[axis] = (int32_t)dense_random(seed,
			    2 * REACH - 4) - REACH;
			box.hi.at[axis] = box.lo.at[axis] + 1 +
			    (int32_t)dense_random(seed, 4);
			color.c[axis] = (uint8_t)dense_random(seed, 256);
		}
		color.c[ALPHA] = (uint8_t)dense_random(seed, 256);
		cr_assert_eq(volume_fill(v, &box, color), OK);
		dense_fill(d, &box, color);
	}
}

Test(stack, index_is_the_place_of_a_layer)
{
	image_layer_add(image, "", NULL);
	cr_assert_eq(stack_index(image, 1), 0);
	cr_assert_eq(stack_index(image, 2), 1);
	cr_assert_eq(stack_index(image, 0), 1);
	cr_assert_eq(stack_index(image, 3), UINT32_MAX);
}

Test(stack, place_keeps_every_layer)
{
	uint32_t from, to, i, seen;

	for (i = 1; i < 5; i++)
		image_layer_add(image, "", NULL);
	for (from = 1; from <= 5; from++)
		for (to = 0; to < 6; to++) {
			cr_assert_eq(stack_place(image, from, to), OK);
			cr_assert_eq(stack_index(image, from), to < 5 ? to : 4);
			for (i = 0, seen = 0; i < 5; i++)
				seen |= 1u << image->layers[i]->id;
			cr_assert_eq(seen, 62);
		}
	cr_assert_eq(stack_place(image, 6, 0), ERR_NO_LAYER);
}

Test(stack, merge_is_what_plain_arrays_merge)
{
	static const enum mode modes[] = { MODE_OVER, MODE_SUB, MODE_PAINT,
	    MODE_INTERSECT, MODE_MAX };
	struct dense sum, one;
	struct layer *layer = image->layers[0];
	uint64_t seed = 3;
	size_t i;

	dense_init(&sum, REACH);
	scatter(&layer->volume, &sum, &seed);
	for (i = 0; i < sizeof modes / sizeof *modes; i++) {
		dense_init(&one, REACH);
		image_layer_add(image, "", &layer);
		scatter(&layer->volume, &one, &seed);
		layer->mode = modes[i];
		dense_merge(&sum, &one, modes[i]);
		dense_fini(&one);
	}
	cr_assert_eq(stack_merge_visible(image, &layer), OK);
	cr_assert_eq(image->layer_count, 1);
	cr_assert(dense_same(&sum, &layer->volume));
	dense_fini(&sum);
}

Test(stack, merge_leaves_hidden_layers_and_their_clones)
{
	struct layer *hidden, *clone, *made;
	struct matrix mat = MATRIX_IDENTITY;
	struct pos pos = { { 1, 1, 1 } };

	image_layer_add(image, "hidden", &hidden);
	hidden->visible = false;
	volume_set(&hidden->volume, &pos, (struct rgba){ { 9, 9, 9, 255 } });
	cr_assert_eq(stack_clone(image, 2, "", &mat, &clone), OK);
	cr_assert_not(clone->visible);
	image_layer_add(image, "top", NULL);
	cr_assert_eq(stack_merge_visible(image, &made), OK);
	cr_assert_eq(made->id, 1);
	cr_assert_eq(image->layer_count, 3);
	cr_assert_eq(image_layer(image, 3)->base_id, 2);
	cr_assert_eq(volume_count(&image_layer(image, 3)->volume), 1);
}

Test(stack, nothing_is_made_of_a_layer_that_is_not_there)
{
	struct matrix mat = MATRIX_IDENTITY;
	struct layer *made;

	cr_assert_eq(stack_duplicate(image, 7, "", &made), ERR_NO_LAYER);
	cr_assert_null(made);
	cr_assert_eq(stack_clone(image, 7, "", &mat, &made), ERR_NO_LAYER);
	cr_assert_eq(image->layer_count, 1);
}
