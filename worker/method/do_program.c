/*
 * do_program · draw what a program says
 */
#include "goxel/program.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"

static enum err
take_box(struct call *c, const struct run_program_in *in, struct box *box)
{
	int axis;

	*box = (struct box){ { { -16, -16, 0 } }, { { 16, 16, 32 } } };
	for (axis = 0; axis < 3; axis++) {
		if (in->has_min)
			box->lo.at[axis] = in->min.at[axis];
		if (in->has_max)
			box->hi.at[axis] = in->max.at[axis] + 1;
	}
	if (box_empty(box))
		return fail(c, ERR_PARAMS, "parameter 'min' must not be "
		    "above 'max'");
	return OK;
}

/* Read it once before, for the words of what is wrong. */
static enum err
check_program(struct call *c, const struct edit_program_run *run)
{
	struct program *program;
	struct expr_error error;
	enum err err = OK;

	if (program_read(&run->text, &program, &error) != OK)
		return fail(c, ERR_PARAMS, "line %u, column %u: %s",
		    error.line, error.column, error.words);
	if (!program_has(program, &run->shape))
		err = fail(c, ERR_PARAMS, "the program has no shape '%.*s' "
		    "without arguments", run->shape.len > 0 ?
		    (int)run->shape.len : 4, run->shape.len > 0 ?
		    run->shape.at : "main");
	program_free(program);
	return err;
}

enum err
do_run_program(struct call *c, const struct run_program_in *in)
{
	struct edit edit = { .kind = EDIT_program_run };
	struct edit_program_run *run = &edit.program_run;
	const struct layer *layer = call_layer(c, in->layer_id);
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	run->layer = layer->id;
	run->seed = in->seed;
	run->color = in->has_color ? in->color :
	    (struct rgba){ { 255, 255, 255, 255 } };
	run->shape = pick_bytes(in->shape);
	run->text = pick_bytes(in->program);
	if ((err = take_box(c, in, &run->box)) != OK ||
	    (err = check_program(c, run)) != OK)
		return err;
	return pick_reply_voxels(c, &edit);
}
