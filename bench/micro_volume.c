/*
 * micro_volume - what the engine's operations cost
 *
 * Each row is the median of several rounds in CPU time of one thread, with the
 * fastest and the slowest.  Memory is copied in the same run, as a measure of
 * the machine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "clock.h"
#include "goxel/mode.h"
#include "goxel/paint.h"
#include "goxel/shape.h"
#include "goxel/volume.h"
#include "mem.h"

#define ROUNDS	9
#define SIDE	256			/* of the volume written and read */
#define RANDOM	1000000			/* random places a round */
#define BLOCK	((size_t)64 << 20)	/* bytes copied */

static const struct rgba red = { { 200, 30, 30, 255 } };
static const struct rgba glass = { { 30, 200, 30, 128 } };

struct bench {
	struct volume	 tiles;		/* SIDE^3, every tile a real one */
	struct volume	 work;		/* made by setup, gone after */
	uint64_t	 begun, ns;	/* of the timed part */
	int32_t		 round;		/* no two write the same */
	uint64_t	 sink;		/* so that reads are not left out */
	char		*from, *to;	/* BLOCK bytes each */
};

struct job {
	const char	*name;
	const char	*unit;
	double		 per;		/* ns in that unit, by operations */
	void		(*run)(struct bench *);
};

static void
start(struct bench *b)
{
	b->begun = clock_cpu_ns();
}

static void
stop(struct bench *b)
{
	b->ns = clock_cpu_ns() - b->begun;
}

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

static inline uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static struct pos
random_place(uint32_t r)
{
	return (struct pos){ { r & 255, r >> 8 & 255, r >> 16 & 255 } };
}

/* Every voxel of another colour than its neighbours. */
static struct rgba
color_at(int32_t x, int32_t y, int32_t z)
{
	return (struct rgba){ { (uint8_t)x, (uint8_t)y, (uint8_t)z, 255 } };
}

static void
sequential_set(struct volume *v, int32_t layers)
{
	struct pos pos;

	for (pos.at[2] = 0; pos.at[2] < layers; pos.at[2]++)
		for (pos.at[1] = 0; pos.at[1] < SIDE; pos.at[1]++)
			for (pos.at[0] = 0; pos.at[0] < SIDE; pos.at[0]++)
				volume_set(v, &pos, color_at(pos.at[0],
				    pos.at[1], pos.at[2]));
}

static void
run_memcpy(struct bench *b)
{
	start(b);
	memcpy(b->to, b->from, BLOCK);
	stop(b);
}

static void
run_random_set(struct bench *b)
{
	uint32_t state = 777;
	int i;

	start(b);
	for (i = 0; i < RANDOM; i++) {
		uint32_t r = next_random(&state);
		struct pos pos = random_place(r);

		volume_set(&b->tiles, &pos, color_at((int32_t)r, b->round, 5));
	}
	stop(b);
}

static void
run_random_get(struct bench *b)
{
	uint32_t state = 778;
	int i;

	start(b);
	for (i = 0; i < RANDOM; i++) {
		struct pos pos = random_place(next_random(&state));

		b->sink += volume_get(&b->tiles, &pos).c[0];
	}
	stop(b);
}

static void
run_sequential_set(struct bench *b)
{
	start(b);
	sequential_set(&b->tiles, 16);
	stop(b);
}

static void
run_sequential_get(struct bench *b)
{
	struct pos pos;

	start(b);
	for (pos.at[2] = 0; pos.at[2] < 16; pos.at[2]++)
		for (pos.at[1] = 0; pos.at[1] < SIDE; pos.at[1]++)
			for (pos.at[0] = 0; pos.at[0] < SIDE; pos.at[0]++)
				b->sink += volume_get(&b->tiles, &pos).c[0];
	stop(b);
}

static void
run_build(struct bench *b)
{
	start(b);
	sequential_set(&b->work, SIDE);
	stop(b);
	volume_fini(&b->work);
}

static void
run_fini(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	start(b);
	volume_fini(&b->work);
	stop(b);
}

static void
fill(struct bench *b, int32_t lo, int32_t hi, struct rgba color)
{
	struct box box = cube(lo, hi);

	start(b);
	volume_fill(&b->work, &box, color);
	stop(b);
}

static void
run_fill_empty(struct bench *b)
{
	fill(b, 0, SIDE, red);
	volume_fini(&b->work);
}

static void
run_fill_tiles(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	fill(b, 0, SIDE, red);
	volume_fini(&b->work);
}

static void
run_fill_cut(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	fill(b, 3, SIDE - 5, red);
	volume_fini(&b->work);
}

