/*
 * do_make · methods that make voxels by a rule
 */
#include <string.h>

#include "bounds.h"
#include "goxel/letters.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static const struct rgba white = { { 255, 255, 255, 255 } };

static enum err
check_mode(struct call *c, enum mode mode)
{
	if (mode != MODE_REPLACE)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'mode' must not be replace, "
	    "which would empty the rest of the layer");
}

/* Apply, and tell of it. */
static enum err
make(struct call *c, const struct edit *edit)
{
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", outcome.layer);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
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
	draw->text = (struct bytes){ in->text, (uint32_t)strlen(in->text) };
	return make(c, &edit);
}
