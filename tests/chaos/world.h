/*
 * world - what the projects of the server must hold, known independently
 *
 * A region is a cube of SIDE^3 voxels that one patron alone edits, kept as a
 * plain array of colours.  Requests on a connection are done in order, so the
 * array can be changed when an edit is sent: it then tells what every later
 * request of that patron must see.
 *
 * Shared projects hold a region for each of several patrons, side by side, so
 * that different patrons write into the same tiles.  A private project holds
 * one region, and its history is known too: what undo and redo must do.
 *
 * Every edit that is carried out counts one revision.
 */
#ifndef TESTS_CHAOS_WORLD_H
#define TESTS_CHAOS_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#define SIDE		8			/* voxels */
#define VOXELS		(SIDE * SIDE * SIDE)	/* of a region */
#define REACH		64	/* no voxel has a coordinate beyond */

/* A colour; alpha 0 is no voxel. */
union color {
	uint8_t		 c[4];
	uint32_t	 bits;
};

struct region {
	int		 lo[3];			/* lowest corner */
	union color	 voxel[VOXELS];		/* x runs fastest */
};

struct history;

struct project {
	char		 name[24];
	bool		 shared;
	uint64_t	 sent;		/* edits sent: the revision to come */
	uint64_t	 acked;		/* edits known to be carried out */
	unsigned	 whole;		/* steps that were more than a voxel */
	struct region	*region;
	unsigned	 regions;
	struct history	*history;	/* NULL if shared */
};

struct world {
	struct project	*project;	/* shared ones first */
	unsigned	 projects;
	unsigned	 shared;
};

/* Each of `patrons` has a private project and a region in a shared one. */
void	 world_init(struct world *w, unsigned patrons, unsigned shared);
void	 world_fini(struct world *w);

struct project *world_private(const struct world *w, unsigned patron);
struct project *world_shared(const struct world *w, unsigned patron,
	    struct region **region);

unsigned region_place(const int at[3]);		/* from the region's corner */

/*
 * Change a region: begin a step, write voxels, end the step.  A `whole` step
 * is remembered even when it changed nothing, as the server does with
 * everything but single voxels.
 */
void	 project_begin(struct project *p);
void	 project_write(struct project *p, struct region *r, unsigned place,
	    union color color);
void	 project_end(struct project *p, bool whole);

/* Private ones: false when there is no step. */
bool	 project_undo(struct project *p);
bool	 project_redo(struct project *p);
unsigned project_undos(const struct project *p);
unsigned project_redos(const struct project *p);

/* It was closed: nothing is left of it. */
void	 project_forget(struct project *p);
/* It was made, which is its first edit. */
void	 project_make(struct project *p);

#endif
