/*
 * test_exports - files that agents fetch by their id
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/expiry.h"
#include "tests/unit/album.h"
#include "tests/unit/caller.h"
#include "worker/method/exports.h"

static struct album album;
static struct caller caller;
static struct export made;
static struct buf in, out;

static void
setup(void)
{
	album_start(&album);
	caller_start(&caller);
	caller.facts.render_dir = album.path;
	caller.facts.render_ttl = 100;
	buf_init(&in, 1 << 20);
	buf_init(&out, 1 << 20);
	buf_add_text(&in, "abc");
	cr_assert_eq(exports_put(&caller.call, "glb", &in, &made), OK);
}

static void
teardown(void)
{
	buf_fini(&in);
	buf_fini(&out);
	caller_fini(&caller);
	album_finish(&album);
}

TestSuite(exports, .init = setup, .fini = teardown);

Test(exports, file_comes_back_by_its_id_with_its_type)
{
	const char *mime;

	cr_assert_eq(exports_read(&caller.call, made.file.session, &out,
	    &mime), OK);
	cr_assert_eq(out.len, 3);
	cr_assert_eq(memcmp(out.bytes, "abc", 3), 0);
	cr_assert_str_eq(mime, "model/gltf-binary");
}

Test(exports, what_is_told_of_a_file_is_true)
{
	cr_assert_eq(made.file.size, 3);
	cr_assert_eq(made.expires, 1000000100);
	cr_assert_str_eq(made.sha256, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	cr_assert_eq(strncmp(made.uri, "voxel://export/", 15), 0);
	cr_assert_str_eq(made.uri + 15, made.file.session);
}

Test(exports, ids_are_long_and_never_the_same)
{
	struct export other;

	cr_assert_eq(exports_put(&caller.call, "glb", &in, &other), OK);
	cr_assert_eq(strlen(other.file.session), EXPORT_ID);
	cr_assert_str_neq(other.file.session, made.file.session);
}

Test(exports, other_ids_find_nothing)
{
	static const char *const ids[] = { "", "..", "*",
	    "000000000000000000000000000000" };
	const char *mime;
	size_t i;

	for (i = 0; i < sizeof ids / sizeof ids[0]; i++)
		cr_assert_eq(exports_read(&caller.call, ids[i], &out, &mime),
		    ERR_NO_FILE);
	cr_assert_not_null(strstr(caller.call.why, "voxel_export"));
}

Test(exports, picture_is_no_export_and_an_export_no_picture)
{
	struct rendering *list;
	size_t count;

	album_put(&album, ALBUM_TIME, 30);
	cr_assert_eq(renders_list(&album.renders, &list, &count), OK);
	cr_assert_eq(count, 1);
	free(list);
	cr_assert_eq(renders_list_all(&album.renders, &list, &count), OK);
	cr_assert_eq(count, 2);
	free(list);
	cr_assert_null(renders_name(&album.renders, made.file.name));
	cr_assert(renders_is_ours(made.file.name));
	cr_assert_eq(renders_look(&album.renders, made.file.name,
	    &made.file), ERR_NO_FILE);
}

Test(exports, sweep_removes_those_that_are_too_old)
{
	struct expiry wish = { .now = 1000000099, .ttl = 100,
	    .most = 1 << 20 };
	struct swept swept;

	cr_assert_eq(expiry_run(&album.renders, &wish, &swept), OK);
	cr_assert_eq(swept.removed, 0);
	wish.now++;
	cr_assert_eq(expiry_run(&album.renders, &wish, &swept), OK);
	cr_assert_eq(swept.removed, 1);
	cr_assert_eq(swept.freed, 3);
}

Test(exports, without_a_folder_there_is_another_way)
{
	caller.facts.render_dir = "off";
	cr_assert_eq(exports_put(&caller.call, "vox", &in, &made), ERR_DENIED);
	cr_assert_not_null(strstr(caller.call.why, "voxel_save"));
}
