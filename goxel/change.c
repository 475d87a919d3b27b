/*
 * change - what differs between a model now and then, made visible
 *
 * Two walks: over what is there now, and over what was there then where
 * nothing is now.  Tiles that both share, and sectors of one colour, are equal
 * at a glance.
 */
#include "bounds.h"
#include "goxel/change.h"

#define TINT	0.65f		/* of the mark in a tinted voxel */

static const struct rgba green = { { 40, 210, 70, 255 } };
static const struct rgba amber = { { 255, 176, 20, 255 } };
static const struct rgba ghost = { { 230, 36, 36, 96 } };

struct marking {
	struct volume		*now;
	const struct volume	*then;
	struct volume		 before;	/* `now` without marks */
	struct change		*change;
	uint32_t		 tiles;		/* marked */
	bool			 gone;		/* where nothing is now */
};

static struct rgba
tint(struct rgba color, struct rgba mark)
{
	int n;

	for (n = 0; n < 3; n++)
		color.c[n] = (uint8_t)(color.c[n] * (1 - TINT) +
		    mark.c[n] * TINT + 0.5f);
	return color;
}

static struct rgba
mark_voxel(struct rgba now, struct rgba then, struct change *change)
{
	if (!rgba_exists(now)) {
		change->removed += rgba_exists(then);
		return rgba_exists(then) ? ghost : now;
	}
	if (!rgba_exists(then)) {
		change->added++;
		return tint(now, green);
	}
	if (rgba_same(now, then))
		return now;
	change->changed++;
	return tint(now, amber);
}

static enum err
mark_tile(struct marking *m, const struct pos *at)
{
	tile_slot now = volume_slot(&m->before, at);
	tile_slot then = volume_slot(m->then, at);
	struct tile *tile;
	uint32_t n;

	if (now == then || (m->gone && now != 0))
		return OK;
	if (++m->tiles > BOUND_EDIT_TILES)
		return ERR_TOO_BIG;
	tile = tile_blank();
	for (n = 0; n < TILE_VOXELS; n++)
		tile->voxel[n] = mark_voxel(slot_get(now, n),
		    slot_get(then, n), m->change);
	tile_refresh(tile);
	return volume_put(m->now, at, slot_of_tile(tile));
}

/* All tiles of a piece of a walk. */
static enum err
mark_piece(struct marking *m, const struct volume_walk *w)
{
	const int32_t side = w->side / TILE_SIDE;
	struct pos at;
	int32_t n;
	enum err err = OK;

	for (n = 0; err == OK && n < side * side * side; n++) {
		at = w->at;
		at.at[0] += n % side * TILE_SIDE;
		at.at[1] += n / side % side * TILE_SIDE;
		at.at[2] += n / side / side * TILE_SIDE;
		err = mark_tile(m, &at);
	}
	return err;
}

static enum err
mark_by(struct marking *m, const struct volume *over,
    const struct volume *other)
{
	struct volume_walk w;
	enum err err = OK;
	tile_slot slot;
	int32_t side;

	volume_walk_open(&w, over);
	while (err == OK && volume_walk_next(&w)) {
		slot = volume_slot_wide(other, &w.at, &side);
		if (side >= w.side &&
		    (slot == w.here || (m->gone && slot != 0)))
			continue;
		err = mark_piece(m, &w);
	}
	return err;
}

enum err
change_mark(struct volume *now, const struct volume *then,
    struct change *change)
{
	struct marking m = { .now = now, .then = then, .change = change };
	enum err err;

	*change = (struct change){ 0 };
	volume_copy(&m.before, now);
	err = mark_by(&m, &m.before, then);
	m.gone = true;
	if (err == OK)
		err = mark_by(&m, then, &m.before);
	volume_fini(&m.before);
	return err;
}
