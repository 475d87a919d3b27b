/*
 * call - one request's way through its handler
 *
 * What every handler has in common: how it is let in, how it fails, how it
 * changes the project.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "worker/method/call.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

enum err
fail(struct call *c, enum err err, const char *format, ...)
{
	va_list list;

	assert(err != OK);
	va_start(list, format);
	vsnprintf(c->why, sizeof c->why, format, list);
	va_end(list);
	c->err = err;
	return err;
}

static enum err
check(struct call *c)
{
	if (!(c->method->flags & (READS | EDITS)))
		return OK;
	if (c->context == NULL)
		return c->method->flags & BARE ? OK : fail(c, ERR_NO_PROJECT,
		    "no project is open; call goxel.create_project first");
	if (c->expects && c->expect_revision != c->context->revision)
		return fail(c, ERR_STALE, "the project is at revision %" PRIu64
		    ", not %" PRIu64 "; look at it again and repeat",
		    c->context->revision, c->expect_revision);
	return OK;
}

enum err
method_run(struct call *c)
{
	enum err err;

	if ((err = check(c)) != OK)
		return err;
	c->why[0] = '\0';
	err = c->method->run(c, c->in);
	if (err == OK && reply_failed(c))
		err = fail(c, ERR_TOO_BIG, "the reply would be larger than %u "
		    "bytes; ask for less at a time", BOUND_REPLY);
	c->err = err;
	return err;
}

void
call_progress(struct call *c, unsigned percent)
{
	if (c->percent != NULL)
		atomic_store(c->percent, percent);
}

struct progress
call_progress_of(const struct call *c, unsigned from, unsigned to)
{
	return (struct progress){ c->percent, from * PROGRESS_PERCENT,
	    to * PROGRESS_PERCENT };
}

/* The layer that an edit draws into. */
static uint32_t
layer_drawn(const struct edit *edit)
{
	switch (edit->kind) {
	case EDIT_stroke_draw:
		return edit->stroke_draw.layer;
	case EDIT_path_draw:
		return edit->path_draw.layer;
	case EDIT_solid_draw:
		return edit->solid_draw.layer;
	case EDIT_text_draw:
		return edit->text_draw.layer;
	case EDIT_revolve_draw:
		return edit->revolve_draw.layer;
	case EDIT_stroke_press:
		return edit->stroke_press.layer;
	case EDIT_path_press:
		return edit->path_press.layer;
	case EDIT_noise_fill:
		return edit->noise_fill.layer;
	case EDIT_heights_fill:
		return edit->heights_fill.layer;
	case EDIT_formula_fill:
		return edit->formula_fill.layer;
	case EDIT_program_run:
		return edit->program_run.layer;
	default:
		return 0;
	}
}

/* The layer an edit names, to tell of it. */
static uint32_t
layer_of(const struct edit *edit)
{
	switch (edit->kind) {
	case EDIT_voxel_set:
		return edit->voxel_set.layer;
	case EDIT_voxels_set:
		return edit->voxels_set.layer;
	case EDIT_box_fill:
		return edit->box_fill.layer;
	case EDIT_shape_draw:
		return edit->shape_draw.layer;
	case EDIT_flood_fill:
		return edit->flood_fill.layer;
	case EDIT_layer_delete:
		return edit->layer_delete.layer;
	case EDIT_layer_show:
		return edit->layer_show.layer;
	case EDIT_layer_select:
		return edit->layer_select.layer;
	case EDIT_layer_rename:
		return edit->layer_rename.layer;
	case EDIT_face_extrude:
		return edit->face_extrude.layer;
	case EDIT_layer_turn:
		return edit->layer_turn.layer;
	case EDIT_components_keep:
		return edit->components_keep.layer;
	case EDIT_layer_reduce:
		return edit->layer_reduce.source;
	case EDIT_selection_turn:
		return edit->selection_turn.layer;
	case EDIT_region_copy:
		return edit->region_copy.layer;
	case EDIT_layer_shell:
		return edit->layer_shell.layer;
	case EDIT_plane_cut:
		return edit->plane_cut.layer;
	case EDIT_layer_smooth:
		return edit->layer_smooth.layer;
	default:
		return layer_drawn(edit);
	}
}

static enum err
fail_layer(struct call *c, int32_t id)
{
	if (id <= 0)
		return fail(c, ERR_NO_LAYER, "the project has no layer; "
		    "goxel.create_layer makes one");
	return fail(c, ERR_NO_LAYER, "the project has no layer %" PRId32
	    "; goxel.list_layers tells their ids", id);
}

static bool
adds_layer(const struct call *c, const struct edit *edit)
{
	return c->context->image->layer_count >= BOUND_LAYERS &&
	    (edit->kind == EDIT_layer_add || edit->kind == EDIT_layer_clone ||
	    edit->kind == EDIT_layer_duplicate ||
	    edit->kind == EDIT_layer_shape_add ||
	    edit->kind == EDIT_layer_image_add);
}

