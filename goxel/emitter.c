/*
 * emitter - the faces of voxels that give light
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/emitter.h"
#include "mem.h"

struct search {
	const struct field *field;
	const struct material_map *map;
	struct emitters	*out;
	bool		*gives;		/* by index of material */
	uint32_t	 looked;	/* at voxels */
	bool		 much;
};

static bool
find_materials(struct search *s)
{
	bool any = false;
	uint32_t n;

	for (n = 0; n < s->map->kinds; n++) {
		struct material m = material_of(s->map, n);

		s->gives[n] = m.emission[0] > 0 || m.emission[1] > 0 ||
		    m.emission[2] > 0;
		any |= s->gives[n];
	}
	return any;
}

static void
add_faces(struct search *s, const struct pos *voxel)
{
	struct emitters *e = s->out;
	struct pos next;
	uint8_t side;

	for (side = 0; side < 6; side++) {
		next = *voxel;
		next.at[side >> 1] += side & 1 ? 1 : -1;
		if (field_color(s->field, &next).c[ALPHA] == 255)
			continue;
		s->much |= e->count == EMITTER_FACES;
		if (s->much)
			return;
		e->at[e->count++] = (struct emitter){ *voxel, side };
	}
}

static void
look_at_voxel(struct search *s, const struct material_layer *layer,
    const struct volume_scan *scan, uint32_t n)
{
	struct pos voxel = scan->at;

	voxel.at[0] += n & 15;
	voxel.at[1] += n >> 4 & 15;
	voxel.at[2] += n >> 8;
	if (!slot_uniform(scan->here) && !tile_has(slot_tile(scan->here), n))
		return;
	if (field_solid(s->field, &voxel) &&
	    material_layer_at(s->map, &voxel) == layer)
		add_faces(s, &voxel);
}

static void
search_layer(struct search *s, const struct material_layer *layer)
{
	struct volume_scan scan;
	uint32_t n;

	volume_scan_open(&scan, layer->volume, NULL);
	while (!s->much && volume_scan_next(&scan)) {
		for (n = 0; n < TILE_VOXELS; n++)
			look_at_voxel(s, layer, &scan, n);
		s->looked += TILE_VOXELS;
		s->much |= s->looked > EMITTER_VOXELS;
	}
	volume_scan_close(&scan);
}

void
emitter_list(struct emitters *e, const struct field *field,
    const struct material_map *map)
{
	struct search s = { .field = field, .map = map, .out = e };
	uint32_t n;

	*e = (struct emitters){ 0 };
	s.gives = xcalloc(map->kinds, sizeof *s.gives);
	if (find_materials(&s)) {
		e->at = xcalloc(EMITTER_FACES, sizeof *e->at);
		for (n = 0; n < map->total; n++)
			if (s.gives[map->layer[n].material])
				search_layer(&s, &map->layer[n]);
		if (s.much)
			e->count = 0;
	}
	free(s.gives);
}

void
emitter_free(struct emitters *e)
{
	free(e->at);
	*e = (struct emitters){ 0 };
}
