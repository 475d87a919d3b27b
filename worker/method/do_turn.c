/*
 * do_turn · methods that move voxels elsewhere
 *
 * Each makes a matrix of its parameters.  What a matrix turns or stretches
 * stays in place at a pivot p: the move that belongs to it is p - p M.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/mask.h"
#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"
#include "worker/method/turning.h"

#define FACTOR_MOST	1024	/* and its inverse the least */

/* What the four have in common. */
struct subject {
	bool		 all;
	bool		 part;		/* only in the region */
	bool		 pinned;	/* the pivot was given */
	bool		 selected;	/* only what is selected */
	int32_t		 layer;
	const struct span *region;
	const struct vector *pivot;
};

#define SUBJECT(in)	((struct subject){ (in)->all_layers,		\
	(in)->has_region, (in)->has_pivot, (in)->selected,		\
	(in)->layer_id,							\
	&(in)->region, &(in)->pivot })

/* Both corners belong to the region a client names. */
static enum err
put_region(struct call *c, const struct span *region, struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t lo = region->min.at[axis], hi = region->max.at[axis];

		if (lo > hi)
			return fail(c, ERR_PARAMS, "the region's min must not "
			    "be above its max: %d > %d along %c", lo, hi,
			    'x' + axis);
		box->lo.at[axis] = lo;
		box->hi.at[axis] = hi < INT32_MAX ? hi + 1 : hi;
	}
	return OK;
}

/* Layer and region; the matrix only moves, by nothing. */
static enum err
prepare(struct call *c, const struct subject *s, struct edit *edit)
{
	const struct layer *layer;

	*edit = (struct edit){ .kind = EDIT_layer_turn };
	edit->layer_turn.mat = MATRIX_IDENTITY;
	edit->layer_turn.all = s->all;
	if ((layer = call_layer(c, s->layer)) == NULL)
		return ERR_NO_LAYER;
	if (s->selected && (s->all || s->part))
		return fail(c, ERR_PARAMS, "selected goes with one layer and "
		    "without a region");
	if (s->selected && mask_of(c->context->image) == NULL)
		return fail(c, ERR_EMPTY, "nothing is selected");
	edit->layer_turn.layer = layer->id;
	return s->part ? put_region(c, s->region, &edit->layer_turn.box) : OK;
}

static enum err
finish(struct call *c, const struct subject *s, const struct edit *made)
{
	struct edit selected = { .kind = EDIT_selection_turn };
	const struct edit *edit = s->selected ? &selected : made;
	struct edit_outcome outcome;
	enum err err;

	selected.selection_turn.layer = made->layer_turn.layer;
	selected.selection_turn.mat = made->layer_turn.mat;
	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}

static enum err
find_pivot(struct call *c, const struct subject *s, const struct edit *edit,
    double pivot[3])
{
	const struct edit_layer_turn *turn = &edit->layer_turn;
	struct box box = turn->box;
	int axis;

	if (s->selected)
		volume_bounds(mask_of(c->context->image), true, &box);
	else if (!s->part && !s->pinned && s->all)
		call_bounds(c, true, &box);
	else if (!s->part && !s->pinned)
		volume_bounds(&call_layer(c, (int32_t)turn->layer)->volume,
		    true, &box);
	for (axis = 0; axis < 3; axis++) {
		pivot[axis] = s->pinned ? s->pivot->at[axis] :
		    (box.lo.at[axis] + (double)box.hi.at[axis]) / 2;
		if (!(fabs(pivot[axis]) <= BOUND_COORD))
			return fail(c, ERR_PARAMS, "parameter 'pivot' must be "
			    "within %d of the origin", BOUND_COORD);
	}
	return OK;
}

enum err
do_move(struct call *c, const struct move_in *in)
{
	struct subject s = { .all = in->all_layers, .part = in->has_region,
	    .selected = in->selected, .layer = in->layer_id,
	    .region = &in->region };
	struct edit edit;
	enum err err;
	int axis;

	if ((err = prepare(c, &s, &edit)) != OK)
		return err;
	for (axis = 0; axis < 3; axis++)
		edit.layer_turn.mat.m[3][axis] = (float)in->offset.at[axis];
	return finish(c, &s, &edit);
}

enum err
do_rotate(struct call *c, const struct rotate_in *in)
{
	struct subject s = SUBJECT(in);
	struct edit edit;
	struct matrix *mat = &edit.layer_turn.mat;
	int axis = axes_one(c, in->axis, 2);
	double pivot[3];
	bool whole;
	enum err err;

	if (axis < 0)
		return ERR_PARAMS;
	if ((err = prepare(c, &s, &edit)) != OK ||
	    (err = find_pivot(c, &s, &edit, pivot)) != OK)
		return err;
	if (!isfinite(in->angle))
		return fail(c, ERR_PARAMS, "parameter 'angle' must be finite");
	whole = turning_rotate(mat, axis, in->has_angle ? in->angle : 90);
	turning_pin(mat, pivot, whole);
	return finish(c, &s, &edit);
}

enum err
do_flip(struct call *c, const struct flip_in *in)
{
	struct subject s = SUBJECT(in);
	struct edit edit;
	int axis = axes_one(c, in->axis, 0);
	double pivot[3], unit[3];
	bool whole = true;
	enum err err;

	if (axis < 0)
		return ERR_PARAMS;
	if (in->has_normal && (err = axes_direction(c, "normal", &in->normal,
	    unit)) != OK)
		return err;
	if ((err = prepare(c, &s, &edit)) != OK ||
	    (err = find_pivot(c, &s, &edit, pivot)) != OK)
		return err;
	if (in->has_normal)
		whole = turning_mirror(&edit.layer_turn.mat, in->normal.at);
	else
		edit.layer_turn.mat.m[axis][axis] = -1;
	turning_pin(&edit.layer_turn.mat, pivot, whole);
	return finish(c, &s, &edit);
}

enum err
do_scale(struct call *c, const struct scale_in *in)
{
	struct subject s = SUBJECT(in);
	struct edit edit;
	double factor, pivot[3];
	enum err err;
	int axis;

	if ((err = prepare(c, &s, &edit)) != OK ||
	    (err = find_pivot(c, &s, &edit, pivot)) != OK)
		return err;
	for (axis = 0; axis < 3; axis++) {
		factor = in->has_factors ? in->factors.at[axis] :
		    in->has_factor ? in->factor : 2;
		if (!(factor >= 1.0 / FACTOR_MOST && factor <= FACTOR_MOST))
			return fail(c, ERR_PARAMS, "a factor must be from "
			    "1/%d to %d, not %g", FACTOR_MOST, FACTOR_MOST,
			    factor);
		edit.layer_turn.mat.m[axis][axis] = (float)factor;
	}
	turning_pin(&edit.layer_turn.mat, pivot, false);
	return finish(c, &s, &edit);
}
