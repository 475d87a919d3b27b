/*
 * world - what the projects of the server must hold, known independently
 *
 * A history is two arrays: the changes of single voxels in the order in which
 * they were made, and for each step where its changes end.  Undo walks back
 * over a step's changes, redo forward.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "tests/chaos/world.h"

#define TILE	16		/* voxels; regions fill cubes of this side */
#define PER_AXIS (TILE / SIDE)

struct change {
	unsigned	 place;
	union color	 before, after;
};

struct history {
	struct change	*change;
	unsigned	 changes, changes_size;
	unsigned	*end;		/* of each step's changes */
	unsigned	 steps, steps_size;
	unsigned	 at;		/* steps that can be taken back */
};

unsigned
region_place(const int at[3])
{
	return (unsigned)((at[2] * SIDE + at[1]) * SIDE + at[0]);
}

/* Region n of a project: eight to a cube of TILE, cubes on top of another. */
static void
lay_out(struct region *r, unsigned n)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		r->lo[axis] = (int)(n % PER_AXIS) * SIDE;
		n /= PER_AXIS;
	}
	r->lo[2] += (int)n * TILE;
}

static void
init_project(struct project *p, unsigned regions)
{
	unsigned i;

	p->region = xcalloc(regions, sizeof *p->region);
	p->regions = regions;
	for (i = 0; i < regions; i++)
		lay_out(&p->region[i], i);
	if (!p->shared)
		p->history = xcalloc(1, sizeof *p->history);
}

void
world_init(struct world *w, unsigned patrons, unsigned shared)
{
	struct project *p;
	unsigned i;

	w->shared = shared;
	w->projects = shared + patrons;
	w->project = xcalloc(w->projects, sizeof *w->project);
	for (i = 0; i < w->projects; i++) {
		p = &w->project[i];
		p->shared = i < shared;
		snprintf(p->name, sizeof p->name, p->shared ? "shared%u" :
		    "private%u", p->shared ? i : i - shared);
		init_project(p, p->shared ? (patrons + shared - 1) / shared :
		    1);
	}
}

void
world_fini(struct world *w)
{
	struct project *p;

	for (p = w->project; p < w->project + w->projects; p++) {
		if (p->history != NULL) {
			free(p->history->change);
			free(p->history->end);
		}
		free(p->history);
		free(p->region);
	}
	free(w->project);
}

struct project *
world_private(const struct world *w, unsigned patron)
{
	return &w->project[w->shared + patron];
}

struct project *
world_shared(const struct world *w, unsigned patron, struct region **region)
{
	struct project *p = &w->project[patron % w->shared];

	*region = &p->region[patron / w->shared];
	return p;
}

void
project_begin(struct project *p)
{
	struct history *h = p->history;

	if (h != NULL)
		h->changes = h->at == 0 ? 0 : h->end[h->at - 1];
}

void
project_write(struct project *p, struct region *r, unsigned place,
    union color color)
{
	struct history *h = p->history;
	union color before = r->voxel[place];

	if (color.c[3] == 0)
		color.bits = 0;
	r->voxel[place] = color;
	if (h == NULL || before.bits == color.bits)
		return;
	if (h->changes == h->changes_size) {
		h->changes_size = h->changes_size * 2 + 64;
		h->change = xrealloc(h->change, h->changes_size *
		    sizeof *h->change);
	}
	h->change[h->changes++] = (struct change){ place, before, color };
}

static void
push_step(struct history *h)
{
	if (h->at == h->steps_size) {
		h->steps_size = h->steps_size * 2 + 64;
		h->end = xrealloc(h->end, h->steps_size * sizeof *h->end);
	}
	h->end[h->at++] = h->changes;
	h->steps = h->at;
}

static unsigned
step_start(const struct history *h, unsigned step)
{
	return step == 0 ? 0 : h->end[step - 1];
}

void
project_end(struct project *p, bool whole)
{
	struct history *h = p->history;

	p->sent++;
	p->whole += whole;
	if (h != NULL && (whole || h->changes > step_start(h, h->at)))
		push_step(h);
}

bool
project_undo(struct project *p)
{
	struct history *h = p->history;
	unsigned i;

	if (h->at == 0)
		return false;
	h->at--;
	for (i = h->end[h->at]; i > step_start(h, h->at); i--)
		p->region->voxel[h->change[i - 1].place] =
		    h->change[i - 1].before;
	p->sent++;
	return true;
}

bool
project_redo(struct project *p)
{
	struct history *h = p->history;
	unsigned i;

	if (h->at == h->steps)
		return false;
	for (i = step_start(h, h->at); i < h->end[h->at]; i++)
		p->region->voxel[h->change[i].place] = h->change[i].after;
	h->at++;
	p->sent++;
	return true;
}

unsigned
project_undos(const struct project *p)
{
	return p->history->at;
}

unsigned
project_redos(const struct project *p)
{
	return p->history->steps - p->history->at;
}

void
project_forget(struct project *p)
{
	struct history *h = p->history;

	memset(p->region->voxel, 0, sizeof p->region->voxel);
	p->sent = p->acked = 0;
	h->changes = h->steps = h->at = 0;
}

void
project_make(struct project *p)
{
	project_begin(p);
	project_end(p, true);
}
