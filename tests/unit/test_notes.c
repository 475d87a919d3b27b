/*
 * test_notes - what was noted is found, until newer notes took its place
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/context.h"
#include "goxel/format/whole.h"

static char long_text[BOUND_NOTE + 1];

static enum err
add(struct notes *notes, const char *key, const char *method,
    uint32_t result)
{
	struct edit_request_note edit = {
	    .key = { key, (uint32_t)strlen(key) },
	    .method = { method, (uint32_t)strlen(method) },
	    .result = { long_text, result } };

	return notes_add(notes, &edit);
}

static const struct note *
find(const struct notes *notes, const char *key)
{
	return notes_find(notes, &(struct bytes){ key,
	    (uint32_t)strlen(key) });
}

Test(notes, nothing_is_found_where_nothing_was_noted)
{
	struct notes *notes = notes_new();

	cr_assert_null(find(notes, "a"));
	cr_assert_null(notes_first(notes));
	notes_free(notes);
}

Test(notes, each_key_finds_its_own)
{
	struct notes *notes = notes_new();
	char key[16];
	uint32_t i;

	for (i = 0; i < 1000; i++) {
		snprintf(key, sizeof key, "%u", i);
		cr_assert_eq(add(notes, key, "m", i), OK);
	}
	for (i = 0; i < 1000; i++) {
		snprintf(key, sizeof key, "%u", i);
		cr_assert_eq(find(notes, key)->result.len, i);
	}
	cr_assert_null(find(notes, "1000"));
	cr_assert_null(find(notes, ""));
	cr_assert_eq(notes_count(notes), 1000);
	notes_free(notes);
}

Test(notes, first_note_of_a_key_stays)
{
	struct notes *notes = notes_new();

	cr_assert_eq(add(notes, "k", "one", 1), OK);
	cr_assert_eq(add(notes, "k", "two", 2), OK);
	cr_assert_eq(notes_count(notes), 1);
	cr_assert_eq(find(notes, "k")->result.len, 1);
	cr_assert_eq(memcmp(find(notes, "k")->method.at, "one", 3), 0);
	notes_free(notes);
}

Test(notes, lengths_are_bounded)
{
	struct notes *notes = notes_new();
	char key[BOUND_KEY + 2], method[BOUND_NAME + 2];

	memset(key, 'k', sizeof key);
	memset(method, 'm', sizeof method);
	key[BOUND_KEY] = method[BOUND_NAME] = '\0';
	cr_assert_eq(add(notes, key, method, BOUND_NOTE), OK);
	cr_assert_eq(add(notes, "a", "m", BOUND_NOTE + 1), ERR_PARAMS);
	cr_assert_eq(add(notes, "", "m", 1), ERR_PARAMS);
	key[BOUND_KEY] = 'k';
	key[BOUND_KEY + 1] = '\0';
	cr_assert_eq(add(notes, key, "m", 1), ERR_PARAMS);
	method[BOUND_NAME] = 'm';
	method[BOUND_NAME + 1] = '\0';
	cr_assert_eq(add(notes, "a", method, 1), ERR_PARAMS);
	cr_assert_eq(notes_count(notes), 1);
	notes_free(notes);
}

Test(notes, oldest_goes_when_there_are_too_many)
{
	struct notes *notes = notes_new();
	char key[16];
	uint32_t i;

	for (i = 0; i < BOUND_NOTES; i++) {
		snprintf(key, sizeof key, "%u", i);
		add(notes, key, "m", 0);
	}
	cr_assert_eq(notes_count(notes), BOUND_NOTES);
	cr_assert_not_null(find(notes, "0"));
	add(notes, "more", "m", 0);
	cr_assert_eq(notes_count(notes), BOUND_NOTES);
	cr_assert_null(find(notes, "0"));
	cr_assert_not_null(find(notes, "1"));
	cr_assert_not_null(find(notes, "more"));
	notes_free(notes);
}

Test(notes, oldest_goes_when_they_hold_too_much)
{
	struct notes *notes = notes_new();
	size_t each = sizeof(struct note) + 5 + BOUND_NOTE;
	uint32_t fit = (uint32_t)(BOUND_NOTES_BYTES / each), i;
	char key[16];

	for (i = 0; i < fit; i++) {
		snprintf(key, sizeof key, "%04u", i);
		add(notes, key, "m", BOUND_NOTE);
	}
	cr_assert_eq(notes_count(notes), fit);
	add(notes, "more", "m", BOUND_NOTE);
	cr_assert_eq(notes_count(notes), fit);
	cr_assert_null(find(notes, "0000"));
	notes_free(notes);
}

static struct context *
context_with_note(void)
{
	struct context *context = context_new("a", NULL);
	struct edit edit = { .kind = EDIT_request_note, .request_note = {
	    { "key", 3 }, { "goxel.undo", 10 }, { "{}", 2 } } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	return context;
}

Test(notes, noting_is_neither_a_revision_nor_a_step)
{
	struct context *context = context_with_note();

	cr_assert_eq(context->revision, 0);
	cr_assert_eq(undo_steps(context->undo), 0);
	cr_assert_not_null(find(context->notes, "key"));
	context_free(context);
}

Test(notes, project_started_afresh_keeps_them)
{
	struct context *context = context_with_note();
	struct edit edit = { .kind = EDIT_project_reset };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_not_null(find(context->notes, "key"));
	context_free(context);
}

Test(notes, packed_project_has_them_in_order)
{
	struct context *context = context_with_note(), *again;
	const struct note *note;
	struct buf b;

	add(context->notes, "second", "goxel.redo", 7);
	again = context_new("b", NULL);
	add(again->notes, "other", "m", 1);
	buf_init(&b, 1 << 20);
	whole_pack(context, &b);
	cr_assert_eq(whole_unpack(b.bytes, b.len, again), OK);
	cr_assert_eq(notes_count(again->notes), 2);
	note = notes_first(again->notes);
	cr_assert_eq(memcmp(note->key.at, "key", 3), 0);
	cr_assert_eq(memcmp(note->result.at, "{}", 2), 0);
	cr_assert_eq(note->next->result.len, 7);
	cr_assert_null(find(again->notes, "other"));
	buf_fini(&b);
	context_free(context);
	context_free(again);
}
