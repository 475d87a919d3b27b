/*
 * notes - what was answered to requests that may come again
 *
 * A client that loses its connection cannot know whether its last edit was
 * done.  It gives the request a key; the answer is noted under that key in
 * the project, and a request that comes again gets it.  BOUND_NOTES and
 * BOUND_NOTES_BYTES bound them; the oldest go first.
 */
#ifndef GOXEL_NOTES_H
#define GOXEL_NOTES_H

#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"

struct notes;

struct note {
	struct note	*next;		/* noted after this one; or NULL */
	struct note	*chain;		/* private: of the same hash */
	struct bytes	 key;		/* 1 to BOUND_KEY bytes */
	struct bytes	 method;	/* its name; at most BOUND_NAME */
	struct bytes	 result;	/* JSON; at most BOUND_NOTE */
};

struct notes	*notes_new(void);
void		 notes_free(struct notes *notes);

/* A copy of all three.  A key that is noted stays as it is.  ERR_PARAMS: some
 * length is out of bounds. */
enum err	 notes_add(struct notes *notes,
		    const struct edit_request_note *edit);

/* By key, or NULL.  Good until the next is added. */
const struct note *notes_find(const struct notes *notes,
		    const struct bytes *key);

/* The oldest, or NULL. */
const struct note *notes_first(const struct notes *notes);
uint32_t	 notes_count(const struct notes *notes);

#endif
