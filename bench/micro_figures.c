/*
 * micro_figures - what the engine was promised to do, beside what it does
 *
 * Each row measures ours and its reference in turn, in CPU time of this
 * process, and tells the median of both and of their ratio in each round, so
 * that a machine that slows down slows down both.  The references: a hash of
 * bricks (bench/lib/bricks.h), a loop over single voxels, memory copied.
 *
 *	micro_figures [WORD]	only rows whose name holds the word
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/bricks.h"
#include "clock.h"
#include "goxel/digest.h"
#include "goxel/volume.h"
#include "goxel/writer.h"

#define ROUNDS		11
#define SIDE		256		/* of the volume written and read */
#define LAYERS		16		/* of it, written in sequence */
#define RANDOM		1000000		/* random places a round */
#define TILES		((SIDE / TILE_SIDE) * (SIDE / TILE_SIDE) *	\
			    (SIDE / TILE_SIDE))
#define FEW		1000		/* of what takes microseconds */
#define SECTORS		(4 * 4 * 4)	/* in 512^3 */

static const struct rgba red = { { 200, 30, 30, 255 } };

struct bench {
	struct volume	 tiles;		/* SIDE^3, every tile a real one */
	struct volume	 small;		/* one tile */
	struct bricks	 bricks;	/* the same SIDE^3 */
	char		*from, *to;	/* as many bytes as the tiles have */
	uint32_t	 round;		/* no two calls write the same */
	uint64_t	 sink;		/* so that reads are not left out */
};

struct row {
	const char	*name;
	double		 wanted;	/* the ratio, at least; 0: none was */
	double		 most;		/* ours in ns, at most; 0: any */
	double		 per;		/* operations a call; prints ns each */
	uint64_t	 (*ours)(struct bench *);	/* nanoseconds */
	uint64_t	 (*reference)(struct bench *);
	const char	*beside;	/* what the reference is */
};

static inline uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Every voxel of another colour than its neighbours. */
static inline uint32_t
color_at(int x, int y, int z, uint32_t round)
{
	return (uint32_t)x | (uint32_t)y << 8 | ((uint32_t)z ^ round) << 16 |
	    0xff000000u;
}

static inline void
set(struct volume *v, int x, int y, int z, uint32_t word)
{
	struct pos pos = { { x, y, z } };

	volume_set(v, &pos, rgba_of_word(word));
}

static uint64_t
set_random(struct bench *b)
{
	uint32_t state = 777, i, r;
	uint64_t begun = clock_cpu_ns();

	for (i = 0; i < RANDOM; i++) {
		r = next_random(&state);
		set(&b->tiles, r & 255, r >> 8 & 255, r >> 16 & 255,
		    (r + b->round) | 0xff000000u);
	}
	return clock_cpu_ns() - begun;
}

static uint64_t
set_random_bricks(struct bench *b)
{
	uint32_t state = 777, i, r;
	uint64_t begun = clock_cpu_ns();

	for (i = 0; i < RANDOM; i++) {
		r = next_random(&state);
		bricks_set(&b->bricks, r & 255, r >> 8 & 255, r >> 16 & 255,
		    (r + b->round) | 0xff000000u);
	}
	return clock_cpu_ns() - begun;
}

static uint64_t
set_sequence(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();
	struct pos pos;
	int x, y, z;

	for (z = 0; z < LAYERS; z++)
		for (y = 0; y < SIDE; y++)
			for (x = 0; x < SIDE; x++) {
				pos = (struct pos){ { x, y, z } };
				volume_set_near(&b->tiles, &pos, rgba_of_word(
				    color_at(x, y, z, b->round)));
			}
	return clock_cpu_ns() - begun;
}

/* As edits bring them and readers do: a list. */
static uint64_t
set_list(struct bench *b)
{
	static struct voxel list[SIDE * SIDE];
	uint64_t ns = 0, begun;
	int i, z;

	for (z = 0; z < LAYERS; z++) {
		for (i = 0; i < SIDE * SIDE; i++)
			list[i] = (struct voxel){ { { i % SIDE, i / SIDE, z } },
			    rgba_of_word(color_at(i % SIDE, i / SIDE, z,
			    b->round)) };
		begun = clock_cpu_ns();
		writer_list(&b->tiles, list, SIDE * SIDE);
		ns += clock_cpu_ns() - begun;
	}
	return ns;
}

