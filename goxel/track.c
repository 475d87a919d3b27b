/*
 * track - where in the history of a project each of its last revisions is
 */
#include "goxel/track.h"

/* A new step is at `place`: what stood there or beyond it is gone. */
static void
lose_beyond(struct track *t, int64_t place)
{
	uint32_t n;

	if (t->furthest < place)
		return;
	for (n = 0; n < TRACK_MOST; n++)
		if (t->place[n] >= place)
			t->place[n] = TRACK_LOST;
	t->furthest = place;
}

void
track_note(struct track *t, uint64_t revision, int64_t place,
    uint64_t grown)
{
	if (t->count == 0 || revision != t->next) {
		t->count = 0;
		t->furthest = place;
	} else if (grown > 0) {
		lose_beyond(t, place - (int64_t)grown + 1);
	}
	t->place[revision % TRACK_MOST] = place;
	t->furthest = place > t->furthest ? place : t->furthest;
	t->next = revision + 1;
	t->count += t->count < TRACK_MOST;
}

bool
track_find(const struct track *t, uint64_t revision, int64_t *place)
{
	if (revision >= t->next || t->next - revision > t->count)
		return false;
	*place = t->place[revision % TRACK_MOST];
	return *place != TRACK_LOST;
}

uint64_t
track_oldest(const struct track *t, int64_t from, int64_t to)
{
	uint64_t revision;
	int64_t place;

	for (revision = t->next - t->count; revision < t->next; revision++)
		if (track_find(t, revision, &place) && place >= from &&
		    place <= to)
			return revision;
	return UINT64_MAX;
}
