/*
 * do_extrude · the method that pushes a piece of surface out or in
 */
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/reply.h"

static enum err
take_normal(struct call *c, const char *name, int32_t *axis, bool *back)
{
	*axis = 2;
	*back = false;
	if (name == NULL)
		return OK;
	*back = *name == '-';
	if (*name == '-' || *name == '+')
		name++;
	if (strlen(name) != 1 || *name < 'x' || *name > 'z')
		return fail(c, ERR_PARAMS, "parameter 'normal' must be +x, "
		    "-x, +y, -y, +z or -z, not '%.20s'", name);
	*axis = *name - 'x';
	return OK;
}

/* Put a refusal in words that know of faces. */
static enum err
explain(struct call *c, enum err err, const struct extrude_in *in)
{
	if (err == ERR_NO_VOXEL)
		return fail(c, err, "there is no voxel at %d,%d,%d, or "
		    "another one covers that face", in->x, in->y, in->z);
	return err;
}

enum err
do_extrude(struct call *c, const struct extrude_in *in)
{
	struct edit edit = { .kind = EDIT_face_extrude };
	struct edit_face_extrude *push = &edit.face_extrude;
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if ((err = take_normal(c, in->normal, &push->axis, &push->back)) != OK)
		return err;
	if (in->has_threshold && (in->threshold < 0 || in->threshold > 255))
		return fail(c, ERR_PARAMS, "parameter 'threshold' must be "
		    "from 0 to 255, not %d", in->threshold);
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	push->layer = layer->id;
	push->seed = (struct pos){ { in->x, in->y, in->z } };
	push->delta = in->has_delta ? in->delta : 1;
	push->threshold = in->has_threshold ? in->threshold : 255;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return explain(c, err, in);

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}
