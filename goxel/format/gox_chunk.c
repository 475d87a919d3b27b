/*
 * gox_chunk - the chunks of a .gox file that are one dictionary or one PNG
 */
#include "goxel/format/gox.h"
#include "goxel/format/gox_in.h"
#include "mem.h"

enum err
gox_read_dict(struct gox_in *g, const struct gox_dict *d)
{
	struct dict_pair pair;
	struct bytes_in value;
	enum err err = OK;

	while (err == OK && dict_next(&g->data, &pair)) {
		if (d->table != NULL && dict_store(&pair, d->table, d->object))
			continue;
		if (d->special != NULL && d->special(g, d->arg, &pair))
			continue;
		bytes_open(&value, pair.value, pair.len);
		err = gox_keep_extra(g, d->extra, pair.key, &value);
	}
	if (g->data.failed)
		return gox_refuse(g, ERR_FORMAT,
		    "has a dictionary that breaks at byte %zu",
		    (size_t)(g->data.at - g->start));
	return err;
}

/* Room for one more at the end of a list that doubles. */
void *
gox_grow(void *list, uint32_t count, size_t size)
{
	if ((count & (count - 1)) != 0)
		return list;
	return xrealloc(list, (count == 0 ? 1 : 2 * (size_t)count) * size);
}

static bool
take_image_key(struct gox_in *g, void *arg, const struct dict_pair *pair)
{
	struct image *image = arg;
	struct matrix box;

	if (dict_is(pair, "box")) {
		if (dict_value(pair, DICT_FLOATS, 16, &box))
			image->boxed = matrix_box(&box, &image->box);
	} else if (dict_is(pair, "goxeld_name"))
		dict_value(pair, DICT_TEXT, sizeof image->name, image->name);
	else if (dict_is(pair, "goxeld_active"))
		dict_value(pair, DICT_INT, 1, &g->active);
	else
		return false;
	return true;
}

enum err
gox_read_image(struct gox_in *g)
{
	return gox_read_dict(g, &(struct gox_dict){ .special = take_image_key,
	    .arg = g->image, .extra = &g->image->extra });
}

enum err
gox_read_block(struct gox_in *g)
{
	switch (block_add(&g->blocks, g->data.at, bytes_left(&g->data))) {
	case OK:
		return OK;
	case ERR_TOO_BIG:
		return gox_refuse(g, ERR_TOO_BIG,
		    "is the one with block number %u", FORMAT_TILES + 1);
	default:
		return gox_refuse(g, ERR_FORMAT, "is no PNG of 64x64 pixels");
	}
}

enum err
gox_read_material(struct gox_in *g)
{
	struct image *image = g->image;
	struct material *m;

	if (image->material_count == GOX_THINGS)
		return gox_refuse(g, ERR_TOO_BIG, "is the one with material "
		    "number %u", GOX_THINGS + 1);
	image->materials = gox_grow(image->materials, image->material_count,
	    sizeof *m);
	m = &image->materials[image->material_count++];
	*m = (struct material){ .color = { 1, 1, 1, 1 }, .metallic = 0.2f,
	    .roughness = 0.5f };
	return gox_read_dict(g, &(struct gox_dict){ .table = dict_material,
	    .object = m, .extra = &m->extra });
}

static bool
take_camera_key(struct gox_in *g, void *arg, const struct dict_pair *pair)
{
	(void)arg;
	if (!dict_is(pair, "active"))
		return false;
	g->image->camera_active = (int32_t)g->image->camera_count - 1;
	return true;
}

enum err
gox_read_camera(struct gox_in *g)
{
	struct image *image = g->image;
	struct camera *c;

	if (image->camera_count == GOX_THINGS)
		return gox_refuse(g, ERR_TOO_BIG, "is the one with camera "
		    "number %u", GOX_THINGS + 1);
	image->cameras = gox_grow(image->cameras, image->camera_count,
	    sizeof *c);
	c = &image->cameras[image->camera_count++];
	*c = (struct camera){ .distance = 128, .mat = MATRIX_IDENTITY };
	return gox_read_dict(g, &(struct gox_dict){ .table = dict_camera,
	    .object = c, .special = take_camera_key, .extra = &c->extra });
}

enum err
gox_read_light(struct gox_in *g)
{
	struct light *light = &g->image->light;

	return gox_read_dict(g, &(struct gox_dict){ .table = dict_light,
	    .object = light, .extra = &light->extra });
}
