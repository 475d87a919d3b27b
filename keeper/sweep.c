/*
 * sweep · files of projects that nobody needs any more
 *
 * A server that died may have left files of projects that were deleted, or of
 * revisions that the journal has not come to; and half-written ones.  There
 * may be two files for each of many projects, so what is wanted is sorted once
 * and not looked for in the directory each time.
 */
#include <stdlib.h>

#include "keeper/keeper.h"

/* A stored project, and how far. */
struct known {
	uint64_t	 id, revision;
};

struct knowledge {
	struct known	*project;	/* by id */
	size_t		 count;
};

static int
compare(const void *a, const void *b)
{
	const struct known *one = a, *other = b;

	return one->id < other->id ? -1 : one->id > other->id;
}

static struct knowledge
gather_known(const struct projects *all)
{
	uint32_t row, rows = atomic_load(&all->count);
	struct knowledge k = { xcalloc(rows + 1, sizeof *k.project), 0 };
	uint64_t id;

	for (row = 0; row < rows; row++)
		if ((id = atomic_load(&all->row[row].store_id)) != 0)
			k.project[k.count++] = (struct known){ id,
			    atomic_load(&all->row[row].stored_revision) };
	qsort(k.project, k.count, sizeof *k.project, compare);
	return k;
}

static bool
is_wanted(void *arg, uint64_t id, uint64_t revision)
{
	const struct knowledge *k = arg;
	const struct known wanted = { id, 0 }, *found;

	found = bsearch(&wanted, k->project, k->count, sizeof *k->project,
	    compare);
	return found != NULL && revision <= found->revision;
}

void
keeper_sweep(struct keeper *k)
{
	struct knowledge known = gather_known(k->segment->projects);

	folder_sweep(&k->folder, is_wanted, &known);
	free(known.project);
}
