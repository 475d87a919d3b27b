/*
 * bricks - a hash of 16^3 bricks, the peer that volumes are measured against
 */
#include "bench/lib/bricks.h"

#define SIZE_FIRST	64

/* Twice as large, or the first. */
static void
grow(struct bricks *b)
{
	struct bricks old = *b;
	uint32_t i;

	b->size = old.size == 0 ? SIZE_FIRST : 2 * old.size;
	b->entry = xcalloc(b->size, sizeof *b->entry);
	b->last_key = 0;
	for (i = 0; i < old.size; i++)
		if (old.entry[i].key != 0)
			b->entry[bricks_probe(b, old.entry[i].key)] =
			    old.entry[i];
	free(old.entry);
}

static struct brick *
copy_brick(struct brick *brick)
{
	struct brick *copy = xmalloc(sizeof *copy);

	memcpy(copy, brick, sizeof *copy);
	copy->refs = 1;
	brick->refs--;
	return copy;
}

struct brick *
bricks_make(struct bricks *b, uint64_t key)
{
	struct brick_entry *entry;

	if (b->used >= b->size / 4 * 3)
		grow(b);
	b->last = bricks_probe(b, key);
	b->last_key = key;
	entry = &b->entry[b->last];
	if (entry->key != 0) {
		entry->brick = copy_brick(entry->brick);
	} else {
		entry->key = key;
		entry->brick = xcalloc(1, sizeof *entry->brick);
		entry->brick->refs = 1;
		b->used++;
	}
	return entry->brick;
}

void
bricks_fini(struct bricks *b)
{
	uint32_t i;

	for (i = 0; i < b->size; i++)
		if (b->entry[i].key != 0 && --b->entry[i].brick->refs == 0)
			free(b->entry[i].brick);
	free(b->entry);
	*b = (struct bricks){ 0 };
}