static uint64_t
set_rows(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();
	struct rgba colors[SIDE];
	struct pos pos = { { 0, 0, 0 } };
	int x;

	for (; pos.at[2] < LAYERS; pos.at[2]++)
		for (pos.at[1] = 0; pos.at[1] < SIDE; pos.at[1]++) {
			for (x = 0; x < SIDE; x++)
				colors[x] = rgba_of_word(color_at(x, pos.at[1],
				    pos.at[2], b->round));
			writer_row(&b->tiles, &pos, colors, SIDE);
		}
	return clock_cpu_ns() - begun;
}

static uint64_t
set_box_bricks(struct bench *b, int lo, int hi, int top)
{
	uint64_t begun = clock_cpu_ns();
	int x, y, z;

	for (z = lo; z < top; z++)
		for (y = lo; y < hi; y++)
			for (x = lo; x < hi; x++)
				bricks_set(&b->bricks, x, y, z, color_at(x, y,
				    z, b->round));
	return clock_cpu_ns() - begun;
}

static uint64_t
set_sequence_bricks(struct bench *b)
{
	return set_box_bricks(b, 0, SIDE, LAYERS);
}

/* A volume that has tiles of its own everywhere, written voxel by voxel. */
static void
make_tiles(struct volume *v)
{
	int x, y, z;

	for (z = 0; z < SIDE; z++)
		for (y = 0; y < SIDE; y++)
			for (x = 0; x < SIDE; x++)
				set(v, x, y, z, color_at(x, y, z, 0));
}

static uint64_t
fill(struct volume *v, int lo, int hi)
{
	struct box box = { { { lo, lo, lo } }, { { hi, hi, hi } } };
	uint64_t begun = clock_cpu_ns();

	volume_fill(v, &box, red);
	return clock_cpu_ns() - begun;
}

static uint64_t
fill_tiles(int lo, int hi)
{
	struct volume v = { .table = NULL };
	uint64_t ns;

	make_tiles(&v);
	ns = fill(&v, lo, hi);
	volume_fini(&v);
	return ns;
}

static uint64_t
fill_aligned(struct bench *b)
{
	(void)b;
	return fill_tiles(0, SIDE);
}

static uint64_t
fill_cut(struct bench *b)
{
	(void)b;
	return fill_tiles(3, SIDE - 5);
}

static uint64_t
loop_aligned(struct bench *b)
{
	return set_box_bricks(b, 0, SIDE, SIDE);
}

static uint64_t
loop_cut(struct bench *b)
{
	return set_box_bricks(b, 3, SIDE - 5, SIDE - 5);
}

static uint64_t
fill_empty(int side, int count)
{
	struct volume v = { .table = NULL };
	uint64_t ns = 0;
	int i;

	for (i = 0; i < count; i++) {
		ns += fill(&v, 0, side);
		volume_fini(&v);
	}
	return ns;
}

/* As many sectors, each in a volume of its own. */
static uint64_t
fill_small(struct bench *b)
{
	(void)b;
	return fill_empty(SECTOR_SIDE, FEW * SECTORS);
}

static uint64_t
fill_large(struct bench *b)
{
	(void)b;
	return fill_empty(4 * SECTOR_SIDE, FEW);
}

static uint64_t
copy_memory(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();

	memcpy(b->to, b->from, TILES * sizeof(struct tile));
	return clock_cpu_ns() - begun;
}

static uint64_t
count_voxels(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();

	b->sink += volume_count(&b->tiles);
	return clock_cpu_ns() - begun;
}

/* What all who read voxels do: 64 at once where they are all there, else one
 * by one; here all are. */
