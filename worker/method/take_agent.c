/*
 * take_agent · what agents give more plainly than other clients
 *
 * Schemas of tools are plain: an array has items of one type, or some hosts
 * refuse all tools of a server.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/take.h"

enum err
take_word(struct take *t, param_word *out)
{
	return take_name(t, out);
}

enum err
take_file(struct take *t, param_file *out)
{
	return take_path(t, out);
}

enum err
take_point(struct take *t, param_point *out)
{
	return take_triple(t, out);
}

enum err
take_words(struct take *t, param_words *out)
{
	return take_names(t, out);
}

/* "30,20" or "30,20,1.5": yaw, pitch, zoom. */
static void
read_angle(struct look *look)
{
	double yaw, pitch, zoom = 0;
	int end = 0;

	if (look->name == NULL || (sscanf(look->name, "%lf ,%lf %n", &yaw,
	    &pitch, &end) < 2) || (look->name[end] != '\0' &&
	    (sscanf(look->name, "%lf ,%lf ,%lf %n", &yaw, &pitch, &zoom,
	    &end) < 3 || look->name[end] != '\0')))
		return;
	*look = (struct look){ .yaw = yaw, .pitch = pitch, .zoom = zoom };
}

enum err
take_views(struct take *t, param_views *out)
{
	enum err err = take_looks(t, out);
	uint32_t n;

	for (n = 0; err == OK && n < out->count; n++)
		read_angle(&out->at[n]);
	return err;
}

/* Any two opposite corners are a box. */
static void
set_corners(struct span *span, const int32_t place[6])
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t a = place[axis], b = place[axis + 3];

		span->min.at[axis] = a < b ? a : b;
		span->max.at[axis] = a < b ? b : a;
	}
}

enum err
take_corners(struct take *t, param_corners *out)
{
	int32_t place[6];
	enum err err;
	int n = 0;

	if (t->token == JSON_OBJECT)
		return take_span(t, out);
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "[x0,y0,z0,x1,y1,z1]");
	while (take_next(t) != JSON_ARRAY_END) {
		if (n == 6 || t->token == JSON_ARRAY)
			return take_wrong(t, "[x0,y0,z0,x1,y1,z1]");
		if ((err = take_place(t, &place[n++])) != OK)
			return err;
	}
	if (n != 6)
		return take_wrong(t, "[x0,y0,z0,x1,y1,z1]");
	set_corners(out, place);
	return OK;
}
