/*
 * Stored files, made by other hands than ours, are read and written back the
 * same.  What Goxel sees in them is tests/golden/run.sh's business.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/gox.h"

static const struct {
	const char	*path;
	uint32_t	 layers;
	uint64_t	 voxels;	/* in all layers */
} files[] = {
	{ "tests/golden/alpha.gox", 1, 6 },
	{ "tests/golden/gray.gox", 1, 2 * 4096 },
	{ "tests/golden/layers.gox", 7, 6743 },
	{ "tests/golden/modes.gox", 9, 8171 },
	{ "tests/golden/one.gox", 1, 3 },
	{ "tests/golden/parts.gox", 2, 2045 },
	{ "tests/golden/unaligned.gox", 1, 1293 },
	{ "tests/golden/version1.gox", 1, 1024 },
};

#define FILES	(sizeof files / sizeof files[0])

static void
load(const char *path, struct buf *b)
{
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t len;

	cr_assert_not_null(file, "%s (run at the top of the tree)", path);
	buf_init(b, 1u << 20);
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		buf_add(b, part, len);
	fclose(file);
}

static struct image *
read_file(const char *path)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	load(path, &b);
	cr_assert_eq(gox_read(b.bytes, b.len, &image, why, NULL), OK, "%s: %s",
	    path, why);
	buf_fini(&b);
	return image;
}

/* What the bytes do not show at once. */
static void
expect_same(const struct image *is, const struct image *was, const char *path)
{
	uint32_t i;

	cr_assert_eq(is->layer_count, was->layer_count, "%s", path);
	cr_assert_eq(is->material_count, was->material_count, "%s", path);
	cr_assert_eq(is->camera_count, was->camera_count, "%s", path);
	for (i = 0; i < is->layer_count; i++)
		cr_assert(volume_same(&is->layers[i]->volume,
		    &was->layers[i]->volume), "%s, layer %u", path, i);
}

Test(golden, files_hold_what_they_did)
{
	size_t i;

	for (i = 0; i < FILES; i++) {
		struct image *image = read_file(files[i].path);
		uint64_t voxels = 0;
		uint32_t k;

		for (k = 0; k < image->layer_count; k++)
			voxels += volume_count(&image->layers[k]->volume);
		cr_expect_eq(image->layer_count, files[i].layers, "%s",
		    files[i].path);
		cr_expect_eq(voxels, files[i].voxels, "%s: %lu voxels",
		    files[i].path, (unsigned long)voxels);
		image_free(image);
	}
}

Test(golden, files_are_written_back_the_same)
{
	char why[FORMAT_WHY] = "";
	size_t i;

	for (i = 0; i < FILES; i++) {
		struct image *image = read_file(files[i].path), *again = NULL;
		struct buf b, c;

		buf_init(&b, 1u << 20);
		buf_init(&c, 1u << 20);
		cr_assert_eq(gox_write(image, NULL, &b), OK);
		cr_assert_eq(gox_read(b.bytes, b.len, &again, why, NULL), OK,
		    "%s: %s", files[i].path, why);
		expect_same(again, image, files[i].path);
		cr_assert_eq(gox_write(again, NULL, &c), OK);
		cr_assert_eq(b.len, c.len, "%s", files[i].path);
		cr_assert_eq(memcmp(b.bytes, c.bytes, b.len), 0);
		buf_fini(&b);
		buf_fini(&c);
		image_free(image);
		image_free(again);
	}
}

Test(golden, what_we_do_not_know_is_written_back)
{
	struct image *image = read_file("tests/golden/layers.gox");
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(gox_write(image, NULL, &b), OK);
	cr_assert_not_null(memmem(b.bytes, b.len, "PLAC\x0d\0\0\0kept as it "
	    "is", 21));
	cr_assert_not_null(memmem(b.bytes, b.len, "opacity\4\0\0\0\0\0\0\x3f",
	    15));
	cr_assert_not_null(memmem(b.bytes, b.len, "author\6\0\0\0nobody", 16));
	cr_assert_not_null(memmem(b.bytes, b.len, "ior\4\0\0\0", 7));
	buf_fini(&b);
	image_free(image);
}
