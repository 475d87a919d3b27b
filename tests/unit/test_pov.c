#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/pov.h"
#include "mem.h"

/* The boxes of a scene painted into a volume. */
static int
paint_boxes(const char *text, struct volume *v)
{
	int x, y, z, n, r, g, b, count = 0;

	for (text = strstr(text, "\nB("); text != NULL;
	    text = strstr(text + 1, "\nB("), count++) {
		struct box box;

		cr_assert_eq(sscanf(text, "\nB(%d,%d,%d,%d,%d,%d,%d)\n", &x,
		    &y, &z, &n, &r, &g, &b), 7);
		box = (struct box){ { { x, y, z } }, { { x + n, y + 1,
		    z + 1 } } };
		cr_assert_eq(volume_fill(v, &box, (struct rgba){ {
		    (uint8_t)r, (uint8_t)g, (uint8_t)b, 255 } }), OK);
	}
	return count;
}

static int
boxes_of(const struct image *image, struct volume *v)
{
	struct buf b;
	int count;

	buf_init(&b, 1u << 20);
	cr_assert_eq(pov_write(image, NULL, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_not_null(strstr(b.bytes, "#version 3.7;"));
	cr_assert_not_null(strstr(b.bytes, "camera {"));
	cr_assert_not_null(strstr(b.bytes, "light_source {"));
	count = paint_boxes(b.bytes, v);
	buf_fini(&b);
	return count;
}

static void
fill(struct image *image, struct box box, uint8_t red)
{
	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    (struct rgba){ { red, 7, 9, 255 } }), OK);
}

Test(pov, boxes_are_the_voxels_that_can_be_seen)
{
	struct image *image = image_new("");
	struct volume seen = { 0 };

	fill(image, (struct box){ { { -3, 2, -1 } }, { { 9, 7, 4 } } }, 1);
	fill(image, (struct box){ { { 4, 2, 0 } }, { { 6, 3, 1 } } }, 2);
	(void)boxes_of(image, &seen);
	fill(image, (struct box){ { { -2, 3, 0 } }, { { 8, 6, 3 } } }, 0);
	volume_fill(&image_layer_write(image, 0)->volume, &(struct box){
	    { { -2, 3, 0 } }, { { 8, 6, 3 } } }, (struct rgba){ { 0 } });
	cr_assert(volume_same(&seen, &image->layers[0]->volume));
	volume_fini(&seen);
	image_free(image);
}

Test(pov, a_row_of_one_colour_is_one_box)
{
	struct image *image = image_new("");
	struct volume seen = { 0 };

	fill(image, (struct box){ { { 0, 0, 0 } }, { { 12, 1, 1 } } }, 1);
	cr_assert_eq(boxes_of(image, &seen), 1);
	fill(image, (struct box){ { { 5, 0, 0 } }, { { 6, 1, 1 } } }, 2);
	cr_assert_eq(boxes_of(image, &seen), 3);
	volume_fini(&seen);
	image_free(image);
}

Test(pov, an_empty_model_is_a_scene)
{
	struct image *image = image_new("");
	struct volume seen = { 0 };

	cr_assert_eq(boxes_of(image, &seen), 0);
	image_free(image);
}

Test(pov, full_buffer_is_told)
{
	struct image *image = image_new("");
	struct buf b;

	fill(image, (struct box){ { { 0, 0, 0 } }, { { 90, 90, 90 } } }, 1);
	buf_init(&b, 3000);
	cr_assert_eq(pov_write(image, NULL, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}

/* Two layers side by side; the upper one has a material of its own. */
static struct image *
two_layers(void)
{
	struct image *image = image_new("");
	struct layer *layer;
	struct material *m;

	fill(image, (struct box){ { { 0, 0, 0 } }, { { 2, 2, 2 } } }, 1);
	image->materials = xrealloc(image->materials,
	    2 * sizeof *image->materials);
	m = &image->materials[image->material_count++];
	*m = (struct material){ .color = { 0.5f, 0.25f, 1, 0.75f },
	    .metallic = 0.5f, .roughness = 0.25f, .emission = { 0, 2, 0 } };
	cr_assert_eq(image_layer_add(image, "up\n}\"", &layer), OK);
	layer->material = 1;
	cr_assert_eq(volume_fill(&layer->volume, &(struct box){
	    { { 2, 0, 0 } }, { { 4, 2, 2 } } }, (struct rgba){ {
	    9, 7, 9, 255 } }), OK);
	return image;
}

static unsigned
count(const char *text, const char *word)
{
	unsigned n = 0;

	while ((text = strstr(text, word)) != NULL) {
		text++;
		n++;
	}
	return n;
}

Test(pov, a_layer_is_a_union_with_its_materials_texture)
{
	struct image *image = two_layers();
	const char *upper;
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(pov_write(image, NULL, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_eq(count(b.bytes, "\nunion {\n"), 2);
	cr_assert_eq(count(b.bytes, "\n}\n"), 4);
	upper = strstr(b.bytes, "// layer up_}\"\n");
	cr_assert_not_null(upper);
	cr_assert_eq(count(upper, "\nunion {\n"), 1);
	cr_assert_eq(count(upper, "\nB(2,"), 4);
	cr_assert_not_null(strstr(upper,
	    "Tint = rgb <0.500000, 0.250000, 1.000000>;"));
	cr_assert_not_null(strstr(upper, "Clear = 0.250000;"));
	cr_assert_not_null(strstr(upper, "metallic 0.500000"));
	cr_assert_not_null(strstr(upper, "roughness 0.062500"));
	cr_assert_not_null(strstr(upper,
	    "emission rgb <0.000000, 2.000000, 0.000000>"));
	buf_fini(&b);
	image_free(image);
}

Test(pov, a_layer_that_another_covers_has_no_union)
{
	struct image *image = two_layers();
	struct buf b;

	cr_assert_eq(volume_fill(&image->layers[1]->volume, &(struct box){
	    { { 0, 0, 0 } }, { { 2, 2, 2 } } }, (struct rgba){ {
	    9, 7, 9, 255 } }), OK);
	buf_init(&b, 1u << 20);
	cr_assert_eq(pov_write(image, NULL, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_eq(count(b.bytes, "\nunion {\n"), 1);
	buf_fini(&b);
	image_free(image);
}
