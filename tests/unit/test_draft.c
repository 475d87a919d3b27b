/*
 * test_draft - a project as a script changes it
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/context.h"
#include "script/draft.h"

static struct context *project;
static struct image *before;
static struct quota quota;
static struct draft draft;
static struct buf edits;

static void
setup(void)
{
	project = context_new("P", NULL);
	before = image_copy(project->image);
	quota_init(&quota);
	draft_init(&draft, before, &quota);
	buf_init(&edits, BOUND_FILE);
}

static void
teardown(void)
{
	draft_fini(&draft);
	quota_fini(&quota);
	buf_fini(&edits);
	image_free(before);
	context_free(project);
}

TestSuite(draft, .init = setup, .fini = teardown);

static enum err
put(uint32_t layer, int x, int shade)
{
	return draft_write(&draft, layer, &(struct pos){ { x, 0, 0 } },
	    (struct rgba){ { (uint8_t)shade, 0, 0, 255 } });
}

static int
shade(const struct image *image, uint32_t layer, int x)
{
	const struct layer *found = image_layer(image, layer);

	cr_assert_not_null(found);
	return volume_get(&found->volume, &(struct pos){ { x, 0, 0 } }).c[0];
}

static void
apply(struct edit edit)
{
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(project, &edit, &outcome), OK);
}

/* Let the project begin with this, and the draft too. */
static void
begin(void)
{
	draft_fini(&draft);
	image_free(before);
	before = image_copy(project->image);
	draft_init(&draft, before, &quota);
}

/* Do the draft's edits to the project. */
static void
finish(void)
{
	struct edit edit = { .kind = EDIT_series };

	draft_edits(&draft, &edits);
	edit.series.edits = (struct bytes){
		edits.bytes, (uint32_t)edits.len
	};
	apply(edit);
}

static unsigned
count_edits(void)
{
	size_t at = 0, used;
	unsigned count = 0;
	struct edit edit;

	while (at < edits.len) {
		cr_assert_eq(edit_decode(edits.bytes + at, edits.len - at,
		    &edit, &used), OK);
		edit_fini(&edit);
		at += used;
		count++;
	}
	return count;
}

static void
add_layer(void)
{
	apply((struct edit){ .kind = EDIT_layer_add,
	    .layer_add = { .name = { "other", 5 }, .visible = true } });
}

Test(draft, the_project_itself_does_not_change)
{
	cr_assert_eq(put(1, 3, 7), OK);
	cr_assert_eq(shade(draft.image, 1, 3), 7);
	cr_assert_eq(shade(project->image, 1, 3), 0);
}

Test(draft, the_edits_do_the_same_to_the_project)
{
	put(1, 3, 7);
	put(1, 3, 8);
	put(1, 4, 9);
	finish();
	cr_assert_eq(shade(project->image, 1, 3), 8);
	cr_assert_eq(shade(project->image, 1, 4), 9);
	cr_assert_eq(count_edits(), 1);
}

Test(draft, nothing_done_is_no_edit)
{
	draft_show(&draft, 1, true);
	draft_edits(&draft, &edits);
	cr_assert_eq(edits.len, 0);
}

Test(draft, going_to_and_fro_makes_one_list_a_layer)
{
	int i;

	add_layer();
	begin();
	for (i = 0; i < 1000; i++)
		put(1 + i % 2, i, 5);
	finish();
	cr_assert_eq(count_edits(), 2);
	cr_assert_eq(shade(project->image, 1, 998), 5);
	cr_assert_eq(shade(project->image, 2, 999), 5);
}

Test(draft, layers_are_shown_and_hidden)
{
	cr_assert_eq(draft_show(&draft, 1, false), OK);
	cr_assert_eq(draft_show(&draft, 9, false), ERR_NO_LAYER);
	finish();
	cr_assert(!image_layer(project->image, 1)->visible);
}

Test(draft, new_layers_are_added_in_their_order_with_what_they_hold)
{
	uint32_t a, b;

	cr_assert_eq(draft_add_layer(&draft, "a", &a), OK);
	cr_assert_eq(draft_add_layer(&draft, "b", &b), OK);
	put(b, 1, 20);
	put(a, 1, 10);
	put(1, 1, 5);
	draft_show(&draft, a, false);
	finish();
	cr_assert_eq(project->image->layer_count, 3);
	cr_assert_eq(shade(project->image, 1, 1), 5);
	cr_assert_eq(shade(project->image, a, 1), 10);
	cr_assert_eq(shade(project->image, b, 1), 20);
	cr_assert(!image_layer(project->image, a)->visible);
	cr_assert_str_eq(image_layer(project->image, b)->name, "b");
	cr_assert_eq(project->image->active, b);
}

/* Somebody else has added a layer, which got the id of the script's. */
Test(draft, a_new_layer_keeps_its_voxels_when_its_id_is_taken)
{
	uint32_t id;

	draft_add_layer(&draft, "mine", &id);
	put(id, 1, 10);
	add_layer();
	finish();
	cr_assert_eq(project->image->layer_count, 3);
	cr_assert_eq(shade(project->image, id, 1), 0);
	cr_assert_eq(shade(project->image, id + 1, 1), 10);
	cr_assert_str_eq(image_layer(project->image, id + 1)->name, "mine");
}

Test(draft, what_others_did_meanwhile_stays)
{
	put(1, 1, 10);
	apply((struct edit){ .kind = EDIT_voxel_set, .voxel_set = {
	    .pos = { { 2, 0, 0 } }, .color = { { 3, 3, 3, 255 } } } });
	finish();
	cr_assert_eq(shade(project->image, 1, 1), 10);
	cr_assert_eq(shade(project->image, 1, 2), 3);
}

/* Layer 2 of the project shows layer 1. */
static void
make_clone(void)
{
	add_layer();
	image_layer_write(project->image, 2)->base_id = 1;
	project->clones = true;
	cr_assert_eq(image_refresh(project->image), OK);
	begin();
}

Test(draft, a_clone_follows)
{
	make_clone();
	put(1, 1, 10);
	cr_assert_eq(shade(draft.image, 2, 1), 10);
	finish();
	cr_assert_eq(shade(project->image, 2, 1), 10);
}

Test(draft, a_clone_that_is_written_follows_no_more)
{
	make_clone();
	put(1, 1, 10);
	put(2, 2, 20);
	put(1, 3, 30);
	finish();
	cr_assert_eq(shade(draft.image, 2, 1), 10);
	cr_assert_eq(shade(draft.image, 2, 3), 0);
	cr_assert_eq(shade(project->image, 2, 1), 10);
	cr_assert_eq(shade(project->image, 2, 2), 20);
	cr_assert_eq(shade(project->image, 2, 3), 0);
	cr_assert_eq(shade(project->image, 1, 3), 30);
}

Test(draft, what_cannot_be_written_is_not_kept)
{
	cr_assert_eq(put(9, 1, 1), ERR_NO_LAYER);
	cr_assert_eq(put(0, 1, 1), ERR_NO_LAYER);
	cr_assert_eq(put(1, BOUND_COORD, 1), ERR_BOUNDS);
	cr_assert_eq(put(1, -BOUND_COORD - 1, 1), ERR_BOUNDS);
	draft_edits(&draft, &edits);
	cr_assert_eq(edits.len, 0);
}

Test(draft, layers_are_added_up_to_the_limit)
{
	uint32_t id, i;

	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(draft_add_layer(&draft, "", &id), OK);
	cr_assert_eq(draft_add_layer(&draft, "", &id), ERR_TOO_BIG);
	finish();
	cr_assert_eq(project->image->layer_count, BOUND_LAYERS);
}
