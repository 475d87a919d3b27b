/*
 * take_shot · whether a picture is wanted, and boxes, from JSON
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

/* The value of a key; the key itself was the last token. */
static enum err
take_member(struct take *t, struct shot *shot)
{
	const char *key;
	enum err err;
	size_t len;

	if ((err = take_slice(t, &key, &len)) != OK)
		return err;
	take_next(t);
	if (len == 5 && memcmp(key, "views", 5) == 0) {
		t->name = "render.views";
		return take_looks(t, &shot->looks);
	}
	if (len == 4 && memcmp(key, "size", 4) == 0) {
		t->name = "render.size";
		return take_integer(t, &shot->size);
	}
	return take_skip(t);
}

enum err
take_shot(struct take *t, param_shot *out)
{
	enum err err = OK;

	*out = (struct shot){ .wanted = t->token != JSON_FALSE };
	if (t->token == JSON_TRUE || t->token == JSON_FALSE)
		return OK;
	if (t->token != JSON_OBJECT)
		return take_wrong(t, "true, or an object with views and size");
	while (err == OK && take_next(t) == JSON_KEY)
		err = take_member(t, out);
	return err != OK || t->token == JSON_OBJECT_END ? err : take_cut(t);
}

enum err
take_bounds(struct take *t, param_bounds *out)
{
	static const char what[] =
	    "[x0,y0,z0,x1,y1,z1], both corners inside";
	int32_t row[6], axis;
	enum err err;

	if (t->token != JSON_ARRAY)
		return take_wrong(t, what);
	for (axis = 0; axis < 6; axis++) {
		if (take_next(t) != JSON_NUMBER)
			return take_wrong(t, what);
		if ((err = take_place(t, &row[axis])) != OK)
			return err;
	}
	for (axis = 0; axis < 3; axis++) {
		int32_t a = row[axis], b = row[axis + 3];

		out->lo.at[axis] = a < b ? a : b;
		out->hi.at[axis] = (a < b ? b : a) + 1;
	}
	return take_next(t) == JSON_ARRAY_END ? OK : take_wrong(t, what);
}
