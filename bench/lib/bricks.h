/*
 * bricks - a hash of 16^3 bricks, the peer that volumes are measured against
 *
 * What one writes first when voxels are sparse: one open-addressed table from
 * a brick's place to its 4096 colours, linear probing, at most three quarters
 * full, the last brick remembered; a brick is copied when it is shared.  No
 * masks, no uniform bricks, no levels.  All inline, as a peer deserves.
 */
#ifndef BENCH_LIB_BRICKS_H
#define BENCH_LIB_BRICKS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#define BRICK_BITS	4
#define BRICK_SIDE	(1 << BRICK_BITS)
#define BRICK_VOXELS	(BRICK_SIDE * BRICK_SIDE * BRICK_SIDE)
#define BRICK_BIAS	(1 << 20)

struct brick {
	uint32_t	 refs;
	uint32_t	 count;		/* voxels not 0 */
	uint32_t	 voxel[BRICK_VOXELS];
};

struct brick_entry {
	uint64_t	 key;		/* 0: free */
	struct brick	*brick;
};

struct bricks {
	struct brick_entry *entry;
	uint32_t	 size;		/* entries; a power of two */
	uint32_t	 used;
	uint64_t	 last_key;	/* 0: none */
	uint32_t	 last;		/* its index */
};

static inline uint64_t
bricks_key(int x, int y, int z)
{
	return (1ull << 63) |
	    (uint64_t)((z >> BRICK_BITS) + BRICK_BIAS) << 42 |
	    (uint64_t)((y >> BRICK_BITS) + BRICK_BIAS) << 21 |
	    (uint64_t)((x >> BRICK_BITS) + BRICK_BIAS);
}

/* The entry of the key, or the free one where it belongs. */
static inline uint32_t
bricks_probe(const struct bricks *b, uint64_t key)
{
	uint32_t i = (uint32_t)(key * 0x9e3779b97f4a7c15ull >> 32);

	for (i &= b->size - 1; b->entry[i].key != key; i = (i + 1) &
	    (b->size - 1))
		if (b->entry[i].key == 0)
			break;
	return i;
}

/* A brick of the key, or a copy of one that is shared; bench/lib/bricks.c. */
struct brick *bricks_make(struct bricks *b, uint64_t key);
void	 bricks_fini(struct bricks *b);

static inline struct brick *
bricks_write(struct bricks *b, uint64_t key)
{
	struct brick_entry *entry;

	if (key != b->last_key) {
		if (b->size == 0)
			return bricks_make(b, key);
		b->last = bricks_probe(b, key);
		b->last_key = key;
	}
	entry = &b->entry[b->last];
	if (__builtin_expect(entry->key == 0 || entry->brick->refs > 1, 0))
		return bricks_make(b, key);
	return entry->brick;
}

static inline uint32_t
bricks_index(int x, int y, int z)
{
	return (uint32_t)((x & (BRICK_SIDE - 1)) |
	    (y & (BRICK_SIDE - 1)) << BRICK_BITS |
	    (z & (BRICK_SIDE - 1)) << (2 * BRICK_BITS));
}

static inline void
bricks_set(struct bricks *b, int x, int y, int z, uint32_t color)
{
	struct brick *brick = bricks_write(b, bricks_key(x, y, z));
	uint32_t *voxel = &brick->voxel[bricks_index(x, y, z)];

	brick->count += (uint32_t)(color != 0) - (uint32_t)(*voxel != 0);
	*voxel = color;
}

#endif
