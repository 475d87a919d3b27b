#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/format/slices.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba thin = { { 0, 255, 0, 9 } };

/* Nothing but a red pixel at (4, 1) and two thin ones from (0, 0) on. */
static void
make_picture(struct buf *b, uint32_t width, uint32_t height)
{
	struct picture p = { 0 };

	cr_assert_eq(picture_init(&p, width, height), OK);
	memset(p.pixel, 0, (size_t)width * height * sizeof *p.pixel);
	p.pixel[width + 4] = red;
	p.pixel[0] = p.pixel[1] = thin;
	buf_init(b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_SMALL, b), OK);
	picture_fini(&p);
}

static enum err
read_bytes(const struct buf *b, size_t len, uint32_t depth,
    struct image **image)
{
	const struct slices_file file = { b->bytes, len, depth, NULL };
	char why[FORMAT_WHY] = "";
	enum err err;

	*image = NULL;
	err = slices_read_deep(&file, image, why);
	cr_assert((err == OK) == (*image != NULL));
	cr_assert((err == OK) == (why[0] == '\0'), "%s", why);
	return err;
}

static struct rgba
get(const struct image *image, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image->layers[0]->volume,
	    &(struct pos){ { x, y, z } });
}

Test(slices, square_ones_are_counted)
{
	struct image *image;
	struct buf b;

	make_picture(&b, 6, 2);
	cr_assert_eq(read_bytes(&b, b.len, 0, &image), OK);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 3);
	cr_assert(rgba_same(get(image, 0, 1, 2), red));
	cr_assert(rgba_same(get(image, 0, 0, 0), thin));
	cr_assert(rgba_same(get(image, 1, 0, 0), thin));
	image_free(image);
	buf_fini(&b);
}

Test(slices, as_many_as_are_told_are_read)
{
	struct image *image;
	struct buf b;

	make_picture(&b, 6, 2);
	cr_assert_eq(read_bytes(&b, b.len, 2, &image), OK);
	cr_assert(rgba_same(get(image, 1, 1, 1), red));
	image_free(image);
	cr_assert_eq(read_bytes(&b, b.len, 6, &image), OK);
	cr_assert(rgba_same(get(image, 0, 0, 1), thin));
	image_free(image);
	buf_fini(&b);
}

Test(slices, what_cannot_be_cut_is_refused)
{
	struct image *image;
	struct buf b;

	make_picture(&b, 7, 2);
	cr_assert_eq(read_bytes(&b, b.len, 0, &image), ERR_FORMAT);
	cr_assert_eq(read_bytes(&b, b.len, 8, &image), ERR_FORMAT);
	cr_assert_eq(read_bytes(&b, b.len, 14, &image), ERR_FORMAT);
	cr_assert_eq(read_bytes(&b, b.len, 7, &image), OK);
	image_free(image);
	buf_fini(&b);
}

Test(slices, a_file_cut_before_its_last_pixels_is_refused)
{
	struct image *image;
	struct buf b;
	size_t len;

	make_picture(&b, 6, 2);
	/* The end says nothing: its chunk has 12 bytes. */
	for (len = 0; len < b.len - 12; len++)
		cr_assert_eq(read_bytes(&b, len, 0, &image), ERR_FORMAT,
		    "%zu", len);
	buf_fini(&b);
}

static struct image *
boxed_image(struct box box)
{
	struct image *image = image_new("");

	image->boxed = true;
	image->box = box;
	return image;
}

static void
set(struct image *image, struct pos at, struct rgba color)
{
	cr_assert_eq(volume_set(&image_layer_write(image, 0)->volume, &at,
	    color), OK);
}

/* The box is 4 x 3 x 2: pixel (z * w + x, y) is the voxel (x, y, z). */
Test(slices, voxel_of_the_projects_box_is_written_at_its_pixel)
{
	struct image *image = boxed_image((struct box){ { { -1, -2, 5 } },
	    { { 3, 1, 7 } } });
	struct picture p = { 0 };
	struct buf b;

	set(image, (struct pos){ { 2, -1, 6 } }, red);
	set(image, (struct pos){ { -1, -2, 5 } }, thin);
	buf_init(&b, 1u << 20);
	cr_assert_eq(slices_write(image, NULL, &b), OK);
	cr_assert_eq(png_read(b.bytes, b.len, &p), OK);
	cr_assert_eq(p.width, 8);
	cr_assert_eq(p.height, 3);
	cr_assert(rgba_same(p.pixel[8 + 4 + 3], red));
	cr_assert(rgba_same(p.pixel[0], thin));
	cr_assert_eq(p.pixel[1].c[ALPHA], 0);
	picture_fini(&p);
	buf_fini(&b);
	image_free(image);
}

Test(slices, what_leaves_the_projects_box_makes_the_picture_larger)
{
	struct image *image = boxed_image((struct box){ { { 0, 0, 0 } },
	    { { 2, 2, 2 } } }), *again;
	struct buf b;

	set(image, (struct pos){ { -1, 17, 30 } }, red);
	buf_init(&b, 1u << 20);
	cr_assert_eq(slices_write(image, NULL, &b), OK);
	cr_assert_eq(read_bytes(&b, b.len, 31, &again), OK);
	cr_assert(rgba_same(get(again, 0, 17, 30), red));
	cr_assert_eq(volume_count(&again->layers[0]->volume), 1);
	image_free(again);
	image_free(image);
	buf_fini(&b);
}

Test(slices, picture_as_wide_as_may_be_is_written_and_a_wider_one_is_not)
{
	struct image *image = boxed_image((struct box){ { { 0, 0, 0 } },
	    { { BOUND_RENDER_SIDE / 2, 1, 2 } } });
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(slices_write(image, NULL, &b), OK);
	image->box.hi.at[0]++;
	cr_assert_eq(slices_write(image, NULL, &b), ERR_BOUNDS);
	image->box = (struct box){ { { 0, 0, 0 } },
	    { { 1, BOUND_RENDER_SIDE + 1, 1 } } };
	cr_assert_eq(slices_write(image, NULL, &b), ERR_BOUNDS);
	image_free(image);
	buf_fini(&b);
}
