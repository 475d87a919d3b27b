/*
 * test_project - a project as a checkpoint file
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/gox.h"
#include "goxel/format/pack.h"
#include "store/project.h"

static struct context *context;
static struct buf file;

static void
set(int x)
{
	struct voxel voxel = { .pos = { { x, 0, 0 } },
	    .color = { { 1, 2, 3, 255 } } };
	struct edit edit = { .kind = EDIT_voxels_set,
	    .voxels_set = { 0, { &voxel, 1 } } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
}

static void
start(void)
{
	context = context_new("castle", pack_read);
	buf_init(&file, SIZE_MAX);
	set(1);
	set(2);
	project_write(context, &file);
	cr_assert_not(file.failed);
}

static void
finish(void)
{
	context_free(context);
	buf_fini(&file);
}

TestSuite(project, .init = start, .fini = finish, .timeout = 30);

static bool
has(const struct context *c, int x)
{
	struct pos pos = { { x, 0, 0 } };

	return rgba_exists(volume_get(&image_layer(c->image, 0)->volume,
	    &pos));
}

Test(project, file_is_read_with_its_history)
{
	struct context *again = context_new("other", pack_read);

	cr_assert_eq(project_read(file.bytes, file.len, again), OK);
	cr_expect_eq(again->revision, 2);
	cr_expect_str_eq(again->image->name, "castle");
	cr_expect(has(again, 2));
	cr_expect_eq(undo_back(again->undo, &again->image), OK);
	cr_expect_not(has(again, 2));
	context_free(again);
}

Test(project, file_is_one_that_goxel_reads)
{
	char why[FORMAT_WHY];
	struct image *image = NULL;

	cr_assert_eq(gox_read(file.bytes, file.len, &image, why, NULL), OK,
	    "%s", why);
	cr_expect_eq(image->layer_count, 1);
	/* And it does not carry our chunk on. */
	cr_expect_null(image->chunks);
	image_free(image);
}

Test(project, whole_file_tells_its_revision)
{
	uint64_t revision = 0;

	cr_assert_eq(project_check(file.bytes, file.len, &revision), OK);
	cr_expect_eq(revision, 2);
}

Test(project, no_damage_goes_unnoticed)
{
	uint64_t revision;
	size_t at;

	for (at = 0; at < file.len - 4; at++) {
		file.bytes[at] ^= 0x10;
		cr_assert_eq(project_check(file.bytes, file.len, &revision),
		    ERR_CORRUPT, "byte %zu of %zu", at, file.len);
		file.bytes[at] ^= 0x10;
	}
}

Test(project, no_part_passes_for_the_whole)
{
	struct context *again = context_new("other", pack_read);
	uint64_t revision;
	size_t len;

	for (len = 0; len < file.len; len++) {
		cr_assert_eq(project_check(file.bytes, len, &revision),
		    ERR_CORRUPT);
		cr_assert_eq(project_read(file.bytes, len, again),
		    ERR_CORRUPT);
	}
	cr_expect_eq(again->revision, 0);
	context_free(again);
}

/* Give the chunk another format's number, and its sum what goes with it: the
 * number is part of it, by exclusive or. */
static void
make_it_foreign(const char *type)
{
	char *chunk = memmem(file.bytes, file.len, type, 4);
	uint64_t sum;

	cr_assert_not_null(chunk);
	chunk[16] ^= 1;
	memcpy(&sum, file.bytes + file.len - 28, sizeof sum);
	sum ^= 1;
	memcpy(file.bytes + file.len - 28, &sum, sizeof sum);
}

Test(project, history_of_another_format_is_done_without)
{
	struct context *again = context_new("other", pack_read);

	make_it_foreign("GXLD");
	cr_assert_eq(project_read(file.bytes, file.len, again), OK);
	cr_expect_eq(again->revision, 2);
	cr_expect(has(again, 2));
	cr_expect_eq(undo_steps(again->undo), 0);
	context_free(again);
}

/* A box of 1,048,576 block entries: what one layer of a .gox may have. */
static void
fill_to_the_limit(void)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = {
	    .mode = MODE_OVER, .box = { { { 0, 0, 0 } },
	    { { 16384, 16384, 16 } } }, .color = { { 1, 2, 3, 255 } } } };
	struct edit_outcome outcome;

	context_free(context);
	context = context_new("plain", pack_read);
	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
}

static void
write_again(void)
{
	buf_reset(&file);
	project_write(context, &file);
	cr_assert_not(file.failed);
}

Test(project, one_of_as_many_blocks_as_a_gox_may_have_is_a_gox)
{
	fill_to_the_limit();
	write_again();
	cr_expect_null(memmem(file.bytes, file.len, PROJECT_STAND_IN,
	    strlen(PROJECT_STAND_IN)));
	cr_expect_gt(file.len, (size_t)GOX_ENTRIES * 20);
}

Test(project, one_too_large_for_a_gox_is_whole_in_its_chunk)
{
	struct context *again = context_new("other", pack_read);
	uint64_t revision = 0;

	fill_to_the_limit();
	set(-1);
	write_again();
	cr_expect_lt(file.len, 1u << 20);
	cr_assert_eq(project_check(file.bytes, file.len, &revision), OK);
	cr_expect_eq(revision, 2);
	cr_assert_eq(project_read(file.bytes, file.len, again), OK);
	cr_expect(has(again, -1));
	cr_expect(has(again, 16383));
	cr_expect_eq(undo_back(again->undo, &again->image), OK);
	cr_expect_not(has(again, -1));
	context_free(again);
}

Test(project, what_stands_in_says_so_to_goxel)
{
	char why[FORMAT_WHY];
	struct image *image = NULL;

	fill_to_the_limit();
	set(-1);
	write_again();
	cr_assert_eq(gox_read(file.bytes, file.len, &image, why, NULL), OK,
	    "%s", why);
	cr_assert_eq(image->layer_count, 1);
	cr_expect_str_eq(image->layers[0]->name, PROJECT_STAND_IN);
	cr_expect_str_eq(image->name, "plain");
	image_free(image);
}

Test(project, what_stands_in_is_never_taken_for_the_model)
{
	struct context *again = context_new("other", pack_read);
	uint64_t revision;

	fill_to_the_limit();
	set(-1);
	write_again();
	make_it_foreign("GXLW");
	cr_expect_eq(project_check(file.bytes, file.len, &revision), OK);
	cr_expect_eq(project_read(file.bytes, file.len, again), ERR_CORRUPT);
	cr_expect_eq(again->revision, 0);
	memcpy(memmem(file.bytes, file.len, "GXLW", 4), "GXLD", 4);
	cr_expect_eq(project_read(file.bytes, file.len, again), ERR_CORRUPT);
	context_free(again);
}
