#include <criterion/criterion.h>

#include "goxel/format/format.h"
#include "goxel/format/slices.h"
#include "goxel/progress.h"

static _Atomic uint32_t percent;
static const struct progress all = { &percent, 0, PROGRESS_WHOLE };

Test(progress, work_tells_percent_and_never_more_than_all)
{
	progress_at(&all, 1, 3);
	cr_assert_eq(percent, 33);
	progress_at(&all, UINT32_MAX, UINT32_MAX);
	cr_assert_eq(percent, 100);
	progress_at(&all, 4, 3);
	cr_assert_eq(percent, 100);
	progress_at(&all, 0, 0);
	cr_assert_eq(percent, 100);
}

Test(progress, share_is_told_as_a_share)
{
	struct progress half = progress_share(&all, 1, 2, 2);
	struct progress third = progress_share(&half, 1, 2, 3);

	progress_at(&half, 0, 8);
	cr_assert_eq(percent, 50);
	progress_at(&half, 4, 8);
	cr_assert_eq(percent, 75);
	progress_at(&third, 0, 1);
	cr_assert_eq(percent, 66);
	progress_at(&third, 1, 1);
	cr_assert_eq(percent, 83);
}

Test(progress, nobody_need_want_it)
{
	struct progress none = progress_share(NULL, 0, 1, 2);
	struct box box = { .hi = { { 4, 4, 4 } } };

	percent = 7;
	progress_at(NULL, 1, 2);
	progress_at(&none, 1, 2);
	progress_place(NULL, &box, &box.lo);
	progress_place(&none, &box, &box.lo);
	cr_assert_eq(percent, 7);
}

Test(progress, place_in_a_box_counts_by_z_then_y)
{
	struct box box = { { { -8, -10, -10 } }, { { 8, 10, 10 } } };

	progress_place(&all, &box, &(struct pos){ { 5, 0, 0 } });
	cr_assert_eq(percent, 52);
	/* The first tile may begin below it. */
	progress_place(&all, &box, &(struct pos){ { 0, -16, -16 } });
	cr_assert_eq(percent, 52);
	progress_place(&all, &box, &(struct pos){ { 0, -16, -10 } });
	cr_assert_eq(percent, 0);
}

static struct image *
make_image(void)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct rgba color = { { 9, 9, 9, 255 } };
	struct pos pos;

	for (pos.at[2] = 0; pos.at[2] < 60; pos.at[2]++)
		for (pos.at[1] = 0; pos.at[1] < 130; pos.at[1]++)
			for (pos.at[0] = 0; pos.at[0] < 60; pos.at[0]++)
				volume_set(v, &pos, color);
	return image;
}

Test(progress, every_writer_and_reader_tells_of_most_of_its_work)
{
	struct mesh_options options = { .progress = &all };
	struct image *image = make_image(), *again = NULL;
	char why[FORMAT_WHY] = "";
	const struct format *f;
	struct buf b;

	for (f = formats; f->name != NULL; f++) {
		if (!format_writes(f))
			continue;
		buf_init(&b, 64u << 20);
		percent = 0;
		cr_assert_eq(format_write(f, image, &options, &b, why), OK,
		    "%s: %s", f->name, why);
		cr_assert_geq(percent, 60, "%s: %u", f->name, percent);
		percent = 0;
		if (f->read != NULL && f->read != slices_read) {
			cr_assert_eq(f->read(b.bytes, b.len, &again, why,
			    &all), OK, "%s: %s", f->name, why);
			cr_assert_geq(percent, 60, "%s: %u", f->name, percent);
			image_free(again);
		}
		buf_fini(&b);
	}
	image_free(image);
}

Test(progress, every_mesher_tells_of_most_of_its_work)
{
	struct mesh_options options = { .progress = &all };
	const struct format *ply = format_named("ply");
	struct image *image = make_image();
	char why[FORMAT_WHY] = "";
	int mesher;
	struct buf b;

	for (mesher = MESHER_SIMPLE; mesher <= MESHER_SMOOTH; mesher++) {
		buf_init(&b, 64u << 20);
		options.mesher = (enum mesher)mesher;
		percent = 0;
		cr_assert_eq(format_write(ply, image, &options, &b, why), OK);
		cr_assert_geq(percent, 60, "%d: %u", mesher, percent);
		buf_fini(&b);
	}
	image_free(image);
}
