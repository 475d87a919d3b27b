#include <criterion/criterion.h>

#include "goxel/format/parts.h"
#include "goxel/format/solids.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct rgba green = { { 0, 255, 0, 255 } };

static void
add_layer(struct image *image, enum mode mode, const struct box *box,
    struct rgba color)
{
	struct layer *layer;

	cr_assert_eq(image_layer_add(image, "", &layer), OK);
	layer->mode = mode;
	cr_assert_eq(volume_fill(&layer->volume, box, color), OK);
}

/* A red box below and a blue one above that share 10 x 20 x 20. */
static struct image *
two_boxes(void)
{
	struct image *image = image_new("");

	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume,
	    &(struct box){ { { 0, 0, 0 } }, { { 40, 20, 20 } } }, red), OK);
	add_layer(image, MODE_OVER, &(struct box){ { { 30, 0, 0 } },
	    { { 70, 20, 20 } } }, blue);
	return image;
}

static void
count_solid(void *arg, struct rgba color, uint64_t count)
{
	(void)color;
	*(uint64_t *)arg += count;
}

static uint64_t
solid(const struct volume *v)
{
	uint64_t count = 0;

	solids_colors(v, count_solid, &count);
	return count;
}

static void
expect_whole(const struct parts *p, const struct image *image)
{
	struct volume flat, sum = { 0 };
	uint64_t count = 0;
	uint32_t i;

	cr_assert_eq(image_flatten(image, &flat), OK);
	for (i = 0; i < p->count; i++) {
		struct volume part = { 0 };

		count += solid(&p->part[i].volume);
		volume_copy(&part, (struct volume *)&p->part[i].volume);
		cr_assert_eq(mode_merge(&sum, &part, MODE_OVER), OK);
		volume_fini(&part);
	}
	cr_assert(volume_same(&sum, &flat));
	cr_assert_eq(count, solid(&flat));
	volume_fini(&sum);
	volume_fini(&flat);
}

Test(parts, a_voxel_of_two_layers_is_the_upper_ones)
{
	struct image *image = two_boxes();
	struct parts p;

	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert_eq(p.count, 2);
	cr_assert_eq(solid(&p.part[0].volume), 30 * 400);
	cr_assert_eq(solid(&p.part[1].volume), 40 * 400);
	expect_whole(&p, image);
	parts_fini(&p);
	image_free(image);
}

Test(parts, a_layer_that_cuts_or_paints_is_no_part)
{
	struct image *image = two_boxes();
	struct box cut = { { { 25, 0, 0 } }, { { 35, 20, 20 } } };
	struct box paint = { { { 0, 0, 0 } }, { { 70, 20, 1 } } };
	struct parts p;

	add_layer(image, MODE_SUB, &cut, green);
	add_layer(image, MODE_PAINT, &paint, green);
	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert_eq(p.count, 2);
	cr_assert_eq(solid(&p.part[0].volume), 25 * 400);
	cr_assert_eq(solid(&p.part[1].volume), 35 * 400);
	cr_assert(rgba_same(volume_get(&p.part[1].volume,
	    &(struct pos){ { 60, 3, 0 } }), green));
	expect_whole(&p, image);
	parts_fini(&p);
	image_free(image);
}

Test(parts, a_hidden_layer_is_no_part)
{
	struct image *image = two_boxes();
	struct parts p;

	image_layer_write(image, image->layers[1]->id)->visible = false;
	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert_eq(p.count, 1);
	cr_assert_eq(p.box.hi.at[0], 40);
	expect_whole(&p, image);
	parts_fini(&p);
	image_free(image);
}

Test(parts, what_only_several_layers_make_solid_is_the_lowest_ones)
{
	static const struct rgba faint = { { 9, 9, 9, 100 } };
	struct box box = { { { 0, 0, 0 } }, { { 3, 3, 3 } } };
	struct image *image = image_new("");
	struct parts p;

	volume_fill(&image_layer_write(image, 0)->volume, &box, faint);
	add_layer(image, MODE_OVER, &box, faint);
	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert_eq(solid(&p.part[0].volume), 27);
	cr_assert_eq(solid(&p.part[1].volume), 0);
	parts_fini(&p);
	image_free(image);
}

Test(parts, a_material_that_is_not_there_is_none)
{
	struct image *image = two_boxes();
	struct parts p;

	image_layer_write(image, image->layers[0]->id)->material = 0;
	image_layer_write(image, image->layers[1]->id)->material = 99;
	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert_eq(parts_material(image, &p.part[0]), &image->materials[0]);
	cr_assert_null(parts_material(image, &p.part[1]));
	parts_fini(&p);
	image_free(image);
}

Test(parts, of_nothing_there_is_nothing)
{
	struct image *image = image_new("");
	struct parts p;

	cr_assert_eq(parts_init(&p, image), OK);
	cr_assert(box_empty(&p.box));
	cr_assert_eq(solid(&p.part[0].volume), 0);
	parts_fini(&p);
	image_free(image);
}