static uint64_t
visit(const struct tile *tile)
{
	uint64_t bits, seen = 0;
	int i;

	for (i = 0; i < TILE_WORDS; i++) {
		if ((bits = tile->mask[i]) == UINT64_MAX) {
			seen += 64;
			continue;
		}
		for (; bits != 0; bits &= bits - 1)
			seen++;
	}
	return seen;
}

/* In order of place. */
static uint64_t
iterate(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();
	struct volume_scan s;

	volume_scan_open(&s, &b->tiles, NULL);
	while (volume_scan_next(&s))
		b->sink += visit(slot_tile(s.here));
	volume_scan_close(&s);
	return clock_cpu_ns() - begun;
}

static uint64_t
count_bits(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();
	struct volume_scan s;

	volume_scan_open(&s, &b->tiles, NULL);
	while (volume_scan_next(&s))
		b->sink += tile_count_bits(slot_tile(s.here)->mask);
	volume_scan_close(&s);
	return clock_cpu_ns() - begun;
}

static uint64_t
snapshot(struct volume *v)
{
	static struct volume copies[FEW];
	uint64_t begun = clock_cpu_ns(), ns;
	int i;

	for (i = 0; i < FEW; i++)
		volume_copy(&copies[i], v);
	ns = clock_cpu_ns() - begun;
	for (i = 0; i < FEW; i++)
		volume_fini(&copies[i]);
	return ns;
}

static uint64_t
snapshot_large(struct bench *b)
{
	return snapshot(&b->tiles);
}

static uint64_t
snapshot_small(struct bench *b)
{
	return snapshot(&b->small);
}

/* Snapshot and write in turn, each write in another place; the tile that was
 * is freed with its snapshot, as when undo forgets. */
static uint64_t
write_first(struct bench *b)
{
	uint32_t state = 779, i, r;
	uint64_t ns = 0, begun;
	struct volume copy = { .table = NULL };

	for (i = 0; i < FEW; i++) {
		r = next_random(&state);
		volume_copy(&copy, &b->tiles);
		begun = clock_cpu_ns();
		set(&b->tiles, r & 255, r >> 8 & 255, r >> 16 & 255,
		    (r + b->round) | 0xff000000u);
		ns += clock_cpu_ns() - begun;
		volume_fini(&copy);
	}
	return ns;
}

/* Measured as the write is: one at a time, with its two looks at the clock. */
static uint64_t
copy_tile(struct bench *b)
{
	struct pos origin = { { 0, 0, 0 } };
	struct tile *tile = slot_tile(volume_slot(&b->tiles, &origin)), *copy;
	uint64_t ns = 0, begun;
	int i;

	for (i = 0; i < FEW; i++) {
		begun = clock_cpu_ns();
		copy = tile_copy(tile);
		ns += clock_cpu_ns() - begun;
		tile_drop(copy);
	}
	return ns;
}

static uint64_t
digest(struct bench *b)
{
	uint64_t begun = clock_cpu_ns();

	b->sink += digest_volume(&b->tiles);
	return clock_cpu_ns() - begun;
}

#define CUBED(n)	((double)(n) * (n) * (n))

