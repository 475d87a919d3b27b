/*
 * tile - 16^3 voxels, shared until written
 *
 * Tiles are born and die by the thousand: each first write after a snapshot
 * makes one, each box fill throws some away.  From the heap, four fifths of
 * the cost would be page faults.  So they come from slabs of 2 MiB, mapped at
 * multiples of 2 MiB so that a tile's address tells its slab:
 *
 *	| refs[128] | head | tile 0 | tile 1 | ... | tile 123 |
 *
 * A slab with room is in a ring; allocation takes the lowest free tile of the
 * first.  A slab that has become empty is kept for the next allocation, up to
 * SLABS_KEPT of them; beyond that it goes back to the system, so that the
 * memory of a big volume is returned when it dies.  A process with more than
 * a few slabs asks for huge pages, since a random voxel is otherwise a miss
 * in the translation cache too.
 *
 * The pool below, and a counter of sectors, are the only static state of the
 * engine: an allocator is of the process, as malloc's is, and passing it
 * through every call that may write a voxel would say nothing.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "goxel/tile.h"
#include "memwatch.h"

#define SLABS_KEPT	8	/* empty ones: 16 MiB */
#define SLABS_SMALL	4	/* made of small pages, for small models */

struct slab {
	uint32_t	 refs[TILE_SLAB / TILE_UNIT];	/* by tile_refs() */
	/* In the ring, if there is room. */
	struct slab	*next, *prev;
	uint64_t	 taken[2];		/* a bit for each tile */
	uint32_t	 count;			/* bits set */
	_Alignas(TILE_SLAB_HEAD) struct tile tile[TILE_SLAB_COUNT];
};

_Static_assert(sizeof(struct slab) <= TILE_SLAB, "a slab's tiles fit");
_Static_assert(sizeof(struct tile) >= TILE_UNIT, "each its own counter");
_Static_assert(offsetof(struct slab, refs) == 0, "and so here");

static struct pool {
	struct slab	*ring;		/* slabs with room */
	uint64_t	 alive;		/* tiles */
	uint32_t	 slabs;
	uint32_t	 empty;		/* of them, all in the ring */
} pool;

static struct slab *
slab_of(const struct tile *tile)
{
	return (struct slab *)((uintptr_t)tile & ~(TILE_SLAB - 1));
}

static void
link_slab(struct slab *slab)
{
	if (pool.ring == NULL) {
		slab->next = slab->prev = slab;
	} else {
		slab->next = pool.ring;
		slab->prev = pool.ring->prev;
		slab->prev->next = slab->next->prev = slab;
	}
	pool.ring = slab;
}

static void
unlink_slab(struct slab *slab)
{
	if (pool.ring == slab)
		pool.ring = slab->next == slab ? NULL : slab->next;
	slab->prev->next = slab->next;
	slab->next->prev = slab->prev;
}

