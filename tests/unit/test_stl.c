#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/stl.h"

static const struct mesh_options usual;

static struct image *
some_voxels(uint64_t *count)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct box box = { { { -5, 30, 2 } }, { { 20, 34, 9 } } };
	struct box hole = { { { 0, 31, 3 } }, { { 4, 33, 5 } } };

	cr_assert_eq(volume_fill(v, &box, (struct rgba){ { 1, 2, 3, 255 } }),
	    OK);
	cr_assert_eq(volume_fill(v, &hole, (struct rgba){ { 0 } }), OK);
	*count = volume_count(v);
	return image;
}

static void
take(const struct buf *b, size_t at, float to[3])
{
	cr_assert_leq(at + 12, b->len);
	memcpy(to, b->bytes + at, 12);
}

/* Six times what one triangle adds to the volume; its normal is right. */
static double
triangle(const struct buf *b, size_t at)
{
	float n[3], p[3][3];
	double u[3], w[3], cross[3], sum = 0;
	int i;

	take(b, at, n);
	for (i = 0; i < 3; i++)
		take(b, at + 12 + 12 * (size_t)i, p[i]);
	for (i = 0; i < 3; i++) {
		u[i] = (double)(p[1][i] - p[0][i]);
		w[i] = (double)(p[2][i] - p[0][i]);
	}
	for (i = 0; i < 3; i++) {
		cross[i] = u[(i + 1) % 3] * w[(i + 2) % 3] -
		    u[(i + 2) % 3] * w[(i + 1) % 3];
		cr_assert_float_eq(cross[i], (double)n[i], 1e-6);
		sum += (double)p[0][i] * cross[i];
	}
	return sum;
}

Test(stl, surface_encloses_as_many_units_as_there_are_voxels)
{
	uint64_t voxels;
	struct image *image = some_voxels(&voxels);
	double sum = 0;
	uint32_t count, i;
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(stl_write(image, &usual, &b), OK);
	memcpy(&count, b.bytes + 80, sizeof count);
	cr_assert_eq(count, 2 * (2 * (25 * 4 + 25 * 7 + 4 * 7) +
	    2 * (4 * 2 + 4 * 2 + 2 * 2)));
	cr_assert_eq(b.len, 84 + 50 * (size_t)count);
	for (i = 0; i < count; i++)
		sum += triangle(&b, 84 + 50 * (size_t)i);
	cr_assert_float_eq(sum / 6, (double)voxels, 1e-3);
	buf_fini(&b);
	image_free(image);
}

Test(stl, an_empty_model_has_no_triangle)
{
	struct image *image = image_new("");
	struct buf b;

	buf_init(&b, 1000);
	cr_assert_eq(stl_write(image, &usual, &b), OK);
	cr_assert_eq(b.len, 84);
	cr_assert_eq(memcmp(b.bytes + 80, "\0\0\0\0", 4), 0);
	buf_fini(&b);
	image_free(image);
}

Test(stl, full_buffer_is_told)
{
	uint64_t voxels;
	struct image *image = some_voxels(&voxels);
	struct buf b;

	buf_init(&b, 1000);
	cr_assert_eq(stl_write(image, &usual, &b), ERR_TOO_BIG);
	buf_fini(&b);
	buf_init(&b, 50);
	cr_assert_eq(stl_write(image, &usual, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
