/*
 * smooth - a volume rounded off, by what is around each voxel
 *
 * Tiles are looked at that hold something or stand beside one that does, with
 * a rim of one voxel.  Inside what is solid nothing changes, and there tiles
 * are not opened.
 */
#include "bounds.h"
#include "goxel/mask.h"
#include "goxel/smooth.h"

#define RIM	18		/* a side of a tile with its rim */
#define MOST	14		/* of 27 */

struct rimmed {
	struct rgba	 voxel[RIM][RIM][RIM];		/* z, y, x */
};

struct smoothing {
	struct volume	*to;
	struct volume	 from;
	struct volume	 todo;		/* white tiles */
	uint32_t	 left;		/* tiles it may look at */
};

/* The tiles around, from `lo` to `hi` tiles away; with `hollow` not those
 * that are further inside than the outermost of a sector. */
static enum err
mark_around(struct smoothing *s, const struct pos *at, int hi, bool hollow)
{
	struct pos pos;
	enum err err = OK;
	int axis, i, n = hi + 2, inner;

	for (i = 0; err == OK && i < n * n * n; i++) {
		int step[3] = { i % n - 1, i / n % n - 1, i / n / n - 1 };

		inner = 0;
		for (axis = 0; axis < 3; axis++) {
			pos.at[axis] = at->at[axis] + step[axis] * TILE_SIDE;
			inner += step[axis] > 0 && step[axis] < hi - 1;
		}
		if ((hollow && inner == 3) || !pos_bounded(&pos) ||
		    volume_slot(&s->todo, &pos) != 0)
			continue;
		if (s->left-- == 0)
			return ERR_TOO_BIG;
		err = volume_put(&s->todo, &pos, slot_of_color(MASK_WHITE));
	}
	return err;
}

static enum err
mark_all(struct smoothing *s)
{
	struct volume_walk w;
	enum err err = OK;

	volume_walk_open(&w, &s->from);
	while (err == OK && volume_walk_next(&w))
		err = mark_around(s, &w.at, w.side / TILE_SIDE,
		    w.side == SECTOR_SIDE);
	return err;
}

/* It and all that touches it is solid. */
static bool
is_buried(const struct smoothing *s, const struct pos *at)
{
	struct pos pos;
	int axis, i;

	for (i = 0; i < 27; i++) {
		int step[3] = { i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1 };

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = at->at[axis] + step[axis] * TILE_SIDE;
		if (!slot_uniform(volume_slot(&s->from, &pos)))
			return false;
	}
	return true;
}

static void
read_rimmed(const struct volume *v, const struct pos *at, struct rimmed *out)
{
	tile_slot slot[27];
	struct pos pos;
	int axis, i, x, y, z;

	for (i = 0; i < 27; i++) {
		int step[3] = { i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1 };

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = at->at[axis] + step[axis] * TILE_SIDE;
		slot[i] = volume_slot(v, &pos);
	}
	for (z = 0; z < RIM; z++)
		for (y = 0; y < RIM; y++)
			for (x = 0; x < RIM; x++) {
				i = (x + 15) / 16 + (y + 15) / 16 * 3 +
				    (z + 15) / 16 * 9;
				out->voxel[z][y][x] = slot_get(slot[i],
				    (uint32_t)((x + 15) % 16 |
				    (y + 15) % 16 << 4 | (z + 15) % 16 << 8));
			}
}

/* How many of the three by three by three from here on are taken. */
static int
count_around(const struct rimmed *r, int x, int y, int z)
{
	int i, count = 0;

	for (i = 0; i < 27; i++)
		count += rgba_exists(r->voxel[z + i / 9][y + i / 3 % 3][x +
		    i % 3]);
	return count;
}

/* The colour of a neighbour: those on the sides come first. */
static struct rgba
borrow_color(const struct rimmed *r, int x, int y, int z)
{
	static const uint8_t order[26] = { 4, 10, 12, 14, 16, 22, 1, 3, 5, 7,
	    9, 11, 15, 17, 19, 21, 23, 25, 0, 2, 6, 8, 18, 20, 24, 26 };
	struct rgba color = { { 0 } };
	int i;

	for (i = 0; i < 26 && !rgba_exists(color); i++)
		color = r->voxel[z + order[i] / 9][y + order[i] / 3 % 3][x +
		    order[i] % 3];
	return color;
}

static enum err
smooth_tile(struct smoothing *s, const struct pos *at)
{
	struct rimmed r;
	struct tile *tile;
	struct rgba here;
	int i, x, y, z;

	if (is_buried(s, at))
		return OK;
	read_rimmed(&s->from, at, &r);
	tile = tile_new((struct rgba){ { 0 } });
	for (i = 0; i < TILE_VOXELS; i++) {
		x = i & 15;
		y = i >> 4 & 15;
		z = i >> 8;
		if (count_around(&r, x, y, z) < MOST)
			continue;
		here = r.voxel[z + 1][y + 1][x + 1];
		tile->voxel[i] = rgba_exists(here) ? here :
		    borrow_color(&r, x, y, z);
	}
	tile_refresh(tile);
	return volume_put(s->to, at, slot_of_tile(tile));
}

static enum err
smooth_marked(struct smoothing *s)
{
	struct volume_scan scan;
	enum err err = OK;

	volume_scan_open(&scan, &s->todo, NULL);
	while (err == OK && volume_scan_next(&scan))
		err = smooth_tile(s, &scan.at);
	volume_scan_close(&scan);
	return err;
}

enum err
smooth_run(struct volume *v, int32_t steps)
{
	struct smoothing s = { .to = v, .left = SMOOTH_TILES };
	enum err err = OK;

	if (steps < 1 || steps > SMOOTH_STEPS)
		return ERR_PARAMS;
	for (; err == OK && steps > 0; steps--) {
		volume_copy(&s.from, v);
		err = mark_all(&s);
		if (err == OK)
			err = smooth_marked(&s);
		volume_fini(&s.from);
		volume_fini(&s.todo);
	}
	return err;
}
