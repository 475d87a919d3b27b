/*
 * micro_gox - reading and writing .gox files of many full blocks
 *
 * As many blocks as the study of Goxel's own times had, each full and unlike
 * all others: plain ones of a few colours, about the bytes of the study's file
 * (which blocks it had is not known), and rich ones of some 80, twice as many.
 * Medians in CPU time, and per block; beside what Goxel took in that study.
 *
 *	micro_gox		measure
 *	micro_gox BLOCKS FILE	only write such a file
 */
#include <stdio.h>
#include <stdlib.h>

#include "bounds.h"
#include "clock.h"
#include "goxel/format/gox.h"

#define ROUNDS	3

struct size {
	uint32_t	 side;		/* blocks along each axis */
	double		 load, save;	/* seconds Goxel took; 0: it crashed */
	bool		 rich;
};

static const struct size sizes[] = {
	{ 16, 0.56, 2.0, false }, { 24, 3.1, 6.6, false },
	{ 32, 12.2, 14.1, false },
	{ 38, 65, 0, false }, { 16, 0.56, 2.0, true }, { 38, 65, 0, true },
};

/* Steps of colour from where the block is, wider and along fewer axes in a
 * plain one. */
static struct tile *
make_block(uint32_t number, bool rich)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	uint32_t i, x, y;

	for (i = 0; i < TILE_VOXELS; i++) {
		x = (i & 15) / (rich ? 4 : 8) * 8;
		y = rich ? (i >> 4 & 15) / 4 * 8 : 0;
		tile->voxel[i] = (struct rgba){ { (uint8_t)(x + number),
		    (uint8_t)(y + (number >> 8)), (uint8_t)((i >> 8) / 4 * 8),
		    255 } };
	}
	tile->voxel[number % TILE_VOXELS].c[2] ^= 255;
	tile_refresh(tile);
	return tile;
}

static struct image *
make_image(uint32_t side, bool rich)
{
	struct image *image = image_new("blocks");
	struct volume *v = &image_layer_write(image, 0)->volume;
	uint32_t i;

	for (i = 0; i < side * side * side; i++) {
		struct pos at = { {
		    (int32_t)(i % side) * TILE_SIDE,
		    (int32_t)(i / side % side) * TILE_SIDE,
		    (int32_t)(i / side / side) * TILE_SIDE } };

		volume_put(v, &at, (tile_slot)make_block(i, rich));
	}
	return image;
}

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
median(double seconds[ROUNDS])
{
	qsort(seconds, ROUNDS, sizeof *seconds, by_size);
	return seconds[ROUNDS / 2];
}

static void
must(enum err err)
{
	if (err == OK)
		return;
	fprintf(stderr, "micro_gox: %s\n", err_row(err)->text);
	exit(1);
}

static double
save(const struct image *image, struct buf *b)
{
	double seconds[ROUNDS];
	uint64_t begun;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		buf_reset(b);
		begun = clock_cpu_ns();
		must(gox_write(image, NULL, b));
		seconds[i] = (double)(clock_cpu_ns() - begun) / 1e9;
	}
	return median(seconds);
}

static double
load(const struct buf *b)
{
	double seconds[ROUNDS];
	struct image *image;
	char why[FORMAT_WHY];
	uint64_t begun;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		begun = clock_cpu_ns();
		must(gox_read(b->bytes, b->len, &image, why, NULL));
		seconds[i] = (double)(clock_cpu_ns() - begun) / 1e9;
		image_free(image);
	}
	return median(seconds);
}

static void
tell(const struct size *size, const char *what, double ours, double theirs)
{
	uint32_t blocks = size->side * size->side * size->side;

	printf("%6u %s blocks  %s  %8.4f s  %7.3f us a block", blocks,
	    size->rich ? "rich " : "plain", what, ours, ours * 1e6 / blocks);
	if (theirs > 0)
		printf("   Goxel %5.2f s, %7.1f times", theirs, theirs / ours);
	printf("\n");
	fflush(stdout);
}

static void
measure(const struct size *size)
{
	struct image *image = make_image(size->side, size->rich);
	double saving;
	struct buf b;

	buf_init(&b, BOUND_FILE);
	saving = save(image, &b);
	image_free(image);
	tell(size, "load", load(&b), size->load);
	tell(size, "save", saving, size->save);
	buf_fini(&b);
}

static int
write_file(uint32_t blocks, const char *path)
{
	struct image *image;
	uint32_t side = 1;
	struct buf b;
	FILE *f;

	while (side * side * side < blocks)
		side++;
	image = make_image(side, false);
	buf_init(&b, BOUND_FILE);
	must(gox_write(image, NULL, &b));
	if ((f = fopen(path, "w")) == NULL ||
	    fwrite(b.bytes, 1, b.len, f) != b.len || fclose(f) != 0) {
		perror(path);
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc > 2)
		return write_file((uint32_t)atoi(argv[1]), argv[2]);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		measure(&sizes[i]);
	return 0;
}