static void
run_fill_small(struct bench *b)
{
	int i;
	struct box box = cube(10, 42);

	volume_copy(&b->work, &b->tiles);
	volume_fill(&b->work, &box, red);
	start(b);
	for (i = 0; i < 1000; i++)
		volume_fill(&b->work, &box, i % 2 ? red : glass);
	stop(b);
	volume_fini(&b->work);
}

static void
run_fill_large(struct bench *b)
{
	fill(b, 3, 1027, red);
	volume_fini(&b->work);
}

static void
run_snapshot(struct bench *b)
{
	struct volume copies[100];
	int i;

	start(b);
	for (i = 0; i < 100; i++)
		volume_copy(&copies[i], &b->tiles);
	stop(b);
	for (i = 0; i < 100; i++)
		volume_fini(&copies[i]);
}

/* Snapshot and write in turn, each write in another place; the tile that was
 * is freed with its snapshot, as when undo forgets. */
static void
run_first_write(struct bench *b)
{
	uint32_t state = 779;
	uint64_t ns = 0;
	int i;

	for (i = 0; i < 1000; i++) {
		struct pos pos = random_place(next_random(&state));

		volume_copy(&b->work, &b->tiles);
		start(b);
		volume_set(&b->tiles, &pos, color_at(i, i, b->round));
		stop(b);
		ns += b->ns;
		volume_fini(&b->work);
	}
	b->ns = ns;
}

static void
run_count(struct bench *b)
{
	start(b);
	b->sink += volume_count(&b->tiles);
	stop(b);
}

static void
run_bounds(struct bench *b)
{
	struct box box;

	start(b);
	b->sink += volume_bounds(&b->tiles, true, &box);
	stop(b);
}

static void
run_scan(struct bench *b)
{
	struct volume_scan s;

	start(b);
	volume_scan_open(&s, &b->tiles, NULL);
	while (volume_scan_next(&s))
		b->sink += slot_count(s.here);
	volume_scan_close(&s);
	stop(b);
}

static void
draw(struct bench *b, enum mode mode, struct rgba color, float smoothness)
{
	struct shape_stroke stroke = { .shape = SHAPE_SPHERE, .mode = mode,
	    .box = cube(0, SIDE), .color = color, .smoothness = smoothness };

	start(b);
	shape_draw(&b->work, &stroke);
	stop(b);
	volume_fini(&b->work);
}

static void
run_sphere(struct bench *b)
{
	draw(b, MODE_OVER, red, 0);
}

static void
run_sphere_soft(struct bench *b)
{
	draw(b, MODE_OVER, red, 4);
}

static void
run_sphere_tiles(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	draw(b, MODE_OVER, red, 0);
}

static void
run_sphere_glass(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	draw(b, MODE_OVER, glass, 0);
}

static void
run_sphere_paint(struct bench *b)
{
	sequential_set(&b->work, SIDE);
	draw(b, MODE_PAINT, glass, 0);
}

static void
run_sphere_voxels(struct bench *b)
{
	struct shape_stroke stroke = { .shape = SHAPE_SPHERE,
	    .box = cube(0, SIDE), .color = red };

	start(b);
	b->sink += shape_voxels(&stroke);
	stop(b);
}

static void
merge(struct bench *b, struct rgba color, enum mode mode)
{
	struct volume over = { .table = NULL };
	struct box box = cube(3, SIDE - 3);

	sequential_set(&b->work, SIDE);
	volume_copy(&over, &b->tiles);
	if (color.c[ALPHA] != 0)
		volume_fill(&over, &box, color);
	start(b);
	mode_merge(&b->work, &over, mode);
	stop(b);
	volume_fini(&over);
	volume_fini(&b->work);
}

static void
run_merge_tiles(struct bench *b)
{
	merge(b, (struct rgba){ { 0, 0, 0, 0 } }, MODE_OVER);
}

static void
run_merge_paint(struct bench *b)
{
	merge(b, (struct rgba){ { 0, 0, 0, 0 } }, MODE_PAINT);
}

static void
run_merge_color(struct bench *b)
{
	merge(b, glass, MODE_OVER);
}

static void
run_merge_empty(struct bench *b)
{
	struct volume over = { .table = NULL };

	volume_copy(&over, &b->tiles);
	start(b);
	mode_merge(&b->work, &over, MODE_OVER);
	stop(b);
	volume_fini(&over);
	volume_fini(&b->work);
}

