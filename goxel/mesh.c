/*
 * mesh - the visible faces of a volume, a quad a voxel side
 */
#include "goxel/face_bits.h"
#include "goxel/mesh.h"

struct mesher {
	struct face_bits	 bits;
	enum err		(*each)(void *arg, const struct quad *quad);
	void			*arg;
	uint64_t		 face[MESH_SIDES][TILE_WORDS];
};

const uint8_t mesh_corners[MESH_SIDES][4][3] = {
	{ { 0, 0, 0 }, { 0, 0, 1 }, { 0, 1, 1 }, { 0, 1, 0 } },
	{ { 1, 0, 0 }, { 1, 1, 0 }, { 1, 1, 1 }, { 1, 0, 1 } },
	{ { 0, 0, 0 }, { 1, 0, 0 }, { 1, 0, 1 }, { 0, 0, 1 } },
	{ { 0, 1, 0 }, { 0, 1, 1 }, { 1, 1, 1 }, { 1, 1, 0 } },
	{ { 0, 0, 0 }, { 0, 1, 0 }, { 1, 1, 0 }, { 1, 0, 0 } },
	{ { 0, 0, 1 }, { 1, 0, 1 }, { 1, 1, 1 }, { 0, 1, 1 } },
};

static enum err
give_quad(const struct mesher *m, int index, int side)
{
	struct quad quad;
	int corner, axis;

	/* Not set as a whole: that costs more than all the rest. */
	quad.side = (uint8_t)side;
	quad.color = face_bits_color(&m->bits, index);
	for (corner = 0; corner < 4; corner++) {
		for (axis = 0; axis < 3; axis++)
			quad.corner[corner].at[axis] = m->bits.at.at[axis] +
			    (index >> (4 * axis) & 15) +
			    mesh_corners[side][corner][axis];
	}
	return m->each(m->arg, &quad);
}

/* The faces of 64 voxels. */
static enum err
mesh_word(const struct mesher *m, int w)
{
	uint64_t any = 0;
	enum err err;
	int side, bit;

	for (side = 0; side < MESH_SIDES; side++)
		any |= m->face[side][w];
	for (; any != 0; any &= any - 1) {
		bit = __builtin_ctzll(any);
		for (side = 0; side < MESH_SIDES; side++) {
			if ((m->face[side][w] >> bit & 1) == 0)
				continue;
			err = give_quad(m, w * 64 + bit, side);
			if (err != OK)
				return err;
		}
	}
	return OK;
}

static enum err
mesh_tile(struct mesher *m)
{
	enum err err = OK;
	bool any = false;
	int side, w;

	for (side = 0; side < MESH_SIDES; side++)
		any |= face_bits_side(&m->bits, side, m->face[side]);
	if (!any)
		return OK;
	for (w = 0; err == OK && w < TILE_WORDS; w++) {
		if (m->bits.solid[w] != 0)
			err = mesh_word(m, w);
	}
	return err;
}

enum err
mesh_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg,
    const struct progress *progress)
{
	struct mesher m = { .each = each, .arg = arg };
	struct box box = { 0 };
	struct volume_scan scan;
	enum err err = OK;

	(void)volume_bounds(v, false, &box);
	face_bits_init(&m.bits, v);
	volume_scan_open(&scan, v, NULL);
	while (err == OK && volume_scan_next(&scan)) {
		progress_place(progress, &box, &scan.at);
		if (face_bits_read(&m.bits, &scan.at, scan.here))
			err = mesh_tile(&m);
	}
	volume_scan_close(&scan);
	return err;
}

void
mesh_count(const struct volume *v, uint64_t sides[MESH_SIDES])
{
	struct face_bits bits;
	struct volume_scan scan;
	uint64_t face[TILE_WORDS];
	int w, side;

	face_bits_init(&bits, v);
	volume_scan_open(&scan, v, NULL);
	while (volume_scan_next(&scan)) {
		if (!face_bits_read(&bits, &scan.at, scan.here))
			continue;
		for (side = 0; side < MESH_SIDES; side++) {
			if (!face_bits_side(&bits, side, face))
				continue;
			for (w = 0; w < TILE_WORDS; w++)
				sides[side] += (uint64_t)
				    __builtin_popcountll(face[w]);
		}
	}
	volume_scan_close(&scan);
}
