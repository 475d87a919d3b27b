/*
 * throw - edits thrown by dice
 */
#include "bounds.h"
#include "tests/unit/throw.h"

#define REACH	THROW_REACH

static const struct rgba red = { { 255, 0, 0, 255 } };
static const char ramp[] = "\1\2\3\377\7\0\0\100";
static const char heights[] = "\3\0\11\0\0\0\1";
static const struct pos here = { { 1, 2, 3 } };

static void
append(struct image *image, uint32_t base, int32_t shape, struct matrix mat)
{
	struct layer *layer = layer_new("follower");

	layer->base_id = base;
	layer->shape = shape;
	layer->color = red;
	layer->mat = mat;
	image_layer_append(image, &layer);
}

enum err
throw_model(const void *bytes, size_t len, struct image **image)
{
	struct box box = { { { 0, 0, 0 } }, { { 4, 4, 4 } } };
	struct matrix mat = MATRIX_IDENTITY;

	*image = image_new("model");
	volume_set(&(*image)->layers[0]->volume, &here, red);
	if (memcmp(bytes, "clone", len) != 0)
		return OK;
	mat.m[3][0] = 3;
	append(*image, 1, -1, mat);
	append(*image, 2, -1, mat);
	mat.m[0][0] = 2;
	append(*image, 1, -1, mat);
	append(*image, 0, SHAPE_SPHERE, box_matrix(&box));
	return image_refresh(*image);
}

static uint32_t
dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % sides;
}

static struct pos
any_pos(uint32_t *seed)
{
	struct pos pos;
	int axis;

	if (dice(seed, 4) == 0)
		return here;
	for (axis = 0; axis < 3; axis++)
		pos.at[axis] = (int32_t)dice(seed, 2 * REACH) - REACH;
	if (dice(seed, 40) == 0)
		pos.at[dice(seed, 3)] = BOUND_COORD;
	return pos;
}

static struct box
any_box(uint32_t *seed)
{
	struct box box = { any_pos(seed), { { 0 } } };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] = box.lo.at[axis] + (int32_t)dice(seed, 8);
	return box;
}

/* Moves by anything, turns by right angles, and what is neither. */
static struct matrix
any_mat(uint32_t *seed)
{
	struct matrix mat = MATRIX_IDENTITY;
	int axis, turn = (int)dice(seed, 4);

	for (axis = 0; axis < 3; axis++)
		mat.m[3][axis] = (float)dice(seed, 20) - 10;
	if (turn == 0)
		return mat;
	mat.m[0][0] = mat.m[1][1] = turn == 1 ? 0 : 0.8f;
	mat.m[0][1] = turn == 1 ? -1 : 0.6f;
	mat.m[1][0] = turn == 1 ? 1 : -0.6f;
	mat.m[2][2] = turn == 3 ? 0.5f : -1;
	return mat;
}

static struct rgba
any_color(uint32_t *seed)
{
	static const uint8_t alpha[] = { 0, 100, 255, 255 };

	return (struct rgba){ { (uint8_t)dice(seed, 4), 10, 20,
	    alpha[dice(seed, 4)] } };
}

/* A move; now and then a quarter turn, or one that stretches. */
static struct matrix
any_turn(uint32_t *seed)
{
	struct matrix mat = MATRIX_IDENTITY;
	uint32_t kind = dice(seed, 6);
	int axis;

	for (axis = 0; axis < 3; axis++)
		mat.m[3][axis] = (float)dice(seed, 9) - 4;
	if (kind == 0)
		mat.m[0][0] = 2;
	if (kind == 1) {
		mat.m[0][0] = mat.m[1][1] = 0;
		mat.m[0][1] = 1;
		mat.m[1][0] = -1;
	}
	return mat;
}

