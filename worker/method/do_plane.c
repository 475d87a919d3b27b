/*
 * do_plane · methods that cut along a plane
 */
#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

enum err
do_cut_plane(struct call *c, const struct cut_plane_in *in)
{
	struct edit edit = { .kind = EDIT_plane_cut };
	struct edit_plane_cut *cut = &edit.plane_cut;
	const struct layer *layer;
	struct edit_outcome outcome;
	double unit[3];
	int32_t none;
	enum err err;

	if ((err = axes_direction(c, "normal", &in->normal, unit)) != OK ||
	    (err = axes_mirror(c, NULL, in->has_origin ? &in->origin : NULL,
	    &none, &cut->twice)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	cut->layer = layer->id;
	cut->normal_x = (float)in->normal.at[0];
	cut->normal_y = (float)in->normal.at[1];
	cut->normal_z = (float)in->normal.at[2];
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "removed", (int64_t)outcome.voxels);
	return reply_close(c);
}
