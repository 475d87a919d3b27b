/*
 * material - which material the voxels of a flattened image are made of
 *
 * Asking every layer would cost each look at a voxel a look into all of them.
 * The lowest ones that share a material need not be asked: what is in none of
 * those above is in one of them.  So an image of one material asks nobody.
 */
#include <stdlib.h>

#include "goxel/material.h"
#include "mem.h"

/* Goxel's, of a layer that has none. */
static struct material
default_material(void)
{
	return (struct material){ .color = { 1, 1, 1, 1 }, .metallic = 0.2f,
	    .roughness = 0.5f };
}

static uint32_t
material_index(const struct image *image, const struct layer *layer)
{
	if (layer->material < 0 ||
	    (uint32_t)layer->material >= image->material_count)
		return image->material_count;
	return (uint32_t)layer->material;
}

void
material_map_init(struct material_map *m, const struct image *image)
{
	uint32_t n;

	*m = (struct material_map){ .image = image,
	    .rest = image->material_count,
	    .kinds = image->material_count + 1 };
	m->layer = xcalloc(image->layer_count + 1, sizeof *m->layer);
	for (n = image->layer_count; n-- > 0;) {
		const struct layer *layer = image->layers[n];
		struct material_layer *out = &m->layer[m->total];

		if (!layer->visible || !mode_creates(layer->mode) ||
		    !volume_bounds(&layer->volume, false, &out->box))
			continue;
		out->volume = &layer->volume;
		out->material = material_index(image, layer);
		m->total++;
	}
	m->count = m->total;
	if (m->count > 0)
		m->rest = m->layer[m->count - 1].material;
	while (m->count > 0 && m->layer[m->count - 1].material == m->rest)
		m->count--;
}

void
material_map_fini(struct material_map *m)
{
	free(m->layer);
	*m = (struct material_map){ 0 };
}

/* The first of `count` layers that holds the voxel, or NULL. */
static const struct material_layer *
first_with(const struct material_map *m, uint32_t count,
    const struct pos *voxel)
{
	const struct material_layer *layer = m->layer, *end = layer + count;

	for (; layer < end; layer++)
		if (box_holds(&layer->box, voxel) &&
		    rgba_exists(volume_get(layer->volume, voxel)))
			return layer;
	return NULL;
}

uint32_t
material_at(const struct material_map *m, const struct pos *voxel)
{
	const struct material_layer *layer = first_with(m, m->count, voxel);

	return layer == NULL ? m->rest : layer->material;
}

const struct material_layer *
material_layer_at(const struct material_map *m, const struct pos *voxel)
{
	return first_with(m, m->total, voxel);
}

struct material
material_of(const struct material_map *m, uint32_t index)
{
	return index < m->image->material_count ?
	    m->image->materials[index] : default_material();
}
