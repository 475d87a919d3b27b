/*
 * take_operations · a list of things to do to voxels, from JSON
 *
 * An element is a voxel as in take_voxels.c with a `type` and perhaps a
 * `layer_id`.  What is none is counted and passed over, as long as it is JSON.
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

#define FIRST_SIZE	64	/* elements */

struct draft {
	struct voxel_draft voxel;
	struct operation operation;
	bool		 typed;
};

static enum err
take_type(struct take *t, struct draft *d)
{
	static const struct {
		const char	*name;
		enum operation_kind kind;
	} types[] = {
		{ "add_voxel", OPERATION_ADD },
		{ "remove_voxel", OPERATION_REMOVE },
		{ "paint_voxel", OPERATION_PAINT },
		{ "paint_voxels", OPERATION_PAINT },
	};
	const char *name;
	enum err err;
	size_t i;

	if ((err = take_name(t, &name)) != OK)
		return err;
	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].name, name) == 0) {
			d->operation.kind = types[i].kind;
			d->typed = true;
		}
	return OK;
}

/* The value of a key; the key itself was the last token. */
static enum err
take_member(struct take *t, struct draft *d)
{
	const char *key;
	enum err err;
	size_t len;

	if ((err = take_slice(t, &key, &len)) != OK)
		return err;
	take_next(t);
	if (len == 4 && memcmp(key, "type", 4) == 0)
		return take_type(t, d);
	if (len == 8 && memcmp(key, "layer_id", 8) == 0)
		return take_layer(t, &d->operation.layer);
	return take_voxel_key(t, &d->voxel, key, len);
}

/* One element.  ERR_PARAMS: it is none, and the reader is past it. */
static enum err
take_element(struct take *t, struct draft *d)
{
	unsigned outside = t->json->depth;
	enum err err = OK;

	*d = (struct draft){ .voxel = VOXEL_DRAFT };
	if (t->token == JSON_OBJECT) {
		outside--;
		while (err == OK && take_next(t) == JSON_KEY)
			err = take_member(t, d);
		if (err == OK && t->token != JSON_OBJECT_END)
			err = take_cut(t);
	} else {
		outside -= t->token == JSON_ARRAY;
		err = take_wrong(t, "an operation");
	}
	if (err == OK && d->typed &&
	    (d->voxel.has & VOXEL_PLACED) == VOXEL_PLACED) {
		d->operation.voxel = d->voxel.voxel;
		return OK;
	}
	if (err != OK && err != ERR_PARAMS)
		return err;
	err = take_leave(t, outside);
	return err != OK ? err : ERR_PARAMS;
}

enum err
take_operations(struct take *t, param_operations *out)
{
	struct take_list list = { .what = "operations",
	    .each = sizeof *out->at, .first = FIRST_SIZE,
	    .most = BOUND_EDIT_VOXELS };
	struct draft d;
	enum err err;

	*out = (struct operation_list){ 0 };
	if (t->token != JSON_ARRAY)
		return t->token <= JSON_END ? take_cut(t) : fail(t->call,
		    ERR_PARAMS, "Must specify operations array");
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
		out->at[out->count++] = d.operation;
	}
	return OK;
}
