/*
 * memory - what the memory of each worker is for, and who asked for it
 *
 * Sites are a hash table that is probed linearly and never shrinks.  A site
 * is published by its depth, which is written last.
 */
#include <assert.h>
#include <string.h>

#include "shm/memory.h"
#include "shm/samples.h"

#define PROBES	64		/* then there is no room */

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
	uint32_t i;

	/* A site that was never used is not touched: it would get memory. */
	for (i = 0; i < MEMORY_SITES; i++)
		if (atomic_load(&row->site[i].depth) != 0) {
			atomic_store(&row->site[i].depth, 0);
			clear(&row->site[i].made);
			clear(&row->site[i].alive);
		}
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

uint32_t
memory_site(struct memory_row *row, const uint64_t *frame, uint32_t depth)
{
	uint32_t at = hash_frames(frame, depth), probe, was;
	struct memory_site *site;

	assert(depth > 0 && depth <= MEMORY_FRAMES);
	for (probe = 0; probe < PROBES; probe++, at++) {
		site = &row->site[at % MEMORY_SITES];
		was = atomic_load(&site->depth);
		if (was == depth && memcmp(site->frame, frame,
		    depth * sizeof *frame) == 0)
			return at % MEMORY_SITES;
		if (was != 0)
			continue;
		memcpy(site->frame, frame, depth * sizeof *frame);
		atomic_store(&site->depth, depth);
		return at % MEMORY_SITES;
	}
	return MEMORY_NONE;
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
