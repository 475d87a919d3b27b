/*
 * writer - many voxels into a volume, in the order they come
 *
 * A tile that is in the way of writing, since it is shared or not there, is
 * volume_set's, and so is each write after which it may be of one colour: one
 * that takes a voxel away or puts the last one in.  All others only store the
 * colour, and set a bit where there was none.
 */
#include "goxel/sector.h"
#include "goxel/writer.h"

/* Within the tile with this corner. */
static inline bool
is_near(const struct pos *pos, const struct pos *corner)
{
	return (uint32_t)((pos->at[0] ^ corner->at[0]) |
	    (pos->at[1] ^ corner->at[1]) |
	    (pos->at[2] ^ corner->at[2])) < TILE_SIDE;
}

static struct pos
corner_of(const struct pos *pos)
{
	struct pos corner;
	int axis;

	for (axis = 0; axis < 3; axis++)
		corner.at[axis] = pos->at[axis] & -TILE_SIDE;
	return corner;
}

/* Into a tile that is full and stays so. */
static const struct voxel *
overwrite(struct tile *tile, const struct voxel *at, const struct voxel *end)
{
	const struct pos corner = corner_of(&at->pos);

	for (; at < end && is_near(&at->pos, &corner) &&
	    rgba_exists(at->color); at++)
		tile->voxel[tile_index(&at->pos)] = at->color;
	return at;
}

/* Into a tile that does not become full. */
static const struct voxel *
add(struct tile *tile, const struct voxel *at, const struct voxel *end)
{
	const struct pos corner = corner_of(&at->pos);
	uint64_t count = tile->count;

	for (; at < end && is_near(&at->pos, &corner) &&
	    rgba_exists(at->color); at++) {
		uint32_t i = tile_index(&at->pos);
		uint64_t *word = &tile->mask[i / 64], bit = 1ull << i % 64;

		if ((*word & bit) == 0 && count == TILE_VOXELS - 1)
			break;
		count += (*word & bit) == 0;
		*word |= bit;
		tile->voxel[i] = at->color;
	}
	tile->count = count;
	return at;
}

enum err
writer_list(struct volume *v, const struct voxel *list, uint32_t count)
{
	const struct voxel *at = list, *end = list + count, *from;
	enum err err = OK;
	struct tile *tile;

	while (err == OK && at < end) {
		from = at;
		tile = volume_own_tile(v, &at->pos);
		if (tile != NULL)
			at = tile->count == TILE_VOXELS ?
			    overwrite(tile, at, end) : add(tile, at, end);
		if (at == from) {
			err = volume_set(v, &at->pos, at->color);
			at++;
		}
	}
	return err;
}

static bool
all_exist(const struct rgba *colors, uint32_t count)
{
	uint32_t i, all = ~0u;

	for (i = 0; i < count; i++)
		all &= rgba_exists(colors[i]) ? ~0u : 0;
	return all != 0;
}

/* As much of a row as is in one tile. */
static enum err
write_part(struct volume *v, const struct pos *pos, const struct rgba *colors,
    uint32_t count)
{
	struct tile *tile = volume_own_tile(v, pos);
	uint32_t i = tile_index(pos);
	struct pos at = *pos;
	enum err err = OK;
	uint64_t bits, *word;

	if (tile != NULL && all_exist(colors, count)) {
		bits = ((1ull << count) - 1) << i % 64;
		word = &tile->mask[i / 64];
		if (tile->count == TILE_VOXELS ||
		    tile->count + count < TILE_VOXELS) {
			memcpy(&tile->voxel[i], colors, count * sizeof *colors);
			tile->count += (uint32_t)__builtin_popcountll(bits &
			    ~*word);
			*word |= bits;
			return OK;
		}
	}
	for (i = 0; err == OK && i < count; i++) {
		at.at[0] = pos->at[0] + (int32_t)i;
		err = volume_set_near(v, &at, colors[i]);
	}
	return err;
}

enum err
writer_row(struct volume *v, const struct pos *pos, const struct rgba *colors,
    uint32_t count)
{
	struct pos at = *pos;
	enum err err = OK;
	uint32_t part;

	for (; err == OK && count > 0; count -= part, colors += part) {
		part = TILE_SIDE - ((uint32_t)at.at[0] & (TILE_SIDE - 1));
		part = part < count ? part : count;
		err = write_part(v, &at, colors, part);
		at.at[0] = (int32_t)((uint32_t)at.at[0] + part);
	}
	return err;
}
