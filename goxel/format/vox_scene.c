/*
 * vox_scene - models put where the nodes of a MagicaVoxel file say
 *
 * The nodes are a graph: a shape may be below several groups.  A small file
 * can so ask for a model a great many times, or for itself; how deep, how
 * often and how many voxels are all limited.
 *
 * A rotation turns a model about floor(size / 2), a corner of voxels, so that
 * places are doubled while they are turned: centres are then odd and whole.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"
#include "goxel/format/vox_in.h"
#include "goxel/writer.h"
#include "text.h"

#define DEPTH_MOST	64
#define VISITS_MOST	(1u << 16)	/* of nodes */
#define VOXELS_MOST	(1u << 28)	/* that all visits place */

/* The layer that what is below a node goes to. */
struct sheet {
	const char	*name;
	uint32_t	 name_len;
	bool		 hidden;
	uint32_t	 layer;		/* 0 until something is in it */
};

/* How the world is seen below a node: place[i] = sign * own[axis] + move. */
struct spot {
	int		 axis[3];
	int		 sign[3];
	int64_t		 move[3];
	struct sheet	*sheet;
	int		 depth;
};

struct scene {
	struct vox_in	*v;
	uint32_t	 visits;
	uint64_t	 voxels;	/* placed */
	uint64_t	 all;		/* each model once */
};

static enum err	visit(struct scene *, int32_t, const struct spot *);