/* Map twice what is needed and give back what is beside the aligned part. */
static void
map_slab(void)
{
	uintptr_t at, slab;
	void *map;

	map = mmap(NULL, 2 * TILE_SLAB, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (map == MAP_FAILED) {
		perror("no memory for tiles");
		abort();
	}
	at = (uintptr_t)map;
	slab = (at + TILE_SLAB - 1) & ~(TILE_SLAB - 1);
	if (slab > at)
		munmap(map, slab - at);
	munmap((void *)(slab + TILE_SLAB), at + TILE_SLAB - slab);
	if (pool.slabs++ >= SLABS_SMALL)
		madvise((void *)slab, TILE_SLAB, MADV_HUGEPAGE);
	pool.empty++;
	link_slab((struct slab *)slab);
}

/* Which tiles there are beyond the last; they are never free. */
static uint64_t
free_tiles(const struct slab *slab, int word)
{
	uint64_t beyond = word == 0 ? 0 : ~0ull << (TILE_SLAB_COUNT - 64);

	return ~(slab->taken[word] | beyond);
}

static struct tile *
take_tile(void)
{
	struct slab *slab;
	struct tile *tile;
	uint64_t room;
	int word, bit;

	if (pool.ring == NULL)
		map_slab();
	slab = pool.ring;
	word = free_tiles(slab, 0) == 0;
	room = free_tiles(slab, word);
	assert(room != 0);
	bit = __builtin_ctzll(room);
	slab->taken[word] |= 1ull << bit;
	tile = &slab->tile[word * 64 + bit];
	*tile_refs(tile) = 1;
	pool.alive++;
	pool.empty -= slab->count == 0;
	if (++slab->count == TILE_SLAB_COUNT)
		unlink_slab(slab);
	memwatch_made(tile, sizeof *tile);
	return tile;
}

static void
give_tile(struct tile *tile)
{
	struct slab *slab = slab_of(tile);
	uint32_t index = (uint32_t)(tile - slab->tile);

	memwatch_gone(tile);
	slab->taken[index / 64] &= ~(1ull << index % 64);
	pool.alive--;
	if (slab->count-- == TILE_SLAB_COUNT)
		link_slab(slab);
	if (slab->count > 0)
		return;
	if (pool.empty < SLABS_KEPT) {
		pool.empty++;
		return;
	}
	unlink_slab(slab);
	pool.slabs--;
	munmap(slab, TILE_SLAB);
}

struct tile *
tile_new(struct rgba color)
{
	struct tile *tile = take_tile();
	bool exists = rgba_exists(color);
	int i;

	tile->count = exists ? TILE_VOXELS : 0;
	memset(tile->mask, exists ? 0xff : 0, sizeof tile->mask);
	for (i = 0; i < TILE_VOXELS; i++)
		tile->voxel[i] = color;
	return tile;
}

struct tile *
tile_blank(void)
{
	return take_tile();
}

struct tile *
tile_copy(const struct tile *tile)
{
	struct tile *copy = take_tile();

	memcpy(copy, tile, sizeof *copy);
	return copy;
}

void
tile_drop(struct tile *tile)
{
	uint32_t *refs = tile_refs(tile);

	assert(*refs > 0);
	if (--*refs == 0)
		give_tile(tile);
}

void
tile_set(struct tile *tile, uint32_t index, struct rgba color)
{
	uint64_t bit = 1ull << index % 64, *word = &tile->mask[index / 64];

	tile->voxel[index] = color;
	tile->count -= *word >> index % 64 & 1;
	*word &= ~bit;
	if (rgba_exists(color)) {
		*word |= bit;
		tile->count++;
	}
}

/* Most words are all there or all empty: two sums of bits tell. */
uint64_t
tile_bits(const struct rgba voxel[64])
{
	uint32_t all = ~0u, any = 0, word[64];
	uint64_t bits = 0;
	int i;

	memcpy(word, voxel, sizeof word);
	for (i = 0; i < 64; i++) {
		all &= word[i];
		any |= word[i];
	}
	if (rgba_exists(rgba_of_word(all)))
		return ~0ull;
	if (!rgba_exists(rgba_of_word(any)))
		return 0;
	for (i = 0; i < 64; i++)
		bits |= (uint64_t)rgba_exists(voxel[i]) << i;
	return bits;
}

/*
 * Sums of pairs, of fours, of eights, beside each other in each word: without
 * the instruction that counts, which the oldest machines of this kind lack,
 * the compiler would look up each byte.  16 words of sums of eights fit bytes.
 */
uint32_t
tile_count_bits(const uint64_t mask[TILE_WORDS])
{
	const uint64_t pairs = ~0ull / 3, fours = ~0ull / 5;
	const uint64_t eights = ~0ull / 17, bytes = ~0ull / 257;
	uint64_t sum = 0, part, w;
	int i, j;

	for (i = 0; i < TILE_WORDS; i += 16) {
		part = 0;
		for (j = 0; j < 16; j++) {
			w = mask[i + j];
			w -= w >> 1 & pairs;
			w = (w & fours) + (w >> 2 & fours);
			part += (w + (w >> 4)) & eights;
		}
		sum += (part & bytes) + (part >> 8 & bytes);
	}
	return (uint32_t)(sum * (~0ull / 0xffff) >> 48);
}

void
tile_refresh(struct tile *tile)
{
	int word;

	for (word = 0; word < TILE_WORDS; word++)
		tile->mask[word] = tile_bits(&tile->voxel[word * 64]);
	tile->count = tile_count_bits(tile->mask);
}

bool
tile_uniform(const struct tile *tile)
{
	if (tile->count == 0)
		return true;
	if (tile->count < TILE_VOXELS ||
	    !rgba_same(tile->voxel[0], tile->voxel[TILE_VOXELS - 1]))
		return false;
	/* Shifted by one voxel it is itself: memcmp does the loop. */
	return memcmp(&tile->voxel[0], &tile->voxel[1],
	    sizeof tile->voxel - sizeof tile->voxel[0]) == 0;
}

static void
bits_range(uint32_t bits, int axis, struct box *box)
{
	box->lo.at[axis] = __builtin_ctz(bits);
	box->hi.at[axis] = 32 - __builtin_clz(bits);
}

struct box
tile_bounds(const struct tile *tile)
{
	uint32_t bits[3] = { 0, 0, 0 };
	struct box box;
	int axis, row;

	assert(tile->count > 0);
	for (row = 0; row < TILE_SIDE * TILE_SIDE; row++) {
		uint32_t x = tile->mask[row / 4] >> row % 4 * 16 & 0xffff;

		bits[0] |= x;
		bits[1] |= (uint32_t)(x != 0) << row % TILE_SIDE;
		bits[2] |= (uint32_t)(x != 0) << row / TILE_SIDE;
	}
	for (axis = 0; axis < 3; axis++)
		bits_range(bits[axis], axis, &box);
	return box;
}

uint64_t
tile_alive(void)
{
	return pool.alive;
}

size_t
tile_memory(void)
{
	return pool.slabs * TILE_SLAB;
}

struct rgba
slot_get(tile_slot slot, uint32_t index)
{
	if (slot == 0)
		return (struct rgba){ { 0, 0, 0, 0 } };
	if (slot_uniform(slot))
		return slot_color(slot);
	return slot_tile(slot)->voxel[index];
}

static bool
tile_has_color(const struct tile *tile, struct rgba color)
{
	return tile->count == TILE_VOXELS && tile_uniform(tile) &&
	    rgba_same(tile->voxel[0], color);
}

static bool
tile_same(const struct tile *a, const struct tile *b)
{
	int i;

	if (memcmp(a->mask, b->mask, sizeof a->mask) != 0)
		return false;
	if (memcmp(a->voxel, b->voxel, sizeof a->voxel) == 0)
		return true;
	for (i = 0; i < TILE_VOXELS; i++)
		if (rgba_exists(a->voxel[i]) &&
		    !rgba_same(a->voxel[i], b->voxel[i]))
			return false;
	return true;
}

bool
slot_same(tile_slot a, tile_slot b)
{
	if (a == b)
		return true;
	if (slot_count(a) != slot_count(b))
		return false;
	if (slot_count(a) == 0)
		return true;
	if (slot_uniform(a) && slot_uniform(b))
		return false;
	if (slot_uniform(a))
		return tile_has_color(slot_tile(b), slot_color(a));
	if (slot_uniform(b))
		return tile_has_color(slot_tile(a), slot_color(b));
	return tile_same(slot_tile(a), slot_tile(b));
}

uint32_t
slot_count(tile_slot slot)
{
	if (slot == 0)
		return 0;
	return slot_uniform(slot) ? TILE_VOXELS :
	    (uint32_t)slot_tile(slot)->count;
}

tile_slot
slot_of_color(struct rgba color)
{
	return rgba_exists(color) ?
	    (tile_slot)rgba_word(color) << 32 | 1 : 0;
}

tile_slot
slot_of_tile(struct tile *tile)
{
	tile_slot slot;

	if (!tile_uniform(tile))
		return (tile_slot)tile;
	slot = tile->count == 0 ? 0 : slot_of_color(tile->voxel[0]);
	tile_drop(tile);
	return slot;
}

struct tile *
slot_open(tile_slot slot)
{
	struct tile *copy;

	if (slot == 0 || slot_uniform(slot))
		return tile_new(slot_get(slot, 0));
	if (!tile_shared(slot_tile(slot)))
		return slot_tile(slot);
	copy = tile_copy(slot_tile(slot));
	tile_drop(slot_tile(slot));
	return copy;
}

void
slot_drop(tile_slot slot)
{
	if (slot != 0 && !slot_uniform(slot))
		tile_drop(slot_tile(slot));
}
