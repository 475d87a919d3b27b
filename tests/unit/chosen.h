/*
 * chosen - a project with a selection, and beside it the same done naively
 *
 * One layer and the mask as plain arrays.  What the engine did to the project
 * is done to the arrays one voxel at a time, and both are compared.
 */
#ifndef TESTS_UNIT_CHOSEN_H
#define TESTS_UNIT_CHOSEN_H

#include "goxel/context.h"
#include "goxel/mask.h"
#include "tests/unit/dense.h"

#define CHOSEN_REACH	36

struct chosen {
	struct context	*context;
	struct dense	 layer, mask;
	uint64_t	 dice;
};

/* A layer of a few colours: boxes, uniform tiles, and noise. */
void	 chosen_start(struct chosen *c, uint64_t seed);
void	 chosen_finish(struct chosen *c);

/* Apply an edit; it must go well. */
struct edit_outcome chosen_apply(struct chosen *c, struct edit edit);

/* Join what was found to the naive mask. */
void	 chosen_join(struct chosen *c, enum join join, struct dense *found);
/* A box near the origin. */
struct box chosen_box(struct chosen *c);
/* Select a box both ways. */
void	 chosen_select(struct chosen *c, enum join join, struct box box);

/* Layer 1 and mask are what the arrays say; so they are after an undo and a
 * redo, and after being packed and read again. */
void	 chosen_compare(struct chosen *c);

/* The next place in the arrays; false after the last. */
bool	 chosen_next(const struct chosen *c, struct pos *pos);

#endif
