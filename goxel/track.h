/*
 * track - where in the history of a project each of its last revisions is
 *
 * The history of undo is a line of places.  Every revision stands at one; an
 * edit made after going back takes the places beyond it from the revisions
 * that were there.
 */
#ifndef GOXEL_TRACK_H
#define GOXEL_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#define TRACK_MOST	512	/* revisions */
#define TRACK_LOST	INT64_MIN

struct track {
	uint64_t	 next;		/* revision; known are those before */
	uint32_t	 count;		/* how many */
	int64_t		 furthest;	/* at least the place of each */
	int64_t		 place[TRACK_MOST];	/* by revision, as a ring */
};

/* Note the revision after the last one noted, or the first of all; its edit
 * has put so many new steps before `place`. */
void	 track_note(struct track *t, uint64_t revision, int64_t place,
	    uint64_t grown);

/* Where a revision stands; false: unknown, or gone. */
bool	 track_find(const struct track *t, uint64_t revision, int64_t *place);

/* The oldest revision that stands between two places; or UINT64_MAX. */
uint64_t track_oldest(const struct track *t, int64_t from, int64_t to);

#endif
