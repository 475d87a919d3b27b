/*
 * vox_read - the chunks of a MagicaVoxel file
 *
 * Models and nodes are noted with where they stand, whatever their order, and
 * put together when all chunks are known.  Chunks of other kinds are skipped.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/vox.h"
#include "goxel/format/vox_in.h"
#include "mem.h"

#define MOVE_MOST	((int64_t)1 << 30)	/* where numbers saturate */

enum err
vox_refuse(struct vox_in *v, enum err err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(v->why, FORMAT_WHY, format, args);
	va_end(args);
	return err;
}

/*
 * Dictionaries
 */

struct text { const char *at; uint32_t len; };

static struct text
take_text(struct bytes_in *in)
{
	struct text text = { NULL, bytes_u32(in) };

	text.at = (const char *)bytes_take(in, text.len);
	if (text.at == NULL)
		text.len = 0;
	return text;
}

static bool
text_is(const struct text *text, const char *word)
{
	return text->len == strlen(word) &&
	    memcmp(text->at, word, text->len) == 0;
}

/* Up to `count` integers with anything between them. */
static void
take_integers(struct text text, int64_t *to, int count)
{
	const char *at = text.at, *end = at + text.len;
	int i;

	for (i = 0; i < count; i++) {
		bool minus = false;

		for (; at < end && (*at < '0' || *at > '9'); at++)
			minus = *at == '-';
		for (to[i] = 0; at < end && *at >= '0' && *at <= '9'; at++)
			if (to[i] < MOVE_MOST)
				to[i] = 10 * to[i] + (*at - '0');
		if (minus)
			to[i] = -to[i];
	}
}

void
vox_take_dict(struct bytes_in *in, struct vox_dict *dict)
{
	uint32_t count = bytes_u32(in);
	int64_t number;

	for (; count > 0 && !in->failed; count--) {
		struct text key = take_text(in), value = take_text(in);

		if (in->failed)
			return;
		if (text_is(&key, "_name")) {
			dict->name = value.at;
			dict->name_len = value.len;
		} else if (text_is(&key, "_hidden")) {
			dict->hidden = text_is(&value, "1");
		} else if (text_is(&key, "_t")) {
			take_integers(value, dict->move, 3);
		} else if (text_is(&key, "_r")) {
			take_integers(value, &number, 1);
			dict->turn = (uint8_t)number;
		}
	}
}

/*
 * Chunks
 */

/* Room for one more at the end of a list that doubles. */
static void *
grow(void *list, uint32_t count, uint32_t *room, size_t size)
{
	if (count < *room)
		return list;
	*room = *room == 0 ? 16 : 2 * *room;
	return xrealloc(list, *room * size);
}

static enum err
read_size(struct vox_in *v, struct bytes_in *in)
{
	struct vox_model model = { .count = 0 };
	int axis;

	for (axis = 0; axis < 3; axis++) {
		model.size[axis] = bytes_i32(in);
		if (!in->failed && (model.size[axis] < 0 ||
		    model.size[axis] > BOUND_COORD))
			return vox_refuse(v, ERR_FORMAT, "model %u is %d "
			    "voxels long", v->model_count, model.size[axis]);
	}
	v->models = grow(v->models, v->model_count, &v->model_size,
	    sizeof *v->models);
	v->models[v->model_count++] = model;
	return OK;
}

static enum err
read_voxels(struct vox_in *v, struct bytes_in *in)
{
	uint32_t count = bytes_u32(in);
	struct vox_model *model = v->model_count == 0 ? NULL :
	    &v->models[v->model_count - 1];

	if (model == NULL || model->voxels != NULL)
		return vox_refuse(v, ERR_FORMAT, "voxels come without the "
		    "size of their model");
	if (count > bytes_left(in) / 4)
		return vox_refuse(v, ERR_FORMAT, "model %u tells of %u voxels "
		    "and has %zu", v->model_count - 1, count,
		    bytes_left(in) / 4);
	model->count = count;
	model->voxels = bytes_take(in, (size_t)count * 4);
	return OK;
}

static enum err
read_palette(struct vox_in *v, struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, sizeof v->color);
	int i;

	for (i = 1; at != NULL && i < 256; i++) {
		memcpy(&v->color[i], at + 4 * (i - 1), 3);
		v->color[i].c[ALPHA] = 255;
	}
	return OK;
}

