/*
 * fresh - a project's beginning: its name, its size, what stands in it
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/fresh.h"
#include "worker/method/method.h"

#define SIDE_DEFAULT	64	/* voxels */

/* What a template puts into the middle of the project's box. */
static struct edit
template_shape(enum shape shape, const struct box *box)
{
	struct edit edit = { .kind = EDIT_shape_draw, .shape_draw = {
	    .shape = shape, .color = { { 255, 255, 255, 255 } } } };
	int axis, side;

	for (axis = 0; axis < 3; axis++) {
		side = box->hi.at[axis];
		edit.shape_draw.box.lo.at[axis] = side / 4;
		edit.shape_draw.box.hi.at[axis] = side / 4 + (side + 1) / 2;
	}
	return edit;
}

static enum err
start_from(struct call *c, const struct edit *reset, const char *template)
{
	bool cube = strcmp(template, "cube") == 0;
	struct edit edit = { .kind = EDIT_series }, shape;
	struct edit_outcome outcome;
	struct buf parts;
	enum err err;

	if (strcmp(template, "empty") == 0)
		return call_edit(c, reset, &outcome);
	if (!cube && strcmp(template, "sphere") != 0)
		return fail(c, ERR_PARAMS, "parameter 'template' must be "
		    "empty, cube or sphere, not '%s'", template);
	shape = template_shape(cube ? SHAPE_CUBE : SHAPE_SPHERE,
	    &reset->project_reset.box);
	buf_init(&parts, 4096);
	edit_encode(reset, &parts);
	edit_encode(&shape, &parts);
	edit.series.edits = (struct bytes){ parts.bytes,
	    (uint32_t)parts.len };
	err = call_edit(c, &edit, &outcome);
	buf_fini(&parts);
	return err;
}

enum err
fresh_start(struct call *c, struct fresh *fresh)
{
	struct edit edit = { .kind = EDIT_project_reset };
	struct edit_outcome outcome;
	int axis;

	edit.project_reset.name = (struct bytes){
		fresh->name, (uint32_t)strlen(fresh->name)
	};
	for (axis = 0; axis < 3; axis++) {
		if (fresh->size.at[axis] <= 0)
			fresh->size.at[axis] = SIDE_DEFAULT;
		edit.project_reset.box.hi.at[axis] = fresh->size.at[axis];
	}
	return fresh->template != NULL ?
	    start_from(c, &edit, fresh->template) :
	    call_edit(c, &edit, &outcome);
}

const char *
fresh_name(struct call *c, const char *path, const char *other)
{
	const char *slash = strrchr(path, '/');
	const char *start = slash == NULL ? path : slash + 1, *dot;
	size_t len = strlen(start);

	dot = strrchr(start, '.');
	if (dot != NULL && dot != start)
		len = (size_t)(dot - start);
	if (len > BOUND_NAME)
		len = BOUND_NAME;
	/* Not in the middle of a character. */
	while (len > 0 && ((unsigned char)start[len] & 0xc0) == 0x80)
		len--;
	start = mem_text(c->mem, start, len);
	return start == NULL || *start == '\0' ? other : start;
}
