/*
 * dict - the dictionaries of a .gox file: key, value, key, value
 */
#include <math.h>
#include <string.h>

#include "goxel/format/dict.h"
#include "goxel/image.h"
#include "text.h"

const struct dict_field dict_material[] = {
#define F(key, kind, count, member) \
	{ key, kind, count, offsetof(struct material, member) }
	F("name", DICT_TEXT, sizeof ((struct material *)0)->name, name),
	F("color", DICT_FLOATS, 4, color),
	F("metallic", DICT_FLOATS, 1, metallic),
	F("roughness", DICT_FLOATS, 1, roughness),
	F("emission", DICT_FLOATS, 3, emission),
	{ .key = NULL }
#undef F
};

const struct dict_field dict_layer[] = {
#define F(key, kind, count, member) \
	{ key, kind, count, offsetof(struct layer, member) }
	F("name", DICT_TEXT, sizeof ((struct layer *)0)->name, name),
	F("mat", DICT_FLOATS, 16, mat),
	F("id", DICT_INT, 1, id),
	F("base_id", DICT_INT, 1, base_id),
	F("mode", DICT_INT, 1, mode),
	F("visible", DICT_FLAG, 1, visible),
	{ .key = NULL }
#undef F
};

const struct dict_field dict_camera[] = {
#define F(key, kind, count, member) \
	{ key, kind, count, offsetof(struct camera, member) }
	F("name", DICT_TEXT, sizeof ((struct camera *)0)->name, name),
	F("dist", DICT_FLOATS, 1, distance),
	F("ortho", DICT_FLAG, 1, ortho),
	F("mat", DICT_FLOATS, 16, mat),
	{ .key = NULL }
#undef F
};

const struct dict_field dict_light[] = {
#define F(key, kind, count, member) \
	{ key, kind, count, offsetof(struct light, member) }
	F("pitch", DICT_FLOATS, 1, pitch),
	F("yaw", DICT_FLOATS, 1, yaw),
	F("intensity", DICT_FLOATS, 1, intensity),
	F("fixed", DICT_FLAG, 1, fixed),
	F("ambient", DICT_FLOATS, 1, ambient),
	F("shadow", DICT_FLOATS, 1, shadow),
	{ .key = NULL }
#undef F
};

/* A key that counts a NUL of its own, as some writers do, ends before it. */
bool
dict_next(struct bytes_in *in, struct dict_pair *pair)
{
	const uint8_t *key;
	uint32_t len;

	if (in->failed || bytes_left(in) == 0)
		return false;
	len = bytes_u32(in);
	if (len == 0)
		return false;
	if (len > DICT_KEY) {
		in->failed = true;
		return false;
	}
	key = bytes_take(in, len);
	pair->len = bytes_u32(in);
	pair->value = bytes_take(in, pair->len);
	if (in->failed)
		return false;
	memcpy(pair->key, key, len);
	pair->key[len] = '\0';
	return true;
}

static bool
store_floats(const struct dict_pair *pair, uint32_t count, void *out)
{
	float value[16];
	struct bytes_in in;
	uint32_t i;

	if (pair->len != 4 * count)
		return false;
	bytes_open(&in, pair->value, pair->len);
	for (i = 0; i < count; i++) {
		value[i] = bytes_f32(&in);
		if (!isfinite(value[i]))
			return false;
	}
	memcpy(out, value, 4 * count);
	return true;
}

static bool
store_int(const struct dict_pair *pair, void *out)
{
	struct bytes_in in;
	int32_t value;

	if (pair->len != 4)
		return false;
	bytes_open(&in, pair->value, pair->len);
	value = bytes_i32(&in);
	memcpy(out, &value, sizeof value);
	return true;
}

static bool
store_flag(const struct dict_pair *pair, void *out)
{
	bool value;

	if (pair->len != 1)
		return false;
	value = pair->value[0] != 0;
	memcpy(out, &value, sizeof value);
	return true;
}

bool
dict_value(const struct dict_pair *pair, enum dict_kind kind, uint32_t count,
    void *out)
{
	switch (kind) {
	case DICT_TEXT:
		text_copy_name(out, count, pair->value, pair->len);
		return true;
	case DICT_FLOATS:
		return store_floats(pair, count, out);
	case DICT_INT:
		return store_int(pair, out);
	case DICT_FLAG:
		return store_flag(pair, out);
	}
	return false;
}

bool
dict_is(const struct dict_pair *pair, const char *key)
{
	return strcmp(pair->key, key) == 0;
}

bool
dict_store(const struct dict_pair *pair, const struct dict_field *table,
    void *object)
{
	const struct dict_field *f;

	for (f = table; f->key != NULL; f++)
		if (dict_is(pair, f->key)) {
			dict_value(pair, f->kind, f->count,
			    (char *)object + f->offset);
			return true;
		}
	return false;
}

static void
put_key(struct buf *out, const char *key, uint32_t value_len)
{
	uint32_t len = (uint32_t)strlen(key);

	buf_add_u32(out, len);
	buf_add(out, key, len);
	buf_add_u32(out, value_len);
}

void
dict_put(struct buf *out, const char *key, const void *value, uint32_t len)
{
	put_key(out, key, len);
	if (len > 0)
		buf_add(out, value, len);
}

void
dict_put_floats(struct buf *out, const char *key, const float *value,
    uint32_t count)
{
	uint32_t i;

	put_key(out, key, 4 * count);
	for (i = 0; i < count; i++)
		buf_add_f32(out, value[i]);
}

void
dict_put_int(struct buf *out, const char *key, int32_t value)
{
	put_key(out, key, 4);
	buf_add_u32(out, (uint32_t)value);
}

static void
put_field(struct buf *out, const struct dict_field *f, const void *member)
{
	int32_t number;

	switch (f->kind) {
	case DICT_TEXT:
		dict_put(out, f->key, member, (uint32_t)strlen(member));
		return;
	case DICT_FLOATS:
		dict_put_floats(out, f->key, member, f->count);
		return;
	case DICT_INT:
		memcpy(&number, member, sizeof number);
		dict_put_int(out, f->key, number);
		return;
	case DICT_FLAG:
		dict_put(out, f->key, *(const bool *)member ? "\1" : "", 1);
		return;
	}
}

void
dict_put_fields(struct buf *out, const struct dict_field *table,
    const void *object)
{
	const struct dict_field *f;

	for (f = table; f->key != NULL; f++)
		put_field(out, f, (const char *)object + f->offset);
}

void
dict_put_extra(struct buf *out, const struct extra *list)
{
	const struct extra *e;

	for (e = list; e != NULL; e = e->next)
		dict_put(out, e->key, e->bytes, e->len);
}
