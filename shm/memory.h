/*
 * memory - what the memory of each worker is for, and who asked for it
 *
 * Totals by subsystem, told once a second, and allocation sites: stacks at
 * which memory was sampled (memwatch.h), with what was made there since the
 * worker began and what of it is alive.  One writer a row, the worker; any
 * process may read at any time.  A new worker begins with an empty row.
 */
#ifndef SHM_MEMORY_H
#define SHM_MEMORY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"

#define MEMORY_FRAMES	32	/* the innermost of a stack */
#define MEMORY_SITES	1024	/* a worker */
#define MEMORY_INDEX	2048	/* a power of two, more than sites */
#define MEMORY_NONE	UINT32_MAX
#define MEMORY_EVERY	((uint64_t)4 << 20)	/* bytes a sample, about */

enum subsystem {
#define SUBSYSTEM(id, doc) SUBSYSTEM_##id,
#include "tbl/subsystems.h"
	SUBSYSTEM_COUNT
};

extern const char *const subsystem_names[SUBSYSTEM_COUNT];

struct memory_count { _Atomic uint64_t objects, bytes; };

struct memory_site {
	_Atomic uint32_t depth;
	struct memory_count made, alive;
	/* Innermost first: return addresses. */
	uint64_t	 frame[MEMORY_FRAMES];
};

/* Whole pages, and sites in a row: what was never used takes none. */
struct memory_row {
	_Alignas(4096) _Atomic uint64_t anchor;	/* samples_anchor() */
	_Atomic uint64_t total[SUBSYSTEM_COUNT];	/* bytes */
	_Atomic uint64_t lost;		/* bytes made where no site was left */
	_Atomic uint32_t sites;		/* used */
	uint16_t	 index[MEMORY_INDEX];	/* by hash: site + 1 */
	struct memory_site site[MEMORY_SITES];
};

/* What is shared. */
struct memory { struct memory_row row[BOUND_WORKERS]; };

/* A copy of a site. */
struct memory_stack {
	uint32_t	 depth;
	uint64_t	 objects, bytes;
	uint64_t	 frame[MEMORY_FRAMES];
};

/* Forget what another process left. */
void	 memory_begin(struct memory_row *row);

/* The site of a stack of 1 to MEMORY_FRAMES frames, made if there is none;
 * MEMORY_NONE: there is no room. */
uint32_t memory_site(struct memory_row *row, const uint64_t *frame,
	    uint32_t depth);
/* Made there, or freed that was made there. */
void	 memory_made(struct memory_row *row, uint32_t site, uint64_t objects,
	    uint64_t bytes);
void	 memory_gone(struct memory_row *row, uint32_t site, uint64_t objects,
	    uint64_t bytes);

/* What is alive of a site, or all ever made there; false: nothing, or it is of
 * a process of another binary. */
bool	 memory_read(const struct memory_row *row, uint32_t site, bool alive,
	    struct memory_stack *out);

#endif