#define any_integer(s)	((int32_t)dice(s, 4) - 1)
#define any_real(s)	(dice(s, 16) == 0 ? 2 : (float)dice(s, 3) / 2)
#define any_flag(s)	(dice(s, 2) == 0)
#define any_layer(s)	dice(s, 4)
#define any_mode(s)	((enum mode)dice(s, MODE_COUNT))
#define any_shape(s)	((enum shape)dice(s, SHAPE_COUNT))
#define any_join(s)	((enum join)dice(s, JOIN_COUNT))
#define any_place(s)	any_pos(s)
#define any_region(s)	any_box(s)
#define any_rgba(s)	any_color(s)
#define any_string(s)	((struct bytes){ "Walls", dice(s, 6) })
#define any_list(s)	((struct voxels){ list, dice(s, 5) })
#define any_ramp(s)	((struct bytes){ ramp, 4 * dice(s, 3) })
#define any_heights(s)	((struct bytes){ heights, 1 + dice(s, 6) })
#define any_model(s)	((struct bytes){ dice(s, 2) ? "plain" : "clone", 5 })

/* What maps some of what is near the origin into view. */
static struct matrix
any_view(uint32_t *seed)
{
	struct matrix matrix = MATRIX_IDENTITY;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		matrix.m[axis][axis] = 0.2f;
		matrix.m[3][axis] = (float)dice(seed, 5) * 0.3f;
		matrix.m[axis][3] = (float)dice(seed, 3) * 0.1f;
	}
	return matrix;
}

static struct matrix
any_matrix(uint32_t *seed)
{
	switch (dice(seed, 3)) {
	case 0:
		return any_mat(seed);
	case 1:
		return any_turn(seed);
	default:
		return any_view(seed);
	}
}

/* Two edits, encoded; now and then one that cannot be part of a series. */
static struct bytes
any_parts(uint32_t *seed)
{
	static char room[512];
	struct edit edit = { .kind = EDIT_voxel_set };
	struct buf b;
	int i;

	buf_init(&b, sizeof room);
	for (i = 0; i < 2; i++) {
		edit.voxel_set = (struct edit_voxel_set){ any_layer(seed),
		    any_pos(seed), any_color(seed) };
		edit_encode(&edit, &b);
	}
	edit = (struct edit){ .kind = dice(seed, 4) == 0 ? EDIT_undo :
	    EDIT_box_fill, .box_fill = { any_layer(seed), any_mode(seed),
	    any_box(seed), any_color(seed) } };
	if (dice(seed, 2) == 0)
		edit_encode(&edit, &b);
	memcpy(room, b.bytes, b.len);
	buf_fini(&b);
	return (struct bytes){ room, (uint32_t)b.len };
}

uint32_t
throw_dice(uint32_t *seed, uint32_t sides)
{
	return dice(seed, sides);
}

bool
throw_adds_layer(enum edit_kind kind)
{
	return kind == EDIT_layer_add || kind == EDIT_layer_duplicate ||
	    kind == EDIT_layer_clone || kind == EDIT_layer_shape_add ||
	    kind == EDIT_layer_image_add;
}

/* Texts that mean something, mostly. */
static void
give_texts(struct edit *edit, uint32_t *seed)
{
	if (dice(seed, 8) == 0)
		return;
	if (edit->kind == EDIT_formula_fill) {
		edit->formula_fill.where = (struct bytes){ "x+y>z", 5 };
		edit->formula_fill.color = (struct bytes){ "#ff0000", 7 };
	}
	if (edit->kind == EDIT_program_run) {
		edit->program_run.shape = (struct bytes){ NULL, 0 };
		edit->program_run.text = (struct bytes){
		    "shape a { cube[s .5+-.5] sphere[sub] }", 38 };
	}
}

struct edit
throw_edit(uint32_t *seed, struct voxel list[4])
{
	struct edit edit = { .kind = (enum edit_kind)dice(seed, EDIT_COUNT) };
	int i;

	/* Few edits start all over, else nothing has a history. */
	while (edit.kind <= EDIT_model_replace && dice(seed, 8) > 0)
		edit.kind = (enum edit_kind)dice(seed, EDIT_COUNT);
	for (i = 0; i < 4; i++)
		list[i] = (struct voxel){ any_pos(seed), any_color(seed) };
	switch (edit.kind) {
#define FIELD(type, name)	in->name = any_##type(seed);
#define EDIT(id, doc, fields)						\
	case EDIT_##id: {						\
		struct edit_##id *in = &edit.id;			\
									\
		(void)in;						\
		fields							\
		break;							\
	}
#include "tbl/edits.h"
	case EDIT_COUNT:
		break;
	}
	give_texts(&edit, seed);
	return edit;
}
