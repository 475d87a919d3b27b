#include <criterion/criterion.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"

#define BEHIND_HEADER	33	/* the first chunk is always as long */

static void
make_picture(struct picture *p, uint32_t width, uint32_t height, int alpha)
{
	uint32_t i;
	int k;

	cr_assert_eq(picture_init(p, width, height), OK);
	for (i = 0; i < width * height; i++) {
		for (k = 0; k < 3; k++)
			p->pixel[i].c[k] = (uint8_t)(i * 7 + (uint32_t)k * 50);
		p->pixel[i].c[ALPHA] = (uint8_t)alpha;
	}
}

static void
expect_back(const struct picture *p, const struct buf *b)
{
	struct picture again = { 0 };

	cr_assert_eq(png_read(b->bytes, b->len, &again), OK);
	cr_assert_eq(again.width, p->width);
	cr_assert_eq(again.height, p->height);
	cr_assert_eq(memcmp(again.pixel, p->pixel, sizeof *p->pixel *
	    p->width * p->height), 0);
	picture_fini(&again);
}

Test(png, pixels_come_back_the_same)
{
	static const int alphas[] = { 255, 128, 0 };
	struct picture p = { 0 };
	struct buf b;
	int i;

	for (i = 0; i < 9; i++) {
		make_picture(&p, 37, 11, alphas[i / 3]);
		buf_init(&b, 1u << 20);
		cr_assert_eq(png_write(&p, (enum png_effort)(i % 3), &b), OK);
		expect_back(&p, &b);
		buf_fini(&b);
		picture_fini(&p);
	}
}

Test(png, opaque_picture_is_written_without_alpha)
{
	struct picture p = { 0 };
	struct buf b;

	make_picture(&p, 4, 4, 255);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_SMALL, &b), OK);
	cr_assert_eq(b.bytes[25], PNG_COLOR_TYPE_RGB);
	buf_reset(&b);
	p.pixel[15].c[ALPHA] = 254;
	cr_assert_eq(png_write(&p, PNG_SMALL, &b), OK);
	cr_assert_eq(b.bytes[25], PNG_COLOR_TYPE_RGB_ALPHA);
	buf_fini(&b);
	picture_fini(&p);
}

Test(png, write_past_the_limit_is_told)
{
	struct picture p = { 0 };
	struct buf b;
	size_t len;

	make_picture(&p, 20, 20, 255);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	len = b.len;
	buf_fini(&b);
	buf_init(&b, len);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	buf_fini(&b);
	buf_init(&b, len - 1);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), ERR_TOO_BIG);
	buf_fini(&b);
	picture_fini(&p);
}

Test(png, every_truncation_is_refused)
{
	struct picture p = { 0 }, again = { 0 };
	struct buf b;
	size_t len;

	make_picture(&p, 9, 9, 77);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	for (len = 0; len < b.len; len++) {
		cr_assert_eq(png_read(b.bytes, len, &again), ERR_FORMAT,
		    "%zu bytes", len);
		cr_assert_null(again.pixel);
	}
	buf_fini(&b);
	picture_fini(&p);
}

/* What the address space of this process was at most, in KiB. */
static long
peak(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long kib = -1;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "VmPeak: %ld", &kib) == 1)
			break;
	if (file != NULL)
		fclose(file);
	cr_assert_gt(kib, 0);
	return kib;
}

/* libpng would allocate it first, and see then that the file ends. */
Test(png, chunk_that_declares_more_than_is_there_costs_no_memory)
{
	static const uint8_t text[] = { 0x7f, 0, 0, 3, 't', 'E', 'X', 't',
	    'a' };
	struct picture p = { 0 }, again = { 0 };
	struct buf b;
	long before;

	make_picture(&p, 1, 1, 255);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	memcpy(b.bytes + BEHIND_HEADER, text, sizeof text);
	before = peak();
	cr_assert_eq(png_read(b.bytes, b.len, &again), ERR_FORMAT);
	cr_assert_lt(peak() - before, 1 << 20);
	buf_fini(&b);
	picture_fini(&p);
}

