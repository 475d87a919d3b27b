/*
 * micro_format - what reading and writing models costs
 *
 * Two scenes.  noise: 16^3 blocks of it, 4,096 of them, every one full and
 * unlike the others: the worst there is for a format that stores blocks as
 * PNG, or colours in a palette.  hills: 252 x 252 columns of 492 colours,
 * 8 million voxels in all, to compare with spec figures of Goxel's.  What a
 * format cannot hold is left out.
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

static int32_t
height(int32_t x, int32_t y)
{
	int32_t a = x % 128 < 64 ? x % 64 : 63 - x % 64;
	int32_t b = y % 84 < 42 ? y % 42 : 41 - y % 42;

	return 76 + a + b + (x * 7 + y * 3) % 5;
}

static struct image *
make_hills(void)
{
	struct image *image = image_new("hills");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct pos pos;

	for (pos.at[1] = 0; pos.at[1] < 252; pos.at[1]++)
		for (pos.at[0] = 0; pos.at[0] < 252; pos.at[0]++) {
			int32_t top = height(pos.at[0], pos.at[1]);

			for (pos.at[2] = 0; pos.at[2] < top; pos.at[2]++)
				volume_set(v, &pos, (struct rgba){ {
				    (uint8_t)(pos.at[2]), (uint8_t)(pos.at[2] /
				    2 + pos.at[0] % 3), 40, 255 } });
		}
	return image;
}

static void
tell(const char *scene, const char *name, const char *what, uint64_t ns,
    size_t bytes)
{
	printf("micro_format %-5s %-6s %-5s %8.1f ms %8.1f MB\n", scene, name,
	    what, (double)ns / 1e6, (double)bytes / 1e6);
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
	enum err err = OK;
	int i;

	buf_init(&b, BOUND_FILE);
	for (i = 0; i < ROUNDS; i++) {
		buf_reset(&b);
		start = clock_cpu_ns();
		err = format_write(f, image, &(struct mesh_options){ 0 }, &b,
		    why);
		if (err == ERR_BOUNDS)
			break;
		if (err != OK)
			exit(1);
		write_ns = best(write_ns, clock_cpu_ns() - start);
		if (f->read == NULL)
			continue;
		start = clock_cpu_ns();
		if (f->read(b.bytes, b.len, &again, why, NULL) != OK)
			exit(1);
		read_ns = best(read_ns, clock_cpu_ns() - start);
		image_free(again);
	}
	if (err == OK)
		tell(image->name, f->name, "write", write_ns, b.len);
	if (err == OK && f->read != NULL)
		tell(image->name, f->name, "read", read_ns, b.len);
	buf_fini(&b);
}

static enum err
write_pack(const struct image *image, const struct progress *progress,
    struct buf *b)
{
	(void)progress;
	pack_write(image, b);
	return b->failed ? ERR_TOO_BIG : OK;
}

static enum err
read_pack(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	(void)why, (void)progress;
	return pack_read(bytes, len, image);
}

int
main(void)
{
	const struct format pack = { "pack", "", NULL, read_pack, write_pack,
	    .holds = NULL };
	struct image *scenes[] = { make_scene(), make_hills() };
	const struct format *f;
	int i;

	for (i = 0; i < 2; i++) {
		for (f = formats; f->name != NULL; f++)
			if (format_writes(f))
				measure(f, scenes[i]);
		measure(&pack, scenes[i]);
		image_free(scenes[i]);
	}
	return 0;
}
