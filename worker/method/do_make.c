/*
 * do_make · methods that make voxels by a rule
 */
#include <string.h>

#include "bounds.h"
#include "goxel/letters.h"
#include "goxel/noise.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"

#define SCALE_DEFAULT		16	/* voxels */
#define OCTAVES_DEFAULT		3
#define THRESHOLD_DEFAULT	0.5

static const struct rgba white = { { 255, 255, 255, 255 } };

static enum err
check_mode(struct call *c, enum mode mode)
{
	if (mode != MODE_REPLACE)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'mode' must not be replace, "
	    "which would empty the rest of the layer");
}

/*
 * Words
 */

static enum err
check_words(struct call *c, const struct draw_text_in *in)
{
	const char *at;

	if (strlen(in->text) > LETTERS_MOST)
		return fail(c, ERR_TOO_BIG, "parameter 'text' is longer than "
		    "%d bytes", LETTERS_MOST);
	for (at = in->text; *at != '\0'; at++)
		if (*at != '\n' && (*at < ' ' || *at > '~'))
			return fail(c, ERR_PARAMS, "parameter 'text' must be "
			    "printable ASCII; byte %td is not", at - in->text);
	if (in->has_axis && (strlen(in->axis) != 1 ||
	    in->axis[0] < 'x' || in->axis[0] > 'z'))
		return fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or "
		    "z, not '%s'", in->axis);
	return OK;
}

static enum err
check_sizes(struct call *c, const struct draw_text_in *in)
{
	if (in->has_scale && (in->scale < 1 || in->scale > LETTERS_SCALE))
		return fail(c, ERR_PARAMS, "parameter 'scale' must be from 1 "
		    "to %d, not %d", LETTERS_SCALE, in->scale);
	if (in->has_depth && (in->depth < 1 || in->depth > 2 * BOUND_COORD))
		return fail(c, ERR_PARAMS, "parameter 'depth' must be from 1 "
		    "to %d, not %d", 2 * BOUND_COORD, in->depth);
	return check_mode(c, in->mode);
}

enum err
do_draw_text(struct call *c, const struct draw_text_in *in)
{
	struct edit edit = { .kind = EDIT_text_draw };
	struct edit_text_draw *draw = &edit.text_draw;
	const struct layer *layer = call_layer(c, in->layer_id);
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = check_words(c, in)) != OK ||
	    (err = check_sizes(c, in)) != OK)
		return err;
	draw->layer = layer->id;
	draw->mode = in->mode;
	draw->at = (struct pos){ { in->x, in->y, in->z } };
	draw->axis = in->has_axis ? in->axis[0] - 'x' : 1;
	draw->scale = in->has_scale ? in->scale : 1;
	draw->depth = in->has_depth ? in->depth : 1;
	draw->color = in->has_color ? in->color : white;
	draw->text = pick_bytes(in->text);
	return pick_reply_voxels(c, &edit);
}

/*
 * Noise
 */

static enum err
check_noise(struct call *c, const struct fill_noise_in *in)
{
	if (in->has_scale && in->scale < 1)
		return fail(c, ERR_PARAMS, "parameter 'scale' must be 1 or "
		    "more, not %d", in->scale);
	if (in->has_octaves && (in->octaves < 1 ||
	    in->octaves > NOISE_OCTAVES))
		return fail(c, ERR_PARAMS, "parameter 'octaves' must be from "
		    "1 to %d, not %d", NOISE_OCTAVES, in->octaves);
	if (!(in->threshold >= 0 && in->threshold <= 1))
		return fail(c, ERR_PARAMS, "parameter 'threshold' must be "
		    "from 0 to 1, not %g", in->threshold);
	if (in->has_kind && strcmp(in->kind, "terrain") != 0 &&
	    strcmp(in->kind, "density") != 0)
		return fail(c, ERR_PARAMS, "parameter 'kind' must be terrain "
		    "or density, not '%s'", in->kind);
	return check_mode(c, in->mode);
}

static struct bytes
ramp_bytes(const struct ramp *ramp)
{
	return (struct bytes){ (const char *)ramp->at,
	    ramp->count * (uint32_t)sizeof *ramp->at };
}

enum err
do_fill_noise(struct call *c, const struct fill_noise_in *in)
{
	struct edit edit = { .kind = EDIT_noise_fill };
	struct edit_noise_fill *fill = &edit.noise_fill;
	const struct layer *layer = call_layer(c, in->layer_id);
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = pick_box(c, &in->min, &in->max, &fill->box)) != OK ||
	    (err = check_noise(c, in)) != OK)
		return err;
	fill->layer = layer->id;
	fill->mode = in->mode;
	fill->cloud = in->has_kind && strcmp(in->kind, "density") == 0;
	fill->seed = in->seed;
	fill->scale = in->has_scale ? in->scale : SCALE_DEFAULT;
	fill->octaves = in->has_octaves ? in->octaves : OCTAVES_DEFAULT;
	fill->threshold = (int32_t)((in->has_threshold ? in->threshold :
	    THRESHOLD_DEFAULT) * NOISE_ONE);
	fill->ramp = ramp_bytes(&in->colors);
	return pick_reply_voxels(c, &edit);
}
