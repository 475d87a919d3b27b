/*
 * take_heights · a ramp of colours, and heights of columns, from JSON
 */
#include <string.h>

#include "bounds.h"
#include "goxel/ramp.h"
#include "mem.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

#define FIRST_SIZE	1024	/* heights */

enum err
take_ramp(struct take *t, param_ramp *out)
{
	struct rgba color;
	enum err err;

	*out = (struct ramp){ 0 };
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "an array of colours");
	out->at = mem_take(t->call->mem, RAMP_MOST * sizeof *out->at);
	if (out->at == NULL)
		return fail(t->call, ERR_TOO_BIG, "the request needs more "
		    "memory than there is for one");
	while (take_next(t) != JSON_ARRAY_END) {
		if ((err = take_color(t, &color)) != OK)
			return err;
		if (out->count == RAMP_MOST)
			return fail(t->call, ERR_PARAMS, "parameter '%s' must "
			    "have at most %d colours", t->name, RAMP_MOST);
		out->at[out->count++] = color;
	}
	return OK;
}

static enum err
take_height(struct take *t, struct height_list *out, struct take_list *list)
{
	const struct json *j = t->json;

	if (t->token != JSON_NUMBER)
		return take_wrong(t, "heights or rows of heights");
	if (!j->integer || j->whole < 0 || j->whole > UINT16_MAX)
		return fail(t->call, ERR_PARAMS, "parameter '%s': a height "
		    "must be an integer from 0 to %d", t->name, UINT16_MAX);
	if (out->count == list->size &&
	    (out->at = take_grow(t, list, out->at)) == NULL)
		return ERR_TOO_BIG;
	out->at[out->count++] = (uint16_t)j->whole;
	return OK;
}

static enum err
take_row(struct take *t, struct height_list *out, struct take_list *list)
{
	uint32_t before = out->count;
	enum err err;

	while (take_next(t) != JSON_ARRAY_END)
		if ((err = take_height(t, out, list)) != OK)
			return err;
	if (before == 0)
		out->columns = out->count;
	if (out->count - before == out->columns && out->columns > 0)
		return OK;
	return fail(t->call, ERR_PARAMS, "parameter '%s': rows must have the "
	    "same number of heights, 1 or more", t->name);
}

enum err
take_heights(struct take *t, param_heights *out)
{
	struct take_list list = { .what = "heights", .each = sizeof *out->at,
	    .first = FIRST_SIZE, .most = BOUND_EDIT_VOXELS };
	enum err err;

	*out = (struct height_list){ 0 };
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "an array");
	while (take_next(t) != JSON_ARRAY_END) {
		if (t->token == JSON_ARRAY &&
		    (out->count == 0 || out->columns > 0))
			err = take_row(t, out, &list);
		else if (out->columns == 0)
			err = take_height(t, out, &list);
		else
			err = take_wrong(t, "rows of heights");
		if (err != OK)
			return err;
	}
	return OK;
}
