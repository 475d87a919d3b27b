/*
 * kv6 - Voxlap's objects: the voxels that can be seen, in true colours
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/kv6.h"
#include "goxel/format/sink.h"

#define VOXEL_BYTES	8

struct kv6_in {
	struct bytes_in	 voxels;
	struct bytes_in	 planes;	/* how many voxels each x has */
	struct bytes_in	 columns;	/* and each x and y */
	int32_t		 size[3];
	int32_t		 pivot[3];	/* voxels */
	struct sink	 sink;
};

/* The voxel before, in the same column. */
struct above {
	struct rgba	 color;
	int32_t		 end;
	bool		 closed;	/* towards what is below */
};

static enum err
fill_gap(struct kv6_in *k, const int64_t at[3], const struct above *above,
    int32_t z)
{
	int64_t lowest[3] = { at[0], at[1], k->pivot[2] - (int64_t)z };

	return sink_run(&k->sink, lowest, 2, (uint32_t)(z - above->end),
	    above->color);
}

/* `at` has the column's x and y. */
static enum err
read_voxel(struct kv6_in *k, int64_t at[3], struct above *above)
{
	const uint8_t *color = bytes_take(&k->voxels, 4);
	int32_t z = bytes_u16(&k->voxels);
	uint8_t sides = bytes_u8(&k->voxels);
	enum err err = OK;

	(void)bytes_u8(&k->voxels);
	if (color == NULL)
		return sink_refuse(&k->sink, ERR_FORMAT, "its columns have "
		    "more voxels than it has");
	if (z < above->end || z >= k->size[2])
		return sink_refuse(&k->sink, ERR_FORMAT, "a voxel is not "
		    "within its column");
	if (above->closed && sides != 0 && (sides & KV6_TOP) == 0)
		err = fill_gap(k, at, above, z);
	above->color = (struct rgba){ { color[2], color[1], color[0], 255 } };
	above->end = z + 1;
	above->closed = sides != 0 && (sides & KV6_BOTTOM) == 0;
	at[2] = k->pivot[2] - 1 - (int64_t)z;
	return err != OK ? err : sink_put(&k->sink, at, above->color);
}

static enum err
read_column(struct kv6_in *k, int32_t x, int32_t y, uint32_t count)
{
	int64_t at[3] = { (int64_t)x - k->pivot[0],
	    k->pivot[1] - 1 - (int64_t)y, 0 };
	struct above above = { .end = 0 };
	enum err err = OK;

	for (; err == OK && count > 0; count--)
		err = read_voxel(k, at, &above);
	return err;
}

static enum err
read_plane(struct kv6_in *k, int32_t x)
{
	uint32_t told = bytes_u32(&k->planes), count;
	uint64_t sum = 0;
	enum err err = OK;
	int32_t y;

	for (y = 0; err == OK && y < k->size[1]; y++) {
		count = bytes_u16(&k->columns);
		sum += count;
		err = read_column(k, x, y, count);
	}
	if (err == OK && sum != told)
		return sink_refuse(&k->sink, ERR_FORMAT, "plane %" PRId32
		    " tells of %" PRIu32 " voxels, its columns of %" PRIu64,
		    x, told, sum);
	return err;
}

static enum err
read_sizes(struct kv6_in *k, struct bytes_in *in)
{
	float pivot;
	int i;

	for (i = 0; i < 3; i++) {
		k->size[i] = bytes_i32(in);
		if (k->size[i] < 0 || k->size[i] > BOUND_COORD)
			return sink_refuse(&k->sink, ERR_FORMAT, "its size is "
			    "impossible");
	}
	for (i = 0; i < 3; i++) {
		pivot = bytes_f32(in);
		if (!(fabsf(pivot) <= BOUND_COORD))
			return sink_refuse(&k->sink, ERR_FORMAT, "the point "
			    "that stands still is nowhere");
		k->pivot[i] = (int32_t)floorf(pivot);
	}
	return OK;
}

/* Everything that it tells of must be there, before any of it is read. */
static enum err
find_parts(struct kv6_in *k, struct bytes_in *in)
{
	uint32_t count = bytes_u32(in);
	uint64_t planes = 4 * (uint64_t)k->size[0];
	uint64_t columns = 2 * (uint64_t)k->size[0] * (uint64_t)k->size[1];

	if (in->failed || count > bytes_left(in) / VOXEL_BYTES)
		return sink_refuse(&k->sink, ERR_FORMAT, "it tells of %" PRIu32
		    " voxels and has %zu", count,
		    bytes_left(in) / VOXEL_BYTES);
	bytes_open(&k->voxels, in->at, (size_t)count * VOXEL_BYTES);
	(void)bytes_take(in, (size_t)count * VOXEL_BYTES);
	if (planes + columns > bytes_left(in))
		return sink_refuse(&k->sink, ERR_FORMAT, "it is shorter than "
		    "its tables");
	bytes_open(&k->planes, in->at, (size_t)planes);
	bytes_open(&k->columns, in->at + planes, (size_t)columns);
	return OK;
}

static enum err
read_file(struct kv6_in *k, struct bytes_in *in,
    const struct progress *progress)
{
	const uint8_t *magic = bytes_take(in, 4);
	enum err err;
	int32_t x;

	if (magic == NULL || memcmp(magic, "Kvxl", 4) != 0)
		return sink_refuse(&k->sink, ERR_FORMAT, "it does not begin "
		    "with \"Kvxl\"");
	if ((err = read_sizes(k, in)) != OK ||
	    (err = find_parts(k, in)) != OK)
		return err;
	for (x = 0; err == OK && x < k->size[0]; x++) {
		progress_at(progress, (uint64_t)x, (uint64_t)k->size[0]);
		err = read_plane(k, x);
	}
	if (err == OK && bytes_left(&k->voxels) > 0)
		return sink_refuse(&k->sink, ERR_FORMAT, "it has more voxels "
		    "than its columns");
	return err;
}

enum err
kv6_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct kv6_in k;
	struct bytes_in in;

	bytes_open(&in, bytes, len);
	sink_open(&k.sink, why);
	return sink_close(&k.sink, read_file(&k, &in, progress),
	    image);
}