static void
read_node(struct vox_in *v, struct bytes_in *in, char kind)
{
	struct vox_node node = { .id = bytes_i32(in), .kind = kind };

	node.in = *in;
	v->nodes = grow(v->nodes, v->node_count, &v->node_size,
	    sizeof *v->nodes);
	v->nodes[v->node_count++] = node;
}

static void
read_layer(struct vox_in *v, struct bytes_in *in)
{
	struct vox_dict dict = { .hidden = false };
	int32_t id = bytes_i32(in);

	vox_take_dict(in, &dict);
	if (dict.hidden && id >= 0 && id < 64)
		v->hidden |= (uint64_t)1 << id;
}

static enum err
read_content(struct vox_in *v, const char *id, struct bytes_in *in)
{
	enum err err = OK;

	if (memcmp(id, "SIZE", 4) == 0)
		err = read_size(v, in);
	else if (memcmp(id, "XYZI", 4) == 0)
		err = read_voxels(v, in);
	else if (memcmp(id, "RGBA", 4) == 0)
		err = read_palette(v, in);
	else if (memcmp(id, "LAYR", 4) == 0)
		read_layer(v, in);
	else if (memcmp(id, "nTRN", 4) == 0 || memcmp(id, "nGRP", 4) == 0 ||
	    memcmp(id, "nSHP", 4) == 0)
		read_node(v, in, id[1]);
	return err == OK && in->failed ? vox_refuse(v, ERR_FORMAT,
	    "chunk %.4s ends too early", id) : err;
}

static enum err
read_chunk(struct vox_in *v, struct bytes_in *in)
{
	const char *id = (const char *)bytes_take(in, 4);
	uint32_t len = bytes_u32(in), below = bytes_u32(in);
	const uint8_t *bytes = bytes_take(in, len);
	struct bytes_in content;
	int i;

	if (in->failed)
		return vox_refuse(v, ERR_FORMAT, "it ends within a chunk");
	for (i = 0; i < 4; i++)
		if (id[i] < ' ' || id[i] > '~')
			return vox_refuse(v, ERR_FORMAT, "what stands where "
			    "a chunk should begin is none");
	bytes_open(&content, bytes, len);
	if (memcmp(id, "MAIN", 4) != 0)
		(void)bytes_take(in, below);
	return read_content(v, id, &content);
}

/* 6 steps a channel without black, then ramps of red, green, blue and gray. */
static void
default_palette(struct rgba color[256])
{
	static const uint8_t ramp[10] = {
		0xee, 0xdd, 0xbb, 0xaa, 0x88, 0x77, 0x55, 0x44, 0x22, 0x11
	};
	int i, k, n;

	for (i = 0; i < 215; i++)
		color[i + 1] = (struct rgba){ { (uint8_t)(255 - i / 36 * 51),
		    (uint8_t)(255 - i / 6 % 6 * 51),
		    (uint8_t)(255 - i % 6 * 51), 255 } };
	for (i = 0; i < 40; i++) {
		n = i / 10;
		for (k = 0; k < 3; k++)
			color[216 + i].c[k] = n == k || n == 3 ? ramp[i % 10] :
			    0;
		color[216 + i].c[ALPHA] = 255;
	}
}

static enum err
read_chunks(struct vox_in *v, struct bytes_in *in)
{
	const uint8_t *magic = bytes_take(in, 8);
	enum err err = OK;

	if (magic == NULL || memcmp(magic, "VOX ", 4) != 0)
		return vox_refuse(v, ERR_FORMAT, "it does not begin with "
		    "\"VOX \" and a version");
	while (err == OK && bytes_left(in) > 0)
		err = read_chunk(v, in);
	return err;
}

enum err
vox_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct vox_in v = { .image = image_new(""), .why = why,
	    .progress = progress,
	    .tiles_max = tile_alive() + FORMAT_TILES };
	struct bytes_in in;
	enum err err;

	default_palette(v.color);
	bytes_open(&in, bytes, len);
	err = read_chunks(&v, &in);
	if (err == OK)
		err = vox_place(&v);
	free(v.models);
	free(v.nodes);
	if (err == OK)
		*image = v.image;
	else
		image_free(v.image);
	return err;
}
