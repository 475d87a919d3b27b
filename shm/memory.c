/*
 * memory - what the memory of each worker is for, and who asked for it
 *
 * Sites are found by a hash index that is probed linearly.  A site is
 * published by their number, which is written last; readers look at no other,
 * for that would give it memory.
 */
#include <assert.h>
#include <string.h>

#include "shm/memory.h"
#include "shm/samples.h"

const char *const subsystem_names[SUBSYSTEM_COUNT] = {
#define SUBSYSTEM(id, doc) #id,
#include "tbl/subsystems.h"
};

static void
clear(struct memory_count *count)
{
	atomic_store(&count->objects, 0);
	atomic_store(&count->bytes, 0);
}

void
memory_begin(struct memory_row *row)
{
	uint32_t used = atomic_exchange(&row->sites, 0), i;

	for (i = 0; i < used && i < MEMORY_SITES; i++) {
		clear(&row->site[i].made);
		clear(&row->site[i].alive);
	}
	memset(row->index, 0, sizeof row->index);
	for (i = 0; i < SUBSYSTEM_COUNT; i++)
		atomic_store(&row->total[i], 0);
	atomic_store(&row->lost, 0);
	atomic_store(&row->anchor, samples_anchor());
}

static uint32_t
hash_frames(const uint64_t *frame, uint32_t depth)
{
	uint64_t hash = 0xcbf29ce484222325ull;	/* FNV-1a */
	uint32_t i;

	for (i = 0; i < depth; i++)
		hash = (hash ^ frame[i]) * 0x100000001b3ull;
	return (uint32_t)(hash ^ hash >> 29);
}

static bool
same_stack(const struct memory_site *site, const uint64_t *frame,
    uint32_t depth)
{
	return atomic_load(&site->depth) == depth &&
	    memcmp(site->frame, frame, depth * sizeof *frame) == 0;
}

uint32_t
memory_site(struct memory_row *row, const uint64_t *frame, uint32_t depth)
{
	uint32_t at = hash_frames(frame, depth) % MEMORY_INDEX;
	uint32_t new = atomic_load(&row->sites);
	struct memory_site *site;

	assert(depth > 0 && depth <= MEMORY_FRAMES);
	for (; row->index[at] != 0; at = (at + 1) % MEMORY_INDEX)
		if (same_stack(&row->site[row->index[at] - 1], frame, depth))
			return row->index[at] - 1u;
	if (new >= MEMORY_SITES)
		return MEMORY_NONE;
	site = &row->site[new];
	memcpy(site->frame, frame, depth * sizeof *frame);
	atomic_store(&site->depth, depth);
	row->index[at] = (uint16_t)(new + 1);
	atomic_store(&row->sites, new + 1);
	return new;
}

void
memory_made(struct memory_row *row, uint32_t site, uint64_t objects,
    uint64_t bytes)
{
	struct memory_site *s = &row->site[site];

	atomic_fetch_add(&s->made.objects, objects);
	atomic_fetch_add(&s->made.bytes, bytes);
	atomic_fetch_add(&s->alive.objects, objects);
	atomic_fetch_add(&s->alive.bytes, bytes);
}

void
memory_gone(struct memory_row *row, uint32_t site, uint64_t objects,
    uint64_t bytes)
{
	struct memory_site *s = &row->site[site];

	atomic_fetch_sub(&s->alive.objects, objects);
	atomic_fetch_sub(&s->alive.bytes, bytes);
}

bool
memory_read(const struct memory_row *row, uint32_t site, bool alive,
    struct memory_stack *out)
{
	const struct memory_site *s = &row->site[site];
	const struct memory_count *count = alive ? &s->alive : &s->made;
	uint32_t i;

	if (site >= atomic_load(&row->sites))
		return false;
	out->depth = atomic_load(&s->depth);
	if (out->depth == 0 || out->depth > MEMORY_FRAMES ||
	    atomic_load(&row->anchor) != samples_anchor())
		return false;
	out->objects = atomic_load(&count->objects);
	out->bytes = atomic_load(&count->bytes);
	for (i = 0; i < out->depth; i++)
		out->frame[i] = s->frame[i];
	return out->bytes > 0;
}
