/*
 * take_looks · lists of names, and of views, from JSON
 */
#include <stddef.h>
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/take.h"

static enum err
too_many(struct take *t, int most)
{
	return fail(t->call, ERR_PARAMS, "parameter '%s' must have at most %d "
	    "elements", t->name, most);
}

enum err
take_names(struct take *t, param_names *out)
{
	enum err err;

	*out = (struct name_list){ .count = 0 };
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "an array of names");
	while (take_next(t) != JSON_ARRAY_END) {
		if (out->count == NAMES_MOST)
			return too_many(t, NAMES_MOST);
		if ((err = take_name(t, &out->at[out->count])) != OK)
			return err;
		out->count++;
	}
	return OK;
}

/* Where the number of a member goes; NULL: it is none. */
static double *
member(struct look *look, const char *key, size_t len)
{
	if (len == 3 && memcmp(key, "yaw", len) == 0)
		return &look->yaw;
	if (len == 5 && memcmp(key, "pitch", len) == 0)
		return &look->pitch;
	if (len == 4 && memcmp(key, "zoom", len) == 0)
		return &look->zoom;
	return NULL;
}

static enum err
take_angle(struct take *t, struct look *look)
{
	double *number;
	const char *key;
	enum err err;
	size_t len;

	while (take_next(t) == JSON_KEY) {
		if ((err = take_slice(t, &key, &len)) != OK)
			return err;
		number = member(look, key, len);
		take_next(t);
		err = number == NULL || t->token == JSON_NULL ? take_skip(t) :
		    take_real(t, number);
		if (err != OK)
			return err;
	}
	return t->token == JSON_OBJECT_END ? OK : take_cut(t);
}

enum err
take_looks(struct take *t, param_looks *out)
{
	struct look *look;
	enum err err;

	*out = (struct look_list){ .count = 0 };
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "an array of views");
	while (take_next(t) != JSON_ARRAY_END) {
		if (out->count == LOOKS_MOST)
			return too_many(t, LOOKS_MOST);
		look = &out->at[out->count++];
		*look = (struct look){ .name = NULL };
		err = t->token == JSON_OBJECT ? take_angle(t, look) :
		    take_name(t, &look->name);
		if (err != OK)
			return err;
	}
	return OK;
}
