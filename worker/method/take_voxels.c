/*
 * take_voxels · a list of voxels, from JSON
 *
 * An element is an object {x,y,z} or {position} with r, g, b, a or color, or an
 * array
 * [x,y,z] followed by r, g, b, a or by one colour.  Without any colour it is
 * white.  What is no voxel is counted and passed over, as long as it is JSON.
 */
#include <string.h>

#include "base/json_quick.h"
#include "bounds.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

#define FIRST_SIZE	64	/* elements; most lists are short */

#define HAS_COLOR	8u	/* bits 0 to 2 are the axes */

static enum err
take_axis(struct take *t, struct voxel_draft *d, int axis)
{
	d->has |= 1u << axis;
	return take_place(t, &d->voxel.pos.at[axis]);
}

static enum err
take_part(struct take *t, struct voxel_draft *d, int channel)
{
	if (!(d->has & HAS_COLOR))
		d->voxel.color = (struct rgba){ { 0, 0, 0, 255 } };
	d->has |= HAS_COLOR;
	return take_channel(t, &d->voxel.color.c[channel]);
}

static enum err
take_whole(struct take *t, struct voxel_draft *d)
{
	d->has |= HAS_COLOR;
	return take_color(t, &d->voxel.color);
}

/* An array of three, or an object with x, y and z. */
static enum err
take_position(struct take *t, struct voxel_draft *d)
{
	const char *key;
	enum err err = OK;
	size_t len;
	int axis;

	if (t->token == JSON_ARRAY) {
		for (axis = 0; err == OK && axis < 3; axis++) {
			take_next(t);
			err = take_axis(t, d, axis);
		}
		return err != OK ? err : take_next(t) == JSON_ARRAY_END ? OK :
		    take_wrong(t, "an array of three");
	}
	if (t->token != JSON_OBJECT)
		return take_wrong(t, "an array of three or an object");
	while (err == OK && take_next(t) == JSON_KEY) {
		if ((err = take_slice(t, &key, &len)) != OK)
			return err;
		take_next(t);
		err = len == 1 && *key >= 'x' && *key <= 'z' ?
		    take_axis(t, d, *key - 'x') : take_skip(t);
	}
	return err != OK || t->token == JSON_OBJECT_END ? err : take_cut(t);
}

enum err
take_voxel_key(struct take *t, struct voxel_draft *d, const char *key,
    size_t len)
{
	if (len == 1) {
		switch (*key) {
		case 'x': case 'y': case 'z':
			return take_axis(t, d, *key - 'x');
		case 'r':
			return take_part(t, d, 0);
		case 'g':
			return take_part(t, d, 1);
		case 'b':
			return take_part(t, d, 2);
		case 'a':
			return take_part(t, d, ALPHA);
		}
	}
	if ((len == 5 && memcmp(key, "color", 5) == 0) ||
	    (len == 4 && memcmp(key, "rgba", 4) == 0))
		return take_whole(t, d);
	if (len == 8 && memcmp(key, "position", 8) == 0)
		return take_position(t, d);
	return take_skip(t);
}

/* The value of a key; the key itself was the last token. */
static enum err
take_member(struct take *t, struct voxel_draft *d)
{
	const char *key;
	enum err err;
	size_t len;

	if ((err = take_slice(t, &key, &len)) != OK)
		return err;
	take_next(t);
	return take_voxel_key(t, d, key, len);
}

/* As most clients write it, with gaps: x, y, z, r, g, b, a. */
static enum err
take_usual(struct take *t, struct voxel_draft *d)
{
	static const struct json_key keys[] = { JSON_KEY("x"), JSON_KEY("y"),
	    JSON_KEY("z"), JSON_KEY("r"), JSON_KEY("g"), JSON_KEY("b"),
	    JSON_KEY("a") };
	enum err err = OK;
	int i;

	for (i = 0; err == OK && i < 7; i++) {
		if (!json_quick_key(t->json, &keys[i]))
			continue;
		t->token = json_quick_number(t->json);
		err = i < 3 ? take_axis(t, d, i) : take_part(t, d, i - 3);
	}
	return err;
}

static enum err
take_object(struct take *t, struct voxel_draft *d)
{
	enum err err = take_usual(t, d);

	if (err != OK || json_quick_end(t->json))
		return err;
	while (take_next(t) == JSON_KEY)
		if ((err = take_member(t, d)) != OK)
			return err;
	return t->token == JSON_OBJECT_END ? OK : take_wrong(t, "a voxel");
}

/* The next of an array. */
static enum json_token
take_element_token(struct take *t)
{
	t->token = json_quick_element(t->json);
	return t->token;
}

static enum err
take_array(struct take *t, struct voxel_draft *d)
{
	enum err err = OK;
	int i;

	for (i = 0; err == OK && take_element_token(t) != JSON_ARRAY_END;
	    i++) {
		if (i < 3)
			err = take_axis(t, d, i);
		else if (t->token != JSON_NUMBER)
			err = i == 3 ? take_whole(t, d) :
			    take_wrong(t, "a number");
		else if (i < 7)
			err = take_part(t, d, i - 3);
	}
	return err;
}

/* One element.  ERR_PARAMS: it is no voxel, and the reader is past it. */
static enum err
take_element(struct take *t, struct voxel_draft *d)
{
	unsigned outside = t->json->depth;
	enum err err;

	*d = VOXEL_DRAFT;
	if (t->token == JSON_OBJECT) {
		outside--;
		err = take_object(t, d);
	} else if (t->token == JSON_ARRAY) {
		outside--;
		err = take_array(t, d);
	} else
		err = take_wrong(t, "a voxel");
	if (err == OK && (d->has & VOXEL_PLACED) == VOXEL_PLACED)
		return OK;
	if (err != OK && err != ERR_PARAMS)
		return err;
	err = take_leave(t, outside);
	return err != OK ? err : ERR_PARAMS;
}

enum err
take_voxels(struct take *t, param_voxels *out)
{
	struct take_list list = { .what = "voxels", .each = sizeof *out->at,
	    .first = FIRST_SIZE, .most = BOUND_EDIT_VOXELS };
	struct voxel_draft d;
	enum err err;

	*out = (struct voxel_list){ 0 };
	if (t->token != JSON_ARRAY)
		return fail(t->call, ERR_PARAMS,
		    "Invalid voxels parameter (must be array)");
	while (take_next(t) != JSON_ARRAY_END) {
		err = take_element(t, &d);
		if (err == ERR_PARAMS) {
			out->failed++;
			continue;
		}
		if (err != OK)
			return err;
		if (out->count == list.size &&
		    (out->at = take_grow(t, &list, out->at)) == NULL)
			return ERR_TOO_BIG;
		out->at[out->count++] = d.voxel;
	}
	return OK;
}
