/*
 * micro_format - what reading and writing models costs
 *
 * The scene: 16^3 blocks of noise, 4,096 of them, every one full and unlike
 * the others: the worst there is for a format that stores blocks as PNG.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bounds.h"
#include "clock.h"
#include "goxel/format/format.h"
#include "goxel/format/pack.h"

#define BLOCKS	16	/* a side */
#define ROUNDS	3	/* the best counts: others use the machine too */

static struct rgba
noise(uint32_t *state)
{
	struct rgba color;

	*state = *state * 1664525 + 1013904223;
	color = rgba_of_word(*state >> 8);
	color.c[ALPHA] = 255;
	return color;
}

static struct image *
make_scene(void)
{
	struct image *image = image_new("noise");
	struct volume *v = &image_layer_write(image, 0)->volume;
	uint32_t state = 1, block, i;

	for (block = 0; block < BLOCKS * BLOCKS * BLOCKS; block++) {
		struct tile *tile = tile_new((struct rgba){ { 0 } });
		struct pos at = { { (int32_t)(block % BLOCKS) * TILE_SIDE,
		    (int32_t)(block / BLOCKS % BLOCKS) * TILE_SIDE,
		    (int32_t)(block / BLOCKS / BLOCKS) * TILE_SIDE } };

		for (i = 0; i < TILE_VOXELS; i++)
			tile->voxel[i] = noise(&state);
		tile_refresh(tile);
		volume_put(v, &at, (tile_slot)tile);
	}
	return image;
}

static void
tell(const char *name, const char *what, uint64_t ns, size_t bytes)
{
	printf("micro_format %-5s %-5s %8.1f ms %8.1f MB\n", name, what,
	    (double)ns / 1e6, (double)bytes / 1e6);
}

static uint64_t
best(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static void
measure(const struct format *f, const struct image *image)
{
	uint64_t write_ns = UINT64_MAX, read_ns = UINT64_MAX, start;
	struct image *again;
	char why[FORMAT_WHY];
	struct buf b;
	int i;

	buf_init(&b, BOUND_FILE);
	for (i = 0; i < ROUNDS; i++) {
		buf_reset(&b);
		start = clock_cpu_ns();
		if (f->write(image, &b) != OK)
			exit(1);
		write_ns = best(write_ns, clock_cpu_ns() - start);
		if (f->read == NULL)
			continue;
		start = clock_cpu_ns();
		if (f->read(b.bytes, b.len, &again, why) != OK)
			exit(1);
		read_ns = best(read_ns, clock_cpu_ns() - start);
		image_free(again);
	}
	tell(f->name, "write", write_ns, b.len);
	if (f->read != NULL)
		tell(f->name, "read", read_ns, b.len);
	buf_fini(&b);
}

static enum err
write_pack(const struct image *image, struct buf *b)
{
	pack_write(image, b);
	return b->failed ? ERR_TOO_BIG : OK;
}

static enum err
read_pack(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY])
{
	(void)why;
	return pack_read(bytes, len, image);
}

int
main(void)
{
	const struct format pack = { "pack", "", NULL, read_pack, write_pack,
	    NULL };
	struct image *image = make_scene();
	const struct format *f;

	for (f = formats; f->name != NULL; f++)
		measure(f, image);
	measure(&pack, image);
	image_free(image);
	return 0;
}
