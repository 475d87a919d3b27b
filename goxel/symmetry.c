/*
 * symmetry - where a volume differs from its mirror image
 */
#include "bounds.h"
#include "goxel/symmetry.h"
#include "goxel/turn.h"

static struct matrix
mirror(const struct box *bounds, int axis)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[axis][axis] = -1;
	mat.m[3][axis] = (float)(bounds->lo.at[axis] + bounds->hi.at[axis]);
	return mat;
}

static void
add_odd(struct symmetry *s, const struct pos *tile, uint32_t word,
    uint64_t bits)
{
	uint32_t index;
	struct box one;
	int axis;

	for (; bits != 0; bits &= bits - 1) {
		index = word * 64 + (uint32_t)__builtin_ctzll(bits);
		one.lo = (struct pos){ { tile->at[0] + (int32_t)(index & 15),
		    tile->at[1] + (int32_t)(index >> 4 & 15),
		    tile->at[2] + (int32_t)(index >> 8) } };
		for (axis = 0; axis < 3; axis++)
			one.hi.at[axis] = one.lo.at[axis] + 1;
		s->box = s->odd == 0 ? one : box_join(&s->box, &one);
		s->odd++;
	}
}

static uint64_t
word_of(tile_slot slot, uint32_t word)
{
	if (slot == 0)
		return 0;
	return slot_uniform(slot) ? UINT64_MAX : slot_tile(slot)->mask[word];
}

/* Where the volume has a voxel and the image has none. */
static enum err
compare(const struct volume *v, const struct volume *image,
    struct symmetry *s)
{
	struct volume_scan scan;
	uint32_t tiles = 0, word;
	tile_slot other;
	enum err err = OK;

	volume_scan_open(&scan, v, NULL);
	while (err == OK && volume_scan_next(&scan)) {
		other = volume_slot(image, &scan.at);
		if (scan.here == other || (slot_uniform(scan.here) &&
		    slot_uniform(other)))
			continue;
		if (++tiles > BOUND_EDIT_TILES)
			err = ERR_TOO_BIG;
		for (word = 0; word < TILE_WORDS; word++)
			add_odd(s, &scan.at, word, word_of(scan.here, word) &
			    ~word_of(other, word));
	}
	volume_scan_close(&scan);
	return err;
}

enum err
symmetry_look(struct volume *v, int axis, struct symmetry *out)
{
	struct volume image = { 0 };
	struct box bounds;
	struct matrix mat;
	enum err err;

	*out = (struct symmetry){ 0 };
	if (!volume_bounds(v, true, &bounds))
		return OK;
	mat = mirror(&bounds, axis);
	err = turn_build(&image, v, &mat);
	if (err == OK)
		err = compare(v, &image, out);
	volume_fini(&image);
	return err;
}