static void
run_flood(struct bench *b)
{
	struct box box = cube(3, 131);
	struct pos seed = { { 64, 64, 64 } };
	uint64_t filled;

	volume_fill(&b->work, &box, red);
	start(b);
	paint_flood(&b->work, &seed, 0, glass, &filled);
	stop(b);
	volume_fini(&b->work);
}

#define CUBED(n)	((double)(n) * (n) * (n))

static const struct job jobs[] = {
	{ "memcpy 64 MiB", "GB/s", 0, run_memcpy },
	{ "random set, 256^3 warm", "ns", RANDOM, run_random_set },
	{ "random get, 256^3 warm", "ns", RANDOM, run_random_get },
	{ "sequential set, 16 layers of 256^2", "ns", CUBED(256) / 16,
	    run_sequential_set },
	{ "sequential get, 16 layers of 256^2", "ns", CUBED(256) / 16,
	    run_sequential_get },
	{ "sequential set from empty, 256^3", "ns", CUBED(256), run_build },
	{ "free 256^3 of tiles", "us", 1e3, run_fini },
	{ "fill 256^3, empty volume", "us", 1e3, run_fill_empty },
	{ "fill 256^3, over tiles", "us", 1e3, run_fill_tiles },
	{ "fill 248^3 unaligned, over tiles", "us", 1e3, run_fill_cut },
	{ "fill 32^3 unaligned, warm", "us", 1e6, run_fill_small },
	{ "fill 1024^3 unaligned, empty volume", "us", 1e3, run_fill_large },
	{ "snapshot of 256^3 tiles", "ns", 100, run_snapshot },
	{ "first write after a snapshot", "us", 1e6, run_first_write },
	{ "count 256^3 tiles", "us", 1e3, run_count },
	{ "exact bounds of 256^3 tiles", "us", 1e3, run_bounds },
	{ "scan 256^3 tiles in order", "us", 1e3, run_scan },
	{ "sphere r 128, empty volume", "us", 1e3, run_sphere },
	{ "sphere r 128, smooth 4, empty volume", "us", 1e3, run_sphere_soft },
	{ "sphere r 128, over tiles", "us", 1e3, run_sphere_tiles },
	{ "sphere r 128, over tiles, half alpha", "us", 1e3, run_sphere_glass },
	{ "sphere r 128, over tiles, paint half", "us", 1e3, run_sphere_paint },
	{ "sphere r 128, voxels counted", "us", 1e3, run_sphere_voxels },
	{ "merge over 256^3, tiles on tiles", "us", 1e3, run_merge_tiles },
	{ "merge paint 256^3, tiles on tiles", "us", 1e3, run_merge_paint },
	{ "merge over 250^3 half alpha on tiles", "us", 1e3, run_merge_color },
	{ "merge over 256^3 tiles on nothing", "us", 1e3, run_merge_empty },
	{ "flood fill 128^3, unaligned", "ns", CUBED(128), run_flood },
};

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static void
measure(struct bench *b, const struct job *job)
{
	double figure[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		b->round = i;
		job->run(b);
		figure[i] = job->per == 0 ? (double)BLOCK / (double)b->ns :
		    (double)b->ns / job->per;
	}
	qsort(figure, ROUNDS, sizeof figure[0], by_size);
	printf("%-40s %10.4g %-5s (%.4g .. %.4g)\n", job->name,
	    figure[ROUNDS / 2], job->unit, figure[0], figure[ROUNDS - 1]);
	fflush(stdout);
}

/* What a box of this side adds to the process, in tiles. */
static void
measure_memory(int32_t side)
{
	struct volume v = { .table = NULL };
	struct box box = cube(3, 3 + side);
	uint64_t before = tile_alive();

	volume_fill(&v, &box, red);
	printf("tiles in a box of %d^3 unaligned %17u tiles\n", side,
	    (unsigned)(tile_alive() - before));
	volume_fini(&v);
}

int
main(int argc, char **argv)
{
	struct bench b = { .sink = 0 };
	size_t i;

	b.from = xcalloc(1, BLOCK);
	b.to = xcalloc(1, BLOCK);
	memset(b.from, 1, BLOCK);
	sequential_set(&b.tiles, SIDE);
	for (i = 0; i < sizeof jobs / sizeof jobs[0]; i++)
		if (argc < 2 || strstr(jobs[i].name, argv[1]) != NULL)
			measure(&b, &jobs[i]);
	measure_memory(48);
	measure_memory(1024);
	volume_fini(&b.tiles);
	printf("tile memory after all is freed %22zu MiB\n",
	    tile_memory() >> 20);
	free(b.from);
	free(b.to);
	return b.sink == 42;
}
