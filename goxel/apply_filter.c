/*
 * apply_filter - edits that recolour or rearrange what is there
 *
 * Each goes over one layer or, with `all`, over every layer whose voxels are
 * its own; clones and shapes follow as they do.
 */
#include <math.h>

#include "goxel/mask.h"
#include "goxel/rearrange.h"
#include "goxel/recolor.h"
#include "goxel/step.h"

/* What is done to one volume. */
struct filter {
	struct recolor		*recolor;	/* this, or */
	struct rearrange	*rearrange;
};

static enum err
filter_volume(const struct filter *filter, struct volume *v, uint64_t *count)
{
	if (filter->recolor != NULL)
		return recolor_run(filter->recolor, v, count);
	return rearrange_run(filter->rearrange, v, count);
}

static enum err
filter_one(struct context *context, uint32_t id, const struct filter *filter,
    struct edit_outcome *outcome)
{
	struct image *before = step_open(context);
	struct layer *layer = step_open_layer(context, id);

	outcome->layer = layer->id;
	return step_close_layer(context, before, layer,
	    filter_volume(filter, &layer->volume, &outcome->voxels));
}

static enum err
filter_every(struct context *context, const struct filter *filter,
    struct edit_outcome *outcome)
{
	struct image *before = step_open(context), *image = context->image;
	struct layer *layer;
	enum err err = OK;
	uint32_t i;

	for (i = 0; err == OK && i < image->layer_count; i++) {
		if (!layer_plain(image->layers[i]))
			continue;
		layer = image_layer_write(image, image->layers[i]->id);
		err = filter_volume(filter, &layer->volume, &outcome->voxels);
	}
	if (err == OK && context->clones)
		err = image_refresh(image);
	outcome->layer = image->active;
	return step_close(context, before, err);
}

static enum err
run_filter(struct context *context, uint32_t id, bool all,
    const struct filter *filter, struct edit_outcome *outcome)
{
	if (all)
		return filter_every(context, filter, outcome);
	if (image_layer(context->image, id) == NULL)
		return ERR_NO_LAYER;
	return filter_one(context, id, filter, outcome);
}

/* Where colours change: in a box, unless it is empty, and, if so wished, where
 * something is selected. */
struct scope {
	uint32_t	 layer;
	bool		 all, selected;
	struct box	 box;
};

static enum err
fill_scope(struct context *context, const struct scope *scope,
    struct volume *where)
{
	struct volume *mask = mask_of(context->image);
	enum err err = OK;

	if (!box_empty(&scope->box))
		err = volume_fill(where, &scope->box, MASK_WHITE);
	if (err != OK || !scope->selected)
		return err;
	if (mask == NULL)
		return ERR_EMPTY;
	if (!box_empty(&scope->box))
		return mode_merge(where, mask, MODE_INTERSECT);
	volume_copy(where, mask);
	return OK;
}

static enum err
recolor(struct context *context, const struct scope *scope,
    struct recolor how, struct edit_outcome *outcome)
{
	struct filter filter = { .recolor = &how };
	struct volume where = { 0 };
	enum err err;

	if (!box_bounded(&scope->box))
		return ERR_BOUNDS;
	err = fill_scope(context, scope, &where);
	if (scope->selected || !box_empty(&scope->box))
		how.where = &where;
	if (err == OK)
		err = run_filter(context, scope->layer, scope->all, &filter,
		    outcome);
	volume_fini(&where);
	return err;
}

#define SCOPE(edit)							\
	((struct scope){ (edit)->layer, (edit)->all, (edit)->selected,	\
	    (edit)->box })

static bool
percent(float value)
{
	return value >= -100 && value <= 100;
}

enum err
apply_filter_adjust(struct context *context,
    const struct edit_filter_adjust *edit, struct edit_outcome *outcome)
{
	struct recolor_shift shift = { (double)edit->hue,
	    (double)edit->saturation, (double)edit->lightness,
	    (double)edit->contrast };
	struct recolor how = { .change = recolor_shift, .how = &shift };

	if (!(fabsf(edit->hue) <= 360) || !percent(edit->saturation) ||
	    !percent(edit->lightness) || !percent(edit->contrast))
		return ERR_PARAMS;
	return recolor(context, &SCOPE(edit), how, outcome);
}

enum err
apply_filter_recolor(struct context *context,
    const struct edit_filter_recolor *edit, struct edit_outcome *outcome)
{
	struct recolor_pair pair = { edit->from, edit->to, edit->tolerance };
	struct recolor how = { .change = recolor_pair, .how = &pair };

	return recolor(context, &SCOPE(edit), how, outcome);
}

enum err
apply_filter_snap(struct context *context, const struct edit_filter_snap *edit,
    struct edit_outcome *outcome)
{
	struct recolor_palette palette = { (const uint8_t *)edit->palette.at,
	    edit->palette.len / 3 };
	struct recolor how = { .change = recolor_nearest, .how = &palette };

	if (edit->palette.len % 3 != 0 || palette.count == 0)
		return ERR_PARAMS;
	if (palette.count > RECOLOR_PALETTE)
		return ERR_TOO_BIG;
	return recolor(context, &SCOPE(edit), how, outcome);
}

static enum err
rearrange(struct context *context, const struct scope *scope,
    struct rearrange *how, struct edit_outcome *outcome)
{
	struct filter filter = { .rearrange = how };

	if (!box_bounded(&how->box))
		return ERR_BOUNDS;
	if (box_empty(&how->box))
		return ERR_PARAMS;
	return run_filter(context, scope->layer, scope->all, &filter, outcome);
}

enum err
apply_filter_mirror(struct context *context,
    const struct edit_filter_mirror *edit, struct edit_outcome *outcome)
{
	struct scope scope = { .layer = edit->layer, .all = edit->all };
	struct rearrange how = { .box = edit->box, .axis = edit->axis,
	    .keep = (enum rearrange_keep)edit->keep };

	if (edit->axis < 0 || edit->axis > 2 || edit->keep < 0 ||
	    edit->keep >= KEEP_COUNT)
		return ERR_PARAMS;
	return rearrange(context, &scope, &how, outcome);
}

enum err
apply_filter_wrap(struct context *context, const struct edit_filter_wrap *edit,
    struct edit_outcome *outcome)
{
	struct scope scope = { .layer = edit->layer, .all = edit->all };
	struct rearrange how = { .box = edit->box, .axis = -1,
	    .shift = edit->shift };

	return rearrange(context, &scope, &how, outcome);
}
