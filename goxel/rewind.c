/*
 * rewind - a project as it was at an older revision
 */
#include "goxel/rewind.h"

/* So many steps back, or forward; tells how many were made. */
static int64_t
go_back(struct context *c, int64_t steps)
{
	int64_t made = 0;

	while (made < steps && undo_back(c->undo, &c->image) == OK)
		made++;
	return made;
}

static int64_t
go_forward(struct context *c, int64_t steps)
{
	int64_t made = 0;

	while (made < steps && undo_forward(c->undo, &c->image) == OK)
		made++;
	return made;
}

enum err
rewind_image(struct context *c, uint64_t revision, struct image **then,
    uint64_t *oldest)
{
	const int64_t now = undo_place(c->undo);
	const int64_t first = now - (int64_t)undo_steps(c->undo);
	const int64_t last = now + (int64_t)undo_redos(c->undo);
	int64_t place, steps;

	*oldest = track_oldest(&c->track, first, last);
	if (*oldest > c->revision)
		*oldest = c->revision;
	if (!track_find(&c->track, revision, &place) || place < first ||
	    place > last)
		return ERR_NO_STEP;
	steps = place < now ? go_back(c, now - place) :
	    go_forward(c, place - now);
	*then = NULL;
	if (steps == (place < now ? now - place : place - now))
		*then = image_copy(c->image);
	(void)(place < now ? go_forward(c, steps) : go_back(c, steps));
	return *then != NULL ? OK : ERR_NO_STEP;
}
