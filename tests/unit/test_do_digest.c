/*
 * test_do_digest - whether two projects are the same
 */
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_digest);

/* The digest's text in the reply. */
static void
ask(char digest[17])
{
	const char *text;

	cr_assert_eq(caller_run(&caller, "goxel.get_digest", NULL), OK);
	text = strstr(caller.reply.bytes, "\"digest\":\"");
	cr_assert_not_null(text);
	memcpy(digest, text + strlen("\"digest\":\""), 16);
	digest[16] = '\0';
	cr_assert_eq(strspn(digest, "0123456789abcdef"), 16);
}

Test(do_digest, comes_back_with_the_content)
{
	char first[17], other[17], again[17];

	ask(first);
	caller_run(&caller, "goxel.add_voxel", "[1,2,3,255,0,0]");
	ask(other);
	caller_run(&caller, "goxel.undo", NULL);
	ask(again);
	cr_assert_str_neq(first, other);
	cr_assert_str_eq(first, again);
}

Test(do_digest, tells_voxels_of_all_layers_and_of_each)
{
	const char *text;

	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.create_layer", "[\"two\",1,1,1,false]");
	caller_run(&caller, "goxel.add_voxel", "[20,0,0,0,255,0]");
	cr_assert_eq(caller_run(&caller, "goxel.get_digest", NULL), OK);
	text = caller.reply.bytes;
	cr_assert_not_null(strstr(text, "\"voxels\":9,\"revision\":"));
	cr_assert_not_null(strstr(text, "\"layers\":[{\"id\":1,\"digest\":\""));
	cr_assert_not_null(strstr(text, "\"voxels\":8},{\"id\":2,"));
	cr_assert_not_null(strstr(text, "\"voxels\":1}]}"));
}