static enum err
fail_too_big(struct call *c, const struct edit *edit)
{
	if (adds_layer(c, edit))
		return fail(c, ERR_TOO_BIG, "the project has %d layers, "
		    "which is the limit; merge or delete some", BOUND_LAYERS);
	if (edit->kind == EDIT_material_set || edit->kind == EDIT_camera_set)
		return fail(c, ERR_TOO_BIG, "a project has at most %d "
		    "materials and %d cameras, and their names 127 bytes",
		    BOUND_MATERIALS, BOUND_CAMERAS);
	if (edit->kind == EDIT_flood_fill)
		return fail(c, ERR_TOO_BIG, "more than %u voxels are "
		    "connected there, which is the limit of one fill",
		    BOUND_EDIT_VOXELS);
	return fail(c, ERR_TOO_BIG, "%s would touch more than %u tiles of 16 "
	    "voxels a side one by one, or leave the project with too much; "
	    "do it in smaller parts", c->method->name, BOUND_EDIT_TILES);
}

/* Put an engine's refusal in words. */
static enum err
explain(struct call *c, enum err err, const struct edit *edit)
{
	const struct pos *pos = &edit->flood_fill.pos;

	switch (err) {
	case ERR_NO_LAYER:
		return fail_layer(c, (int32_t)layer_of(edit));
	case ERR_NO_VOXEL:
		if (edit->kind != EDIT_flood_fill)
			break;
		return fail(c, err, "there is no voxel at %" PRId32 ",%" PRId32
		    ",%" PRId32 "; a fill begins at one", pos->at[0],
		    pos->at[1], pos->at[2]);
	case ERR_NO_STEP:
		return fail(c, err, "there is no step to %s",
		    edit->kind == EDIT_undo ? "take back" : "do again");
	case ERR_BOUNDS:
		return fail(c, err, "coordinates reach from %d to %d",
		    -BOUND_COORD, BOUND_COORD - 1);
	case ERR_TOO_BIG:
		return fail_too_big(c, edit);
	default:
		break;
	}
	return fail(c, err, "%s", err_row(err)->text);
}

bool
call_is_job(const struct call *c)
{
	if (c->method->flags & SHOWS)
		return ((const struct voxel_build_in *)c->in)->render.wanted;
	return c->method->flags & JOB;
}

bool
call_is_traced(const struct call *c)
{
	const char *style = NULL;

	if (c->method == &methods[METHOD_render_path])
		return true;
	if (c->method == &methods[METHOD_voxel_render])
		style = ((const struct voxel_render_in *)c->in)->style;
	else if (c->method == &methods[METHOD_render_views])
		style = ((const struct render_views_in *)c->in)->style;
	return style != NULL && strcmp(style, "traced") == 0;
}

enum err
call_try(struct call *c, struct context *draft, const struct edit *edit,
    struct edit_outcome *outcome)
{
	enum err err = context_apply(draft, edit, outcome);

	return err == OK ? OK : explain(c, err, edit);
}

enum err
call_edit(struct call *c, const struct edit *edit,
    struct edit_outcome *outcome)
{
	enum err err;

	memset(outcome, 0, sizeof *outcome);
	/* A picture of it is wanted, so the job's own copy has it, too. */
	if ((!c->deferred || c->method->flags & SHOWS) &&
	    (err = context_apply(c->context, edit, outcome)) != OK)
		return explain(c, err, edit);
	if (c->edits == NULL)
		return OK;
	edit_encode(edit, c->edits);
	if (c->edits->failed)
		return fail(c, ERR_TOO_BIG, "what %s makes is larger than %zu "
		    "bytes", c->method->name, c->edits->limit);
	return OK;
}

const struct layer *
call_layer(struct call *c, int32_t id)
{
	const struct layer *layer;

	layer = image_layer(c->context->image, id > 0 ? (uint32_t)id : 0);
	if (layer == NULL)
		fail_layer(c, id);
	return layer;
}

uint32_t
call_layer_or_active(const struct call *c, int32_t id)
{
	if (id > 0 && image_layer(c->context->image, (uint32_t)id) != NULL)
		return (uint32_t)id;
	return 0;
}

uint32_t
call_layer_or_first(const struct call *c, int32_t id)
{
	return id > 0 ? (uint32_t)id : call_layer_or_active(c, 1);
}

bool
call_bounds(const struct call *c, bool exact, struct box *box)
{
	const struct image *image = c->context->image;
	bool some = false;
	struct box one;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (!volume_bounds(&image->layers[i]->volume, exact, &one))
			continue;
		*box = some ? box_join(box, &one) : one;
		some = true;
	}
	return some;
}
