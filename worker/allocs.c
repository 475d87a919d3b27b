/*
 * allocs - this worker tells what its memory is for, and who asked for it
 *
 * What the heap has in use is malloc's own count (mallinfo2); what subsystems
 * know of it is taken off, and the rest is called other.
 */
#include <execinfo.h>
#include <malloc.h>

#include "goxel/sector.h"
#include "goxel/tile.h"
#include "goxel/undo.h"
#include "memwatch.h"
#include "worker/allocs.h"
#include "worker/holding.h"

#define OURS	3	/* frames: the callback, the sampler, the allocator */

static struct memory_row *told;		/* by this process; NULL: none */

static uint32_t
made(uint64_t objects, uint64_t bytes)
{
	void *at[MEMORY_FRAMES + OURS];
	uint64_t frame[MEMORY_FRAMES];
	int depth = backtrace(at, MEMORY_FRAMES + OURS), i;
	uint32_t site = MEMORY_NONE;

	for (i = OURS; i < depth; i++)
		frame[i - OURS] = (uint64_t)(uintptr_t)at[i];
	if (depth > OURS)
		site = memory_site(told, frame, (uint32_t)(depth - OURS));
	if (site == MEMORY_NONE) {
		atomic_fetch_add(&told->lost, bytes);
		return MEMWATCH_NOWHERE;
	}
	memory_made(told, site, objects, bytes);
	return site;
}

static void
gone(uint32_t site, uint64_t objects, uint64_t bytes)
{
	memory_gone(told, site, objects, bytes);
}

void
allocs_begin(const struct worker *w)
{
	static const struct memwatch_owner owner = { made, gone };

	told = &w->segment->memory->row[w->heritage->row];
	memory_begin(told);
	memwatch_start(&owner, MEMORY_EVERY);
	allocs_tick(w);
}

void
allocs_end(void)
{
	told = NULL;
	memwatch_start(NULL, 0);
}

static uint64_t
history_bytes(const struct worker *w)
{
	const struct holding *h;
	uint64_t bytes = 0;

	for (h = w->store.first; h != NULL; h = h->next)
		if (h->context != NULL && h->context->undo != NULL)
			bytes += undo_memory_held(h->context->undo);
	return bytes;
}

static uint64_t
less(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

/* No byte twice: what history holds is mostly tiles, too. */
void
allocs_tick(const struct worker *w)
{
	const struct mallinfo2 heap = mallinfo2();
	uint64_t used = heap.uordblks + heap.hblkhd, tiles, requests;
	uint64_t total[SUBSYSTEM_COUNT] = { 0 };
	int i;

	if (told == NULL)
		return;
	tiles = tile_alive() * sizeof(struct tile);
	requests = w->mem.size + w->mem.total + w->edits.size +
	    (w->reply.borrowed ? 0 : w->reply.size);
	total[SUBSYSTEM_history] = history_bytes(w);
	total[SUBSYSTEM_voxels] = less(tiles + sector_memory(),
	    total[SUBSYSTEM_history]);
	total[SUBSYSTEM_requests] = requests;
	total[SUBSYSTEM_rings] = rings_mine(&w->rings);
	total[SUBSYSTEM_profiler] = memwatch_memory();
	total[SUBSYSTEM_other] = less(used, requests + sector_memory() +
	    memwatch_memory());
	total[SUBSYSTEM_unused] = heap.fordblks + less(tile_memory(), tiles);
	for (i = 0; i < SUBSYSTEM_COUNT; i++)
		atomic_store(&told->total[i], total[i]);
}
