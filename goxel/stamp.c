/*
 * stamp - what a stroke covers, made first and then pressed into a volume
 *
 * Most modes leave alone what meets an empty voxel, and layers are merged so:
 * these press a stamp as a layer is merged.  The others would blacken or clear
 * it, so for them only the voxels that the stamp has are combined.
 */
#include "bounds.h"
#include "goxel/stamp.h"
#include "goxel/turn.h"

struct rgba
stamp_ink(struct rgba color)
{
	return rgba_exists(color) ? color : (struct rgba){ { 0, 0, 0, 255 } };
}

/* The walls of a box; they overlap at its edges, in the same colour. */
static enum err
draw_walls(struct volume *stamp, const struct shape_stroke *stroke,
    int32_t wall)
{
	const struct box *box = &stroke->box;
	struct box side;
	enum err err = OK;
	int axis;

	for (axis = 0; err == OK && axis < 3; axis++) {
		int32_t lo = box->lo.at[axis], hi = box->hi.at[axis];

		side = *box;
		side.hi.at[axis] = hi - lo > wall ? lo + wall : hi;
		err = volume_fill(stamp, &side, stroke->color);
		side = *box;
		side.lo.at[axis] = hi - lo > wall ? hi - wall : lo;
		if (err == OK)
			err = volume_fill(stamp, &side, stroke->color);
	}
	return err;
}

enum err
stamp_shape(struct volume *stamp, const struct shape_stroke *stroke,
    int32_t wall)
{
	struct shape_stroke part = *stroke;
	enum err err;
	int axis;

	part.mode = MODE_OVER;
	part.color = stamp_ink(stroke->color);
	if (stroke->shape == SHAPE_CUBE && wall > 0)
		return draw_walls(stamp, &part, wall);
	if ((err = shape_draw(stamp, &part)) != OK || wall <= 0)
		return err;
	for (axis = 0; axis < 3; axis++) {
		int32_t lo = part.box.lo.at[axis], hi = part.box.hi.at[axis];

		if (wall >= (hi - lo + 1) / 2)
			return OK;
		part.box.lo.at[axis] = lo + wall;
		part.box.hi.at[axis] = hi - wall;
	}
	part.mode = MODE_SUB;
	return shape_draw(stamp, &part);
}

/* A box of one colour, in any mode. */
static enum err
press_box(struct volume *v, const struct volume_walk *w, enum mode mode)
{
	struct shape_stroke stroke = { .shape = SHAPE_CUBE, .mode = mode,
	    .color = slot_color(w->here), .box = { w->at, w->at } };
	int axis;

	for (axis = 0; axis < 3; axis++)
		stroke.box.hi.at[axis] += w->side;
	if (mode == MODE_REPLACE)
		return volume_fill(v, &stroke.box, stroke.color);
	return shape_draw(v, &stroke);
}

static enum err
press_tile(struct volume *v, const struct volume_walk *w, enum mode mode)
{
	const struct tile *over = slot_tile(w->here);
	tile_slot slot = volume_slot(v, &w->at);
	struct tile *tile;
	int word, bit;

	if (slot == 0 && !mode_creates(mode))
		return OK;
	slot_take(slot);
	tile = slot_open(slot);
	for (word = 0; word < TILE_WORDS; word++) {
		uint64_t left = over->mask[word];

		for (; left != 0; left &= left - 1) {
			bit = word * 64 + __builtin_ctzll(left);
			tile->voxel[bit] = mode_combine(mode,
			    tile->voxel[bit], over->voxel[bit]);
		}
	}
	tile_refresh(tile);
	return volume_put(v, &w->at, slot_of_tile(tile));
}

/* Only where the stamp has a voxel. */
static enum err
press_covered(struct volume *v, const struct volume *stamp, enum mode mode)
{
	struct volume_walk w;
	enum err err = OK;

	volume_walk_open(&w, stamp);
	while (err == OK && volume_walk_next(&w)) {
		if (slot_uniform(w.here))
			err = press_box(v, &w, mode);
		else
			err = press_tile(v, &w, mode);
	}
	return err;
}

static uint64_t
count_pieces(const struct volume *v)
{
	struct volume_walk w;
	uint64_t count = 0;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w))
		count++;
	return count;
}

static enum err
add_image(struct volume *stamp, const struct matrix *mat)
{
	struct volume image = { 0 };
	enum err err;

	if (2 * count_pieces(stamp) > BOUND_EDIT_TILES)
		return ERR_TOO_BIG;
	err = turn_build(&image, stamp, mat);
	if (err == OK)
		err = press_covered(stamp, &image, MODE_MAX);
	volume_fini(&image);
	return err;
}

enum err
stamp_mirror(struct volume *stamp, const struct mirror *mirror)
{
	struct matrix mat;
	enum err err = OK;
	int axis;

	for (axis = 0; err == OK && axis < 3; axis++) {
		if ((mirror->axes >> axis & 1) == 0)
			continue;
		mat = MATRIX_IDENTITY;
		mat.m[axis][axis] = -1;
		mat.m[3][axis] = (float)mirror->twice.at[axis];
		err = add_image(stamp, &mat);
	}
	return err;
}

enum err
stamp_image(struct volume *stamp, const struct matrix *mat)
{
	/* Negated: a price that is no number is too high. */
	if (!(turn_price(stamp, mat) <= 1))
		return ERR_TOO_BIG;
	return add_image(stamp, mat);
}

static bool
intersects(enum mode mode)
{
	return mode == MODE_INTERSECT || mode == MODE_INTERSECT_FILL;
}

enum err
stamp_press(struct volume *v, struct volume *stamp, enum mode mode,
    struct rgba color)
{
	if (!rgba_exists(color) && mode == MODE_REPLACE)
		return mode_merge(v, stamp, MODE_SUB);
	if (!rgba_exists(color) && intersects(mode))
		volume_fini(v);
	if (!rgba_exists(color))
		return OK;
	if (mode != MODE_MAX && mode != MODE_MULT_ALPHA &&
	    mode != MODE_REPLACE)
		return mode_merge(v, stamp, mode);
	if (count_pieces(stamp) > BOUND_EDIT_TILES)
		return ERR_TOO_BIG;
	return press_covered(v, stamp, mode);
}
