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

	cr_assert_eq(gox_read(file.bytes, file.len, &image, why), OK, "%s",
	    why);
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

Test(project, history_of_another_format_is_done_without)
{
	struct context *again = context_new("other", pack_read);
	char *chunk = memmem(file.bytes, file.len, "GXLD", 4);
	uint64_t sum;

	cr_assert_not_null(chunk);
	/* The format's number is part of the sum, by exclusive or. */
	chunk[16] ^= 1;
	memcpy(&sum, file.bytes + file.len - 28, sizeof sum);
	sum ^= 1;
	memcpy(file.bytes + file.len - 28, &sum, sizeof sum);
	cr_assert_eq(project_read(file.bytes, file.len, again), OK);
	cr_expect_eq(again->revision, 2);
	cr_expect(has(again, 2));
	cr_expect_eq(undo_steps(again->undo), 0);
	context_free(again);
}
