/*
 * dress - the layers of an image as they are seen, in their materials
 *
 * A material changes each channel by itself: a table of 256 says how.  What is
 * uniform is one look-up.
 */
#include "goxel/dress.h"
#include "goxel/srgb.h"

struct dress { uint8_t to[4][256]; };

static uint8_t
byte_of(double light)
{
	if (!(light > 0))
		return 0;
	if (light >= 1)
		return 255;
	return (uint8_t)(255 * srgb_of_linear(light) + 0.5);
}

static void
make_dress(const struct material *material, struct dress *d)
{
	double alpha = (double)material->color[ALPHA];
	int n, k;

	alpha = alpha < 1 ? alpha > 0 ? alpha : 0 : 1;
	for (n = 0; n < 256; n++) {
		for (k = 0; k < 3; k++)
			d->to[k][n] = byte_of(srgb_to_linear(n / 255.0) *
			    (double)material->color[k] +
			    (double)material->emission[k]);
		d->to[ALPHA][n] = (uint8_t)(n * alpha + 0.5);
	}
}

static bool
changes(const struct material *material)
{
	bool same = true;
	int k;

	for (k = 0; k < 3; k++)
		same &= material->color[k] == 1 && material->emission[k] == 0;
	return !same || material->color[ALPHA] < 1;
}

/* What dresses a layer; NULL: nothing that shows.  Of a layer that takes away
 * or only colours there is nothing to be seen itself. */
static const struct material *
dress_of(const struct image *image, const struct layer *layer)
{
	const struct material *material;

	if (!layer->visible || layer->material < 0 ||
	    (layer->mode != MODE_OVER && layer->mode != MODE_MAX) ||
	    (uint32_t)layer->material >= image->material_count)
		return NULL;
	material = &image->materials[layer->material];
	return changes(material) ? material : NULL;
}

static struct rgba
put_on(const struct dress *d, struct rgba color)
{
	int k;

	for (k = 0; k < 4; k++)
		color.c[k] = d->to[k][color.c[k]];
	return color;
}

static enum err
dress_piece(const struct dress *d, const struct volume_walk *w,
    struct volume *v)
{
	struct box box = { w->at, w->at };
	const struct tile *from;
	struct tile *tile;
	uint32_t n;
	int axis;

	if (slot_uniform(w->here)) {
		for (axis = 0; axis < 3; axis++)
			box.hi.at[axis] += w->side;
		return volume_fill(v, &box, put_on(d, slot_color(w->here)));
	}
	from = slot_tile(w->here);
	tile = tile_blank();
	for (n = 0; n < TILE_VOXELS; n++)
		tile->voxel[n] = tile_has(from, n) ?
		    put_on(d, from->voxel[n]) : (struct rgba){ { 0 } };
	tile_refresh(tile);
	return volume_put(v, &w->at, slot_of_tile(tile));
}

static enum err
dress_layer(const struct material *material, struct layer *layer)
{
	struct volume bare = { 0 };
	struct volume_walk w;
	struct dress d;
	enum err err = OK;

	make_dress(material, &d);
	volume_copy(&bare, &layer->volume);
	volume_walk_open(&w, &bare);
	while (err == OK && volume_walk_next(&w))
		err = dress_piece(&d, &w, &layer->volume);
	volume_fini(&bare);
	return err;
}

enum err
dress_flatten(const struct image *image, struct volume *flat)
{
	struct image *dressed = NULL;
	const struct material *material;
	uint32_t n, id;
	enum err err = OK;

	for (n = 0; err == OK && n < image->layer_count; n++) {
		material = dress_of(image, image->layers[n]);
		if (material == NULL)
			continue;
		if (dressed == NULL)
			dressed = image_copy(image);
		id = image->layers[n]->id;
		err = dress_layer(material, image_layer_write(dressed, id));
	}
	if (err == OK)
		err = image_flatten(dressed != NULL ? dressed : image, flat);
	image_free(dressed);
	return err;
}