static const struct row rows[] = {
	{ "random set, 256^3 warm, a voxel", 5, 0, RANDOM, set_random,
	    set_random_bricks, "a hash of bricks" },
	{ "sequential set, one by one, a voxel", 0, 1.2, CUBED(SIDE) / SIDE *
	    LAYERS, set_sequence, set_sequence_bricks, "a hash of bricks" },
	{ "sequential set, a list, a voxel", 0, 1.2, CUBED(SIDE) / SIDE *
	    LAYERS, set_list, set_sequence_bricks, "a hash of bricks" },
	{ "sequential set, rows made and set, a voxel", 0, 1.2, CUBED(SIDE) /
	    SIDE * LAYERS, set_rows, set_sequence_bricks, "a hash of bricks" },
	{ "fill 256^3 over tiles, a voxel", 50, 0, CUBED(SIDE), fill_aligned,
	    loop_aligned, "bricks, voxel by voxel" },
	{ "fill 248^3 unaligned over tiles, a voxel", 50, 0, CUBED(SIDE - 8),
	    fill_cut, loop_cut, "bricks, voxel by voxel" },
	{ "fill 512^3, nothing there, a sector", 1, 1000, FEW * SECTORS,
	    fill_large, fill_small, "each in its own volume" },
	{ "count 256^3 of tiles", 4, 0, 1, count_voxels, copy_memory,
	    "memcpy of the tiles" },
	{ "iterate by masks 256^3 of full tiles", 4, 0, 1, iterate, copy_memory,
	    "memcpy of the tiles" },
	{ "count bits of all masks, 256^3 of tiles", 4, 0, 1, count_bits,
	    copy_memory, "memcpy of the tiles" },
	{ "snapshot of 4096 tiles", .8, 0, FEW, snapshot_large, snapshot_small,
	    "snapshot of one tile" },
	{ "first write after a snapshot", .2, 0, FEW, write_first, copy_tile,
	    "copy of a hot tile" },
	{ "digest of 256^3 of tiles", 0, 0, 1, digest, copy_memory,
	    "memcpy of the tiles" },
};

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
median(double figure[ROUNDS])
{
	qsort(figure, ROUNDS, sizeof *figure, by_size);
	return figure[ROUNDS / 2];
}

/* Once before, for the other one has thrown it out of the cache. */
static double
time_warm(struct bench *b, uint64_t (*run)(struct bench *))
{
	b->round++;
	run(b);
	b->round++;
	return (double)run(b);
}

static const char *
verdict(const struct row *row, double ratio, double ns)
{
	if (row->wanted == 0 && row->most == 0)
		return "-";
	return ratio >= row->wanted && (row->most == 0 || ns <= row->most) ?
	    "met" : "MISSED";
}

static void
measure(struct bench *b, const struct row *row)
{
	double ours[ROUNDS], other[ROUNDS], ratio[ROUNDS], middle, ns;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		other[i] = time_warm(b, row->reference);
		ours[i] = time_warm(b, row->ours);
		ratio[i] = other[i] / ours[i];
	}
	middle = median(ratio);
	ns = median(ours) / row->per;
	printf("%-42s %11.4g %11.4g %8.3g %7.3g %7.3g  %-6s  %s\n", row->name,
	    ns, median(other) / row->per, middle, row->wanted, row->most,
	    verdict(row, middle, ns), row->beside);
	fflush(stdout);
}

/* What one voxel of a full volume of many colours costs. */
static void
measure_memory(size_t before)
{
	printf("%-42s %11.4g %11s %8s %7s %7s  %-6s  %s\n",
	    "bytes a voxel, 256^3 of many colours", (double)(tile_memory() -
	    before) / CUBED(SIDE), "", "", "", "4.4", (double)(tile_memory() -
	    before) / CUBED(SIDE) <= 4.4 ? "met" : "MISSED",
	    "of the pool of tiles");
}

int
main(int argc, char **argv)
{
	struct bench b = { .sink = 0 };
	size_t i, before = tile_memory();
	int x, y, z;

	b.from = xcalloc(TILES, sizeof(struct tile));
	b.to = xcalloc(TILES, sizeof(struct tile));
	memset(b.from, 1, TILES * sizeof(struct tile));
	printf("%-42s %11s %11s %8s %7s %7s\n", "", "ours, ns", "other, ns",
	    "ratio", "least", "ns most");
	make_tiles(&b.tiles);
	measure_memory(before);
	set(&b.small, 1, 2, 3, 0xff000001u);
	for (z = 0; z < SIDE; z++)
		for (y = 0; y < SIDE; y++)
			for (x = 0; x < SIDE; x++)
				bricks_set(&b.bricks, x, y, z, color_at(x, y,
				    z, 0));
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (argc < 2 || strstr(rows[i].name, argv[1]) != NULL)
			measure(&b, &rows[i]);
	volume_fini(&b.tiles);
	volume_fini(&b.small);
	bricks_fini(&b.bricks);
	free(b.from);
	free(b.to);
	return b.sink == 42;
}
