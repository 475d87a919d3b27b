/*
 * pick - what many methods name alike, and what they tell about it
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/stack.h"
#include "text.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

enum err
pick_box(struct call *c, const struct pos *min, const struct pos *max,
    struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (min->at[axis] > max->at[axis])
			return fail(c, ERR_PARAMS, "parameter 'min' must not "
			    "be above 'max': %d > %d along %c", min->at[axis],
			    max->at[axis], 'x' + axis);
		box->lo.at[axis] = min->at[axis];
		box->hi.at[axis] = max->at[axis] + 1;
	}
	return OK;
}

enum err
pick_shape(struct call *c, const char *name, enum shape *shape)
{
	int i;

	*shape = SHAPE_CUBE;
	if (name == NULL)
		return OK;
	for (i = 0; i < SHAPE_COUNT; i++)
		if (strcmp(shape_names[i], name) == 0) {
			*shape = (enum shape)i;
			return OK;
		}
	return fail(c, ERR_PARAMS, "parameter 'shape_type' must be cube, "
	    "sphere or cylinder, not '%s'", name);
}

struct bytes
pick_bytes(const char *text)
{
	if (text == NULL)
		return (struct bytes){ "", 0 };
	return (struct bytes){ text, (uint32_t)strlen(text) };
}

void
pick_open(struct call *c, uint32_t id)
{
	const struct layer *layer = image_layer(c->context->image, id);

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", id);
	if (layer != NULL)
		reply_text(c, "name", layer->name);
}

enum err
pick_reply(struct call *c, const struct edit *edit)
{
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	reply_int(c, "index", stack_index(c->context->image, outcome.layer));
	return reply_close(c);
}

enum err
pick_reply_voxels(struct call *c, const struct edit *edit)
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

void
pick_put_box(struct call *c, const char *key, const struct box *box)
{
	struct pos last = box->hi;
	int axis;

	for (axis = 0; axis < 3; axis++)
		last.at[axis]--;
	if (key != NULL)
		reply_object(c, key);
	reply_pos(c, "min", &box->lo);
	reply_pos(c, "max", &last);
	if (key != NULL)
		reply_object_end(c);
}

void
pick_put_float(struct call *c, const char *key, float value)
{
	char text[32];
	int digits;

	for (digits = 6; digits < 9; digits++) {
		text_format(text, sizeof text, "%.*g", digits, (double)value);
		if (strtof(text, NULL) == value)
			break;
	}
	reply_real(c, key, digits < 9 ? strtod(text, NULL) : (double)value);
}

void
pick_put_matrix(struct call *c, const char *key, const struct matrix *mat)
{
	int i;

	reply_list(c, key);
	for (i = 0; i < 16; i++)
		pick_put_float(c, NULL, mat->m[i / 4][i % 4]);
	reply_list_end(c);
}
