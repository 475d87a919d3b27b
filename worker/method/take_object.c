/*
 * take_object · parameters that are objects, from JSON
 *
 * Each is a table of members.  A null is as good as absent, and unknown names
 * are ignored, as with the parameters themselves.
 */
#include <stddef.h>
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/take.h"

/* A member of an object: its type and where it goes. */
struct member {
	const char	*name;
	enum param_type	 type;
	size_t		 value;		/* offset */
	size_t		 has;		/* offset of a bool, or NOWHERE */
};

#define NOWHERE	((size_t)-1)

/* The row of a key, or the last, which has no name. */
static const struct member *
member_named(const struct member *list, const char *key, size_t len)
{
	for (; list->name != NULL; list++)
		if (strlen(list->name) == len &&
		    memcmp(list->name, key, len) == 0)
			break;
	return list;
}

static enum err
take_member(struct take *t, const struct member *m, char *out)
{
	const char *outer = t->name;
	enum err err;

	take_next(t);
	if (m->name == NULL || t->token == JSON_NULL)
		return take_skip(t);
	t->name = m->name;
	err = take_value(t, m->type, out + m->value);
	t->name = outer;
	if (err == OK && m->has != NOWHERE)
		*(bool *)(out + m->has) = true;
	return err;
}

static enum err
take_members(struct take *t, const struct member *list, void *out)
{
	const char *key;
	enum err err;
	size_t len;

	if (t->token != JSON_OBJECT)
		return take_wrong(t, "an object");
	while (take_next(t) == JSON_KEY) {
		if ((err = take_slice(t, &key, &len)) != OK ||
		    (err = take_member(t, member_named(list, key, len),
		    out)) != OK)
			return err;
	}
	return t->token == JSON_OBJECT_END ? OK : take_cut(t);
}

enum err
take_span(struct take *t, param_span *out)
{
	static const struct member list[] = {
		{ "min", PT_triple, offsetof(struct span, min), NOWHERE },
		{ "max", PT_triple, offsetof(struct span, max), NOWHERE },
		{ 0 }
	};
	enum err err;

	/* No coordinate is as low. */
	out->min.at[0] = out->max.at[0] = INT32_MIN;
	if ((err = take_members(t, list, out)) != OK)
		return err;
	if (out->min.at[0] != INT32_MIN && out->max.at[0] != INT32_MIN)
		return OK;
	return fail(t->call, ERR_PARAMS, "parameter '%s' must have min and "
	    "max, arrays of 3 integers", t->name);
}

#define OPTION(type, key, field, has)					\
	{ key, PT_##type, offsetof(struct options, field), has }
#define CAMERA(type, field, has)					\
	{ #field, PT_##type, offsetof(struct camera_wish, field), has }

enum err
take_options(struct take *t, param_options *out)
{
	static const struct member list[] = {
		OPTION(name, "return_mode", return_mode, NOWHERE),
		OPTION(path, "output_dir", output_dir, NOWHERE),
		OPTION(color, "background_color", background,
		    offsetof(struct options, has_background)),
		OPTION(flag, "shadow", shadow,
		    offsetof(struct options, has_shadow)),
		OPTION(flag, "occlusion", occlusion,
		    offsetof(struct options, has_occlusion)),
		OPTION(flag, "edges", edges,
		    offsetof(struct options, has_edges)),
		OPTION(integer, "samples", samples, NOWHERE),
		OPTION(flag, "palette", palette, NOWHERE),
		OPTION(flag, "unlit", unlit, NOWHERE),
		{ 0 }
	};

	return take_members(t, list, out);
}

enum err
take_camera(struct take *t, param_camera *out)
{
	static const struct member list[] = {
		CAMERA(vector, position,
		    offsetof(struct camera_wish, has_position)),
		CAMERA(vector, target,
		    offsetof(struct camera_wish, has_target)),
		CAMERA(vector, up, NOWHERE),
		CAMERA(real, fov, NOWHERE),
		CAMERA(flag, ortho, NOWHERE),
		CAMERA(real, zoom, NOWHERE),
		{ 0 }
	};

	return take_members(t, list, out);
}

#define SHAPING(type, key, field)					\
	{ key, PT_##type, offsetof(struct shaping_wish, field), NOWHERE }

enum err
take_shaping(struct take *t, param_shaping *out)
{
	static const struct member list[] = {
		SHAPING(name, "mesher", mesher),
		SHAPING(name, "up", up),
		SHAPING(name, "origin", origin),
		SHAPING(name, "colors", colors),
		SHAPING(real, "scale", scale),
		SHAPING(integer, "size", size),
		SHAPING(flag, "inline", embed),
		{ 0 }
	};

	return take_members(t, list, out);
}
