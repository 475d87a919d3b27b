/*
 * do_reduce · a layer at a smaller scale
 */
#include <stdio.h>

#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

#define PERCENT_DEFAULT	50

static enum err
check(struct call *c, const struct reduce_layer_in *in)
{
	if (in->has_factor && in->factor != 2 && in->factor != 4 &&
	    in->factor != 8)
		return fail(c, ERR_PARAMS, "parameter 'factor' must be 2, 4 "
		    "or 8, not %d", in->factor);
	if (in->percent < 0 || in->percent > 100)
		return fail(c, ERR_PARAMS, "parameter 'percent' must be from "
		    "0 to 100, not %d", in->percent);
	return OK;
}

enum err
do_reduce_layer(struct call *c, const struct reduce_layer_in *in)
{
	struct edit edit = { .kind = EDIT_layer_reduce };
	struct edit_layer_reduce *reduce = &edit.layer_reduce;
	const struct layer *layer = call_layer(c, in->layer_id);
	char name[BOUND_NAME + 1];
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = check(c, in)) != OK)
		return err;
	reduce->source = layer->id;
	reduce->factor = in->has_factor ? in->factor : 2;
	reduce->percent = in->has_percent ? in->percent : PERCENT_DEFAULT;
	snprintf(name, sizeof name, "%.240s 1:%d",
	    in->has_name ? in->name : layer->name, (int)reduce->factor);
	reduce->name = pick_bytes(in->has_name ? in->name : name);
	return pick_reply_voxels(c, &edit);
}