static int
by_id(const void *a, const void *b)
{
	const struct vox_node *left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

/* The layer of a sheet, made when it is needed first. */
static enum err
open_sheet(struct scene *s, struct sheet *sheet)
{
	char name[BOUND_NAME + 1];
	struct layer *layer;

	if (sheet->layer != 0)
		return OK;
	text_copy_name(name, sizeof name, sheet->name, sheet->name_len);
	if (image_layer_add(s->v->image, name, &layer) != OK)
		return vox_refuse(s->v, ERR_TOO_BIG, "it has over %d layers",
		    BOUND_LAYERS);
	layer->visible = !sheet->hidden;
	sheet->layer = layer->id;
	return OK;
}

/* Where the voxels of a model are: at base + sign * at[axis]. */
struct course {
	int32_t		 base[3], sign[3];
	int		 axis[3];
};

/* What is far out of bounds need not be exact. */
static int32_t
saturate(int64_t value)
{
	const int64_t far = 4 * (int64_t)BOUND_COORD;

	return (int32_t)(value < -far ? -far : value > far ? far : value);
}

/* A model turns about its middle, and a voxel about the middle of itself. */
static struct course
course_of(const struct spot *spot, const struct vox_model *model)
{
	struct course c;
	int i;

	for (i = 0; i < 3; i++) {
		int64_t half = model->size[spot->axis[i]] / 2;

		c.axis[i] = spot->axis[i];
		c.sign[i] = spot->sign[i];
		c.base[i] = saturate(spot->sign[i] > 0 ? spot->move[i] - half :
		    spot->move[i] + half - 1);
	}
	return c;
}

static bool
in_model(const struct vox_model *model, const uint8_t at[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (at[axis] >= model->size[axis])
			return false;
	return true;
}

static enum err
write_voxels(struct scene *s, struct volume *volume, ptrdiff_t number,
    const struct voxel *list, uint32_t count)
{
	struct vox_in *v = s->v;

	if (writer_list(volume, list, count) != OK)
		return vox_refuse(v, ERR_TOO_BIG, "model %td is out of "
		    "bounds, the limit is %d", number, BOUND_COORD);
	if (tile_alive() > v->tiles_max)
		return vox_refuse(v, ERR_TOO_BIG, "its voxels fill over %u "
		    "tiles", FORMAT_TILES);
	return OK;
}

#define SOME	256u	/* voxels written at once */

/* Voxels from `first` on of a model. */
static enum err
place_some(struct scene *s, struct volume *volume, const struct course *c,
    const struct vox_model *model, uint32_t first)
{
	uint32_t end = model->count - first < SOME ? model->count :
	    first + SOME;
	ptrdiff_t number = model - s->v->models;
	struct voxel list[SOME];
	uint32_t count = 0;
	int i;

	for (; first < end; first++) {
		const uint8_t *at = model->voxels + 4 * (size_t)first;

		if (!in_model(model, at))
			return vox_refuse(s->v, ERR_FORMAT, "model %td has a "
			    "voxel beyond its size", number);
		for (i = 0; i < 3; i++)
			list[count].pos.at[i] = c->base[i] + c->sign[i] *
			    at[c->axis[i]];
		list[count].color = s->v->color[at[3]];
		count += at[3] != 0;
	}
	return write_voxels(s, volume, number, list, count);
}

static enum err
place_model(struct scene *s, uint32_t number, const struct spot *spot)
{
	const struct vox_model *model;
	struct volume *volume;
	struct course course;
	enum err err;
	uint32_t i;

	if (number >= s->v->model_count)
		return vox_refuse(s->v, ERR_FORMAT, "there is no model %u",
		    number);
	model = &s->v->models[number];
	if (s->voxels + model->count > VOXELS_MOST)
		return vox_refuse(s->v, ERR_TOO_BIG, "its scene places over "
		    "%u voxels", VOXELS_MOST);
	if ((err = open_sheet(s, spot->sheet)) != OK)
		return err;
	volume = &image_layer_write(s->v->image, spot->sheet->layer)->volume;
	course = course_of(spot, model);
	for (i = 0; err == OK && i < model->count; i += SOME) {
		progress_at(s->v->progress, s->voxels + i, s->all);
		err = place_some(s, volume, &course, model, i);
	}
	s->voxels += model->count;
	return err;
}

/* What a spot sees through a turn and a move below it. */
static bool
turn_spot(struct spot *spot, const struct vox_dict *dict)
{
	struct spot was = *spot;
	int axis[3], sign, i;

	axis[0] = dict->turn & 3;
	axis[1] = dict->turn >> 2 & 3;
	axis[2] = 3 - axis[0] - axis[1];
	if (axis[0] > 2 || axis[1] > 2 || axis[0] == axis[1])
		return false;
	for (i = 0; i < 3; i++) {
		int via = was.axis[i];

		sign = dict->turn >> (4 + via) & 1 ? -1 : 1;
		spot->axis[i] = axis[via];
		spot->sign[i] = was.sign[i] * sign;
		spot->move[i] += was.sign[i] * dict->move[via];
	}
	return true;
}

static enum err
visit_transform(struct scene *s, struct bytes_in *in, const struct spot *from)
{
	struct vox_dict dict = { .name = NULL };
	struct vox_dict frame = { .turn = 4 };	/* rows take x, y, z */
	struct spot spot = *from;
	struct sheet sheet = *from->sheet;
	int32_t child, layer;

	vox_take_dict(in, &dict);
	child = bytes_i32(in);
	(void)bytes_u32(in);
	layer = bytes_i32(in);
	if (bytes_u32(in) > 0)
		vox_take_dict(in, &frame);
	if (in->failed || !turn_spot(&spot, &frame))
		return vox_refuse(s->v, ERR_FORMAT, "a transform is too "
		    "short or no rotation");
	if (layer >= 0 && layer < 64)
		dict.hidden |= s->v->hidden >> layer & 1;
	if (dict.name_len > 0 || (dict.hidden && !sheet.hidden)) {
		sheet = (struct sheet){ dict.name, dict.name_len,
		    dict.hidden || sheet.hidden, 0 };
		spot.sheet = &sheet;
	}
	return visit(s, child, &spot);
}

static enum err
visit_group(struct scene *s, struct bytes_in *in, const struct spot *spot)
{
	struct vox_dict dict = { .name = NULL };
	enum err err = OK;
	uint32_t count;

	vox_take_dict(in, &dict);
	for (count = bytes_u32(in); err == OK && count > 0; count--) {
		int32_t child = bytes_i32(in);

		err = in->failed ? vox_refuse(s->v, ERR_FORMAT,
		    "a group is too short") : visit(s, child, spot);
	}
	return err;
}

static enum err
visit_shape(struct scene *s, struct bytes_in *in, const struct spot *spot)
{
	struct vox_dict dict = { .name = NULL };
	uint32_t model;

	vox_take_dict(in, &dict);
	if (bytes_u32(in) == 0 && !in->failed)
		return OK;
	model = bytes_u32(in);
	return in->failed ? vox_refuse(s->v, ERR_FORMAT,
	    "a shape is too short") : place_model(s, model, spot);
}

static enum err
visit(struct scene *s, int32_t id, const struct spot *from)
{
	struct vox_node wanted = { .id = id }, *node = bsearch(&wanted,
	    s->v->nodes, s->v->node_count, sizeof wanted, by_id);
	struct spot spot = *from;
	struct bytes_in in;

	if (node == NULL)
		return vox_refuse(s->v, ERR_FORMAT, "there is no node %d", id);
	if (++spot.depth > DEPTH_MOST || ++s->visits > VISITS_MOST)
		return vox_refuse(s->v, ERR_TOO_BIG, "its scene is over %d "
		    "nodes deep or %u large", DEPTH_MOST, VISITS_MOST);
	in = node->in;
	switch (node->kind) {
	case 'T':
		return visit_transform(s, &in, &spot);
	case 'G':
		return visit_group(s, &in, &spot);
	default:
		return visit_shape(s, &in, &spot);
	}
}

/* The first layer goes when all voxels are in others; until then it has no
 * name, so that another one may have it. */
static void
drop_first(struct image *image, uint32_t id)
{
	struct layer *first;

	if (image->layer_count > 1 &&
	    volume_count(&image_layer(image, id)->volume) == 0) {
		(void)image_layer_delete(image, id);
		return;
	}
	first = image_layer_write(image, id);
	text_copy(first->name, sizeof first->name, "Layer.1");
}

static uint64_t
count_voxels(const struct vox_in *v)
{
	uint64_t count = 0;
	uint32_t i;

	for (i = 0; i < v->model_count; i++)
		count += v->models[i].count;
	return count;
}

enum err
vox_place(struct vox_in *v)
{
	struct sheet first = { .layer = v->image->active };
	struct spot spot = { { 0, 1, 2 }, { 1, 1, 1 }, { 0, 0, 0 }, &first,
	    0 };
	struct scene s = { .v = v, .all = count_voxels(v) };
	enum err err = OK;
	uint32_t i;

	if (v->node_count == 0) {
		for (i = 0; err == OK && i < v->model_count; i++)
			err = place_model(&s, i, &spot);
		return err;
	}
	image_layer_write(v->image, first.layer)->name[0] = '\0';
	qsort(v->nodes, v->node_count, sizeof *v->nodes, by_id);
	err = visit(&s, v->nodes[0].id, &spot);
	if (err == OK)
		drop_first(v->image, first.layer);
	return err;
}
