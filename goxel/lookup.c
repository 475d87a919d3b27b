/*
 * lookup - from a 64-bit key to the number it was given first
 *
 * Open addressing, at most half full; the high bits of a multiplication by an
 * odd constant spread pointers and colours alike.
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/lookup.h"
#include "mem.h"

#define SIZE_FIRST	1024u

struct lookup_entry {
	uint64_t	 key;		/* 0: free */
	uint32_t	 number;
};

void
lookup_fini(struct lookup *l)
{
	free(l->entry);
	*l = (struct lookup){ 0 };
}

static struct lookup_entry *
find(const struct lookup *l, uint64_t key)
{
	uint32_t i = (uint32_t)(key * 0x9e3779b97f4a7c15u >> 32);

	for (;; i++) {
		struct lookup_entry *e = &l->entry[i & (l->size - 1)];

		if (e->key == key || e->key == 0)
			return e;
	}
}

static void
grow(struct lookup *l)
{
	struct lookup bigger = { .count = l->count,
	    .size = l->size == 0 ? SIZE_FIRST : 2 * l->size };
	uint32_t i;

	bigger.entry = xcalloc(bigger.size, sizeof *bigger.entry);
	for (i = 0; i < l->size; i++)
		if (l->entry[i].key != 0)
			*find(&bigger, l->entry[i].key) = l->entry[i];
	free(l->entry);
	*l = bigger;
}

bool
lookup_number(struct lookup *l, uint64_t key, uint32_t *number)
{
	struct lookup_entry *e;

	assert(key != 0);
	if (2 * l->count >= l->size)
		grow(l);
	e = find(l, key);
	if (e->key != 0) {
		*number = e->number;
		return true;
	}
	e->key = key;
	e->number = *number;
	l->count++;
	return false;
}

void
lookup_change(struct lookup *l, uint64_t key, uint32_t number)
{
	struct lookup_entry *e = find(l, key);

	assert(e->key == key);
	e->number = number;
}
