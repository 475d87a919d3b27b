/*
 * extrude - a flat piece of surface pushed out or in
 *
 * The faces are found from neighbour to neighbour, each once: a volume of
 * marks tells which were.  Only then is anything written.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/extrude.h"
#include "mem.h"

struct faces {
	const struct volume	*volume;
	const struct extrude	*how;
	struct rgba		 like;		/* the seed's colour */
	struct volume		 marks;
	struct voxel		*at;		/* found; owned */
	uint32_t		 count, size;
};

static bool
is_near(const struct faces *f, struct rgba color)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(color.c[i] - f->like.c[i]) > f->how->threshold)
			return false;
	return true;
}

/* There is a voxel, and nothing before it. */
static bool
is_face(const struct faces *f, const struct pos *pos, struct rgba color)
{
	struct pos before = *pos;

	before.at[f->how->axis] += f->how->way;
	return rgba_exists(color) && (!pos_bounded(&before) ||
	    !rgba_exists(volume_get(f->volume, &before)));
}

static void
keep(struct faces *f, const struct pos *pos, struct rgba color)
{
	if (f->count == f->size) {
		f->size = f->size * 2 + 64;
		f->at = xrealloc(f->at, f->size * sizeof *f->at);
	}
	f->at[f->count++] = (struct voxel){ *pos, color };
}

/* Keep the face at `pos` if it belongs to them and is new. */
static enum err
look(struct faces *f, const struct pos *pos)
{
	struct rgba color;

	if (!pos_bounded(pos) || rgba_exists(volume_get(&f->marks, pos)))
		return OK;
	color = volume_get(f->volume, pos);
	if (!is_face(f, pos, color) || !is_near(f, color))
		return OK;
	if (f->count == EXTRUDE_FACES)
		return ERR_TOO_BIG;
	keep(f, pos, color);
	return volume_set(&f->marks, pos, (struct rgba){ { 0, 0, 0, 255 } });
}

static enum err
find_faces(struct faces *f)
{
	enum err err = look(f, &f->how->seed);
	uint32_t i;
	int side;

	for (i = 0; err == OK && i < f->count; i++)
		for (side = 0; err == OK && side < 4; side++) {
			struct pos next = f->at[i].pos;
			int axis = (f->how->axis + 1 + side / 2) % 3;

			next.at[axis] += side % 2 ? 1 : -1;
			err = look(f, &next);
		}
	return err;
}

/* All that will be written is in bounds, and not too much. */
static enum err
check_depth(const struct faces *f)
{
	const struct extrude *e = f->how;
	int64_t last = e->seed.at[e->axis] + (int64_t)e->way * e->delta;

	if (e->delta > 0 && (last < -BOUND_COORD || last >= BOUND_COORD))
		return ERR_BOUNDS;
	if (f->count * (uint64_t)llabs(e->delta) > EXTRUDE_VOXELS)
		return ERR_TOO_BIG;
	return OK;
}

/* The layers of one face. */
static enum err
push(struct volume *v, const struct extrude *e, const struct voxel *face)
{
	struct pos pos = face->pos;
	int32_t left = e->delta;
	enum err err = OK;

	for (; err == OK && left > 0; left--) {
		pos.at[e->axis] += e->way;
		err = volume_set(v, &pos, face->color);
	}
	for (; err == OK && left < 0 && pos_bounded(&pos); left++) {
		err = volume_set(v, &pos, (struct rgba){ { 0 } });
		pos.at[e->axis] -= e->way;
	}
	return err;
}

enum err
extrude(struct volume *v, const struct extrude *e, uint64_t *voxels)
{
	struct faces f = { .volume = v, .how = e };
	uint64_t before = volume_count(v), after;
	enum err err;
	uint32_t i;

	*voxels = 0;
	if (!pos_bounded(&e->seed))
		return ERR_BOUNDS;
	f.like = volume_get(v, &e->seed);
	err = find_faces(&f);
	if (err == OK && f.count == 0)
		err = ERR_NO_VOXEL;
	if (err == OK)
		err = check_depth(&f);
	for (i = 0; err == OK && i < f.count; i++)
		err = push(v, e, &f.at[i]);
	after = volume_count(v);
	*voxels = after > before ? after - before : before - after;
	volume_fini(&f.marks);
	free(f.at);
	return err;
}
