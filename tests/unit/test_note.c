/*
 * test_note - what a call with a key was answered is told to the next one
 */
#include <string.h>

#include "bounds.h"
#include "tests/unit/caller.h"
#include "worker/note.h"

CALLER_SUITE(note);

/* A call that has found its project, with nothing answered. */
static struct call *
fresh_call(const char *method, const char *key)
{
	struct call *call = &caller.call;

	call->method = method_find(method, strlen(method),
	    &call->preset);
	call->context = caller.projects[caller.current];
	call->request_key = key;
	call->recalled = false;
	call->edits = &caller.edits;
	call->out = &caller.out;
	buf_reset(&caller.edits);
	buf_reset(&caller.reply);
	json_out_open(&caller.out, &caller.reply);
	return call;
}

static void
expect_recalled(const char *key, const char *result)
{
	struct call *call = fresh_call("goxel.undo", key);

	cr_assert_eq(note_recall(call), OK);
	cr_assert(call->recalled);
	cr_assert_eq(caller.reply.len, strlen(result));
	cr_assert_eq(memcmp(caller.reply.bytes, result, strlen(result)), 0);
}

Test(note, result_that_was_kept_is_recalled)
{
	struct call *call = fresh_call("goxel.undo", "k");

	note_keep(call, "{\"a\":1}", 7);
	cr_assert_gt(caller.edits.len, 0);
	cr_assert_leq(caller.edits.len, note_room(call));
	expect_recalled("k", "{\"a\":1}");
}

Test(note, unknown_key_recalls_nothing)
{
	struct call *call = fresh_call("goxel.undo", "k");

	note_keep(call, "1", 1);
	call = fresh_call("goxel.undo", "l");
	cr_assert_eq(note_recall(call), OK);
	cr_assert_not(call->recalled);
}

Test(note, call_without_a_key_keeps_nothing)
{
	struct call *call = fresh_call("goxel.undo", NULL);

	cr_assert_eq(note_room(call), 0);
	note_keep(call, "1", 1);
	cr_assert_eq(caller.edits.len, 0);
	cr_assert_eq(notes_count(call->context->notes), 0);
}

Test(note, recalled_result_is_not_kept_again)
{
	note_keep(fresh_call("goxel.undo", "k"), "1", 1);
	expect_recalled("k", "1");
	note_keep(&caller.call, "1", 1);
	cr_assert_eq(caller.edits.len, 0);
}

Test(note, key_of_another_method_is_refused)
{
	note_keep(fresh_call("goxel.undo", "k"), "1", 1);
	cr_assert_eq(note_recall(fresh_call("goxel.redo", "k")), ERR_PARAMS);
}

Test(note, largest_result_is_kept_and_of_one_beyond_that_it_went_well)
{
	static char result[BOUND_NOTE + 2];
	struct call *call;

	memset(result, '1', BOUND_NOTE);
	call = fresh_call("goxel.undo", "at");
	note_keep(call, result, BOUND_NOTE);
	cr_assert_leq(caller.edits.len, note_room(call));
	expect_recalled("at", result);
	result[BOUND_NOTE] = '1';
	note_keep(fresh_call("goxel.undo", "beyond"), result, BOUND_NOTE + 1);
	expect_recalled("beyond", "null");
}

Test(note, of_an_agents_large_result_it_is_told_a_tools_result)
{
	static char large[BOUND_NOTE + 1];
	struct call *call = fresh_call("goxel.undo", "k");

	call->agent = AGENT_MODERN;
	note_keep(call, large, sizeof large);
	call = fresh_call("goxel.undo", "k");
	cr_assert_eq(note_recall(call), OK);
	buf_add(&caller.reply, "", 1);
	cr_assert_not_null(strstr(caller.reply.bytes, "{\"content\":[{"));
	cr_assert_not_null(strstr(caller.reply.bytes, "complete"));
}