Test(png, read_into_wants_the_exact_size)
{
	struct picture p = { 0 }, into = { 0 };
	struct buf b;

	make_picture(&p, 8, 4, 255);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	cr_assert_eq(picture_init(&into, 8, 4), OK);
	cr_assert_eq(png_read_into(b.bytes, b.len, &into), OK);
	cr_assert_eq(memcmp(into.pixel, p.pixel, 8 * 4 * 4), 0);
	into.width = 4;
	into.height = 8;
	cr_assert_eq(png_read_into(b.bytes, b.len, &into), ERR_FORMAT);
	buf_fini(&b);
	picture_fini(&into);
	picture_fini(&p);
}

/* A PNG of any colour type by libpng's own simple interface. */
static void *
foreign(uint32_t format, const void *pixels, const void *map, size_t *len)
{
	png_image image = { .version = PNG_IMAGE_VERSION, .width = 2,
	    .height = 1, .format = format, .colormap_entries = 2 };
	png_alloc_size_t size = 4096;
	void *bytes = malloc(size);

	cr_assert(png_image_write_to_memory(&image, bytes, &size, 0, pixels,
	    0, map));
	*len = size;
	return bytes;
}

static void
expect_pixels(void *file, size_t len, const uint8_t wanted[8])
{
	struct picture p = { 0 };

	cr_assert_eq(png_read(file, len, &p), OK);
	cr_assert_eq(p.width, 2);
	cr_assert_eq(memcmp(p.pixel, wanted, 8), 0);
	picture_fini(&p);
	free(file);
}

Test(png, gray_and_palette_are_read_as_rgba)
{
	static const uint8_t gray[2] = { 7, 200 }, index[2] = { 1, 0 };
	static const uint8_t map[8] = { 1, 2, 3, 255, 4, 5, 6, 0 };
	size_t len;
	void *file;

	file = foreign(PNG_FORMAT_GRAY, gray, NULL, &len);
	expect_pixels(file, len, (uint8_t[]){ 7, 7, 7, 255, 200, 200, 200,
	    255 });
	file = foreign(PNG_FORMAT_RGBA_COLORMAP, index, map, &len);
	expect_pixels(file, len, (uint8_t[]){ 4, 5, 6, 0, 1, 2, 3, 255 });
}

/* A file that ends after a header of this size: the header is judged first. */
static enum err
read_size(uint32_t width)
{
	struct picture p = { 0 }, into = { 0 };
	enum err err;
	struct buf b;

	make_picture(&p, width, 1, 255);
	buf_init(&b, 1u << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &b), OK);
	err = png_read(b.bytes, b.len, &into);
	picture_fini(&into);
	picture_fini(&p);
	buf_fini(&b);
	return err;
}

Test(png, widest_picture_is_read_and_one_beyond_is_refused)
{
	png_image image = { .version = PNG_IMAGE_VERSION,
	    .width = BOUND_RENDER_SIDE + 1, .height = 1,
	    .format = PNG_FORMAT_GRAY };
	png_alloc_size_t size = 1u << 16;
	uint8_t *row = calloc(1, BOUND_RENDER_SIDE + 1);
	void *bytes = malloc(size);
	struct picture p = { 0 };

	cr_assert_eq(read_size(BOUND_RENDER_SIDE), OK);
	cr_assert(png_image_write_to_memory(&image, bytes, &size, 0, row, 0,
	    NULL));
	cr_assert_eq(png_read(bytes, size, &p), ERR_TOO_BIG);
	cr_assert_null(p.pixel);
	free(row);
	free(bytes);
}

Test(png, an_indexed_picture_comes_back_in_each_depth)
{
	static const uint32_t counts[] = { 1, 2, 3, 4, 16, 17, 256 };
	uint8_t index[300];
	struct indexed few = { .width = 20, .height = 15, .index = index };
	struct picture back = { 0 };
	struct buf b;
	uint32_t i, n;

	for (n = 0; n < 256; n++)
		few.color[n] = (struct rgba){ { (uint8_t)n, (uint8_t)(255 - n),
		    9, n == 1 ? 40 : 255 } };
	for (i = 0; i < sizeof counts / sizeof *counts; i++) {
		few.count = counts[i];
		for (n = 0; n < 300; n++)
			index[n] = (uint8_t)(n % few.count);
		buf_init(&b, 1 << 20);
		cr_assert_eq(png_write_indexed(&few, PNG_SMALL, &b), OK);
		cr_assert_eq(png_read(b.bytes, b.len, &back), OK);
		for (n = 0; n < 300; n++)
			cr_assert(rgba_same(back.pixel[n],
			    few.color[index[n]]));
		picture_fini(&back);
		buf_fini(&b);
	}
}
