/*
 * test_call - how a request is let in, fails and changes the project
 */
#include <string.h>

#include "bounds.h"
#include "tests/unit/caller.h"

CALLER_SUITE(call);

Test(call, without_a_project_a_method_on_one_is_refused)
{
	const struct method *m;

	caller.call.context = NULL;
	for (m = methods; m->name != NULL; m++) {
		if (!(m->flags & (READS | EDITS)) || m->flags & (OPENS | BARE))
			continue;
		caller.call.method = m;
		cr_assert_eq(method_run(&caller.call), ERR_NO_PROJECT, "%s",
		    m->name);
		cr_assert_str_eq(caller.call.why, "no project is open; call "
		    "goxel.create_project first");
	}
}

Test(call, the_expected_revision_lets_an_edit_in)
{
	expect(&caller, "goxel.remove_voxel", "{\"expect_revision\":1}",
	    "{\"success\":true,\"x\":0,\"y\":0,\"z\":0,\"layer_id\":0}");
}

Test(call, another_revision_is_stale_and_both_are_told)
{
	refuse(&caller, "goxel.remove_voxel", "{\"expect_revision\":5}",
	    ERR_STALE, "the project is at revision 1, not 5");
	cr_assert_eq(caller.projects[0]->revision, 1);
}

Test(call, a_request_works_on_the_project_it_names)
{
	caller_run(&caller, "goxel.create_project", "[\"Q\"]");
	expect(&caller, "goxel.add_voxel", "{\"x\":3,\"project\":\"P\"}",
	    "{\"success\":true,\"x\":3,\"y\":0,\"z\":0,\"layer_id\":0,"
	    "\"color\":[255,255,255,255]}");
	expect(&caller, "goxel.get_bounding_box", "{\"project\":\"Q\"}",
	    "{\"empty\":true}");
	expect(&caller, "goxel.get_bounding_box", "{\"project\":\"P\"}",
	    "{\"empty\":false,\"min\":[3,0,0],\"max\":[4,1,1],"
	    "\"dimensions\":[1,1,1]}");
}

Test(call, fail_hands_the_code_back_with_words)
{
	struct call c = { .err = OK };

	cr_assert_eq(fail(&c, ERR_FULL, "%d of %s", 3, "them"), ERR_FULL);
	cr_assert_eq(c.err, ERR_FULL);
	cr_assert_str_eq(c.why, "3 of them");
}

Test(call, words_that_are_too_long_are_cut)
{
	static char words[CALL_WHY * 2];
	struct call c;

	memset(words, 'x', sizeof words - 1);
	fail(&c, ERR_FULL, "%s", words);
	cr_assert_eq(strlen(c.why), CALL_WHY - 1);
}

Test(call, success_forgets_the_words_of_failed_elements)
{
	cr_assert_eq(caller_run(&caller, "add_voxels", "[[3]]"), OK);
	cr_assert_eq(caller.call.err, OK);
	cr_assert_str_eq(caller.call.why, "");
}

Test(call, an_edit_in_a_job_is_handed_on_and_not_applied)
{
	struct edit edit = { .kind = EDIT_voxel_set }, back;
	struct edit_outcome outcome;
	size_t used;

	caller.call.context = caller.projects[0];
	caller.call.edits = &caller.edits;
	caller.call.deferred = true;
	edit.voxel_set.color = (struct rgba){ { 1, 2, 3, 255 } };
	cr_assert_eq(call_edit(&caller.call, &edit, &outcome), OK);
	cr_assert_eq(caller.projects[0]->revision, 1);
	cr_assert_eq(edit_decode(caller.edits.bytes, caller.edits.len, &back,
	    &used), OK);
	cr_assert_eq(used, caller.edits.len);
	cr_assert_eq(back.voxel_set.color.c[2], 3);
}

Test(call, an_edit_that_does_not_fit_is_too_big)
{
	struct edit edit = { .kind = EDIT_voxel_set };
	struct edit_outcome outcome;
	struct buf small;

	buf_init(&small, 10);
	caller.call.edits = &small;
	cr_assert_eq(call_edit(&caller.call, &edit, &outcome), ERR_TOO_BIG);
	buf_fini(&small);
}

Test(call, a_refused_edit_says_what_would_be_right)
{
	refuse(&caller, "goxel.set_layer_visibility", "[9]", ERR_NO_LAYER,
	    "the project has no layer 9; goxel.list_layers tells their ids");
	refuse(&caller, "goxel.flood_fill", "[1,2,3]", ERR_NO_VOXEL,
	    "there is no voxel at 1,2,3");
	refuse(&caller, "goxel.redo", NULL, ERR_NO_STEP,
	    "there is no step to do again");
	refuse(&caller, "goxel.procedural_shape",
	    "[\"cube\",10,10,10,1048575]", ERR_BOUNDS,
	    "coordinates reach from -1048576 to 1048575");
	refuse(&caller, "goxel.procedural_shape",
	    "[\"sphere\",60000,60000,60000]", ERR_TOO_BIG,
	    "do it in smaller parts");
}

Test(call, a_reply_past_the_limit_is_too_big)
{
	struct call *c = &caller.call;

	c->method = &methods[METHOD_ping];
	buf_fini(&caller.reply);
	buf_init(&caller.reply, 10);
	json_out_open(&caller.out, &caller.reply);
	cr_assert_eq(method_run(c), ERR_TOO_BIG);
	cr_assert_eq(c->err, ERR_TOO_BIG);
	cr_assert_not_null(strstr(c->why, "ask for less"));
}

Test(call, layers_fall_back_to_the_first_or_the_active)
{
	struct call *c = &caller.call;

	caller_run(&caller, "goxel.create_layer", NULL);
	c->context = caller.projects[0];
	cr_assert_eq(call_layer(c, 0)->id, 2);
	cr_assert_eq(call_layer(c, -5)->id, 2);
	cr_assert_eq(call_layer(c, 1)->id, 1);
	cr_assert_null(call_layer(c, 3));
	cr_assert_eq(call_layer_or_active(c, 1), 1);
	cr_assert_eq(call_layer_or_active(c, 3), 0);
	cr_assert_eq(call_layer_or_first(c, 0), 1);
	cr_assert_eq(call_layer_or_first(c, 3), 3);
	caller_run(&caller, "goxel.delete_layer", "[1]");
	cr_assert_eq(call_layer_or_first(c, 0), 0);
}
