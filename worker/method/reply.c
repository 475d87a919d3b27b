/*
 * reply - how a handler writes its result
 *
 * A thin cover over the JSON writer, and the only file of this folder that
 * knows how results look on the wire.
 */
#include "base/json.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static const char axis_names[3] = { 'x', 'y', 'z' };

static void
put_key(struct call *c, const char *key)
{
	if (key != NULL)
		json_put_key(c->out, key);
}

void
reply_open(struct call *c)
{
	json_put_object(c->out);
}

enum err
reply_close(struct call *c)
{
	json_put_object_end(c->out);
	return OK;
}

void
reply_bool(struct call *c, const char *key, bool value)
{
	put_key(c, key);
	json_put_bool(c->out, value);
}

void
reply_int(struct call *c, const char *key, int64_t value)
{
	put_key(c, key);
	json_put_int(c->out, value);
}

void
reply_real(struct call *c, const char *key, double value)
{
	put_key(c, key);
	json_put_real(c->out, value);
}

void
reply_text(struct call *c, const char *key, const char *value)
{
	put_key(c, key);
	json_put_text(c->out, value);
}

void
reply_color(struct call *c, const char *key, struct rgba color)
{
	int i;

	reply_list(c, key);
	for (i = 0; i < 4; i++)
		json_put_int(c->out, color.c[i]);
	reply_list_end(c);
}

void
reply_pos(struct call *c, const char *key, const struct pos *pos)
{
	int axis;

	reply_list(c, key);
	for (axis = 0; axis < 3; axis++)
		json_put_int(c->out, pos->at[axis]);
	reply_list_end(c);
}

void
reply_xyz(struct call *c, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		json_put_name(c->out, &axis_names[axis], 1);
		json_put_int(c->out, pos->at[axis]);
	}
}

void
reply_base64(struct call *c, const char *key, const void *bytes, size_t len)
{
	struct buf *b = c->out->buf;
	size_t size = text_base64_size(len);
	char *out;

	/* Base64 needs no escapes: it is written where it will stand. */
	put_key(c, key);
	json_put_raw(c->out, "\"", 1);
	if ((out = buf_room(b, size)) == NULL)
		return;
	text_base64(bytes, len, out);
	b->len += (len + 2) / 3 * 4;
	buf_add(b, "\"", 1);
}

void
reply_raw(struct call *c, const char *key, const char *json, size_t len)
{
	put_key(c, key);
	json_put_raw(c->out, json, len);
}

void
reply_object(struct call *c, const char *key)
{
	put_key(c, key);
	json_put_object(c->out);
}

void
reply_object_end(struct call *c)
{
	json_put_object_end(c->out);
}

void
reply_list(struct call *c, const char *key)
{
	put_key(c, key);
	json_put_array(c->out);
}

void
reply_list_end(struct call *c)
{
	json_put_array_end(c->out);
}

void
reply_item(struct call *c)
{
	json_put_object(c->out);
}

void
reply_item_end(struct call *c)
{
	json_put_object_end(c->out);
}

void
reply_bytes(struct call *c, const void *bytes, size_t len)
{
	buf_add(c->out->buf, bytes, len);
}

bool
reply_failed(const struct call *c)
{
	return c->out->buf->failed;
}
