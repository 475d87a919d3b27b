/*
 * move - a project from one worker to another, while it is worked on
 *
 *	master	move = target + 1; LET_GO ->
 *	owner	between two requests, with no job of it running: lets go of it
 *		and parks who asks for it; -> MOVED
 *	master	gives the newest checkpoint to the target, makes it the owner,
 *		move = 0; tells the old owner, whose connections follow
 *
 * A death of either, at any point, leaves a project with one owner, who makes
 * it again from checkpoint and log.
 */
#ifndef MASTER_MOVE_H
#define MASTER_MOVE_H

#include "master/master.h"

/* What comes of it, or why it is refused, is in m->why. */
enum err move_begin(struct master *m, uint32_t project, uint32_t worker);

/* The owner has let go. */
void	 move_end(struct seat *s, uint32_t project, uint32_t generation);

#endif
