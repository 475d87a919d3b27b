/*
 * mts - schematics of Luanti (Minetest): nodes by name
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/bytes.h"
#include "goxel/format/inflater.h"
#include "goxel/format/mts.h"
#include "goxel/format/nodes.h"
#include "goxel/format/sink.h"
#include "mem.h"

#define NODE_BYTES	4u	/* number, likelihood, param2 */
#define DEFLATE_MOST	1032u	/* times as much as zlib data are, at most */
#define ALWAYS_PLACED	1u	/* the version without likelihood 0 */
#define LEVELS_LIKELY	3u	/* the first with likely levels */
#define FORCED		0x80u	/* bit of a likelihood, from version 4 on */
#define VERSION_MOST	4u

struct mts_in {
	struct bytes_in	 in;
	struct sink	 sink;
	uint32_t	 version;
	uint32_t	 size[3];	/* theirs */
	uint32_t	 names;
	struct rgba	*color;		/* of each name */
	const uint8_t	*number;	/* unpacked: u16 a node */
	const uint8_t	*likely;	/* and a byte a node */
	const struct progress *progress;
};

/* The colour of a node, or alpha 0: none; false: it has a number of no name. */
static bool
take_color(const struct mts_in *m, size_t index, struct rgba *color)
{
	uint32_t number = (uint32_t)m->number[2 * index] << 8 |
	    m->number[2 * index + 1];
	uint8_t likely = m->likely[index];

	if (number >= m->names)
		return false;
	if (m->version == VERSION_MOST)
		likely &= (uint8_t)~FORCED;
	*color = m->color[number];
	if (likely == 0 && m->version > ALWAYS_PLACED)
		color->c[ALPHA] = 0;
	return true;
}

/* Nodes along x from the index on, as runs of one colour. */
static enum err
put_row(struct mts_in *m, size_t index, int64_t at[3])
{
	struct rgba color = { { 0 } }, run = { { 0 } };
	uint32_t begun = 0, x;
	enum err err = OK;

	for (x = 0; err == OK && x <= m->size[0]; x++) {
		if (x < m->size[0] && !take_color(m, index + x, &color))
			return sink_refuse(&m->sink, ERR_FORMAT, "a node has "
			    "the number of no name");
		if (x < m->size[0] && x > begun && rgba_same(color, run))
			continue;
		at[0] = begun;
		if (rgba_exists(run))
			err = sink_run(&m->sink, at, 0, x - begun, run);
		begun = x;
		run = color;
	}
	return err;
}

static enum err
put_nodes(struct mts_in *m)
{
	size_t index = 0;
	enum err err = OK;
	uint32_t y, z;

	for (z = 0; err == OK && z < m->size[2]; z++) {
		progress_at(m->progress, z, m->size[2]);
		for (y = 0; err == OK && y < m->size[1]; y++) {
			err = put_row(m, index, (int64_t[3]){ 0, z, y });
			index += m->size[0];
		}
	}
	return err;
}

static enum err
read_nodes(struct mts_in *m)
{
	size_t nodes = (size_t)m->size[0] * m->size[1] * m->size[2];
	struct buf unpacked;
	enum err err;

	buf_init(&unpacked, nodes * NODE_BYTES);
	err = inflater_run(m->in.at, bytes_left(&m->in), &unpacked);
	if (err != OK || unpacked.len < nodes * NODE_BYTES)
		err = sink_refuse(&m->sink, ERR_FORMAT, "its nodes are broken, "
		    "or not as many as its size tells");
	if (err == OK && nodes > 0) {
		m->number = (const uint8_t *)unpacked.bytes;
		m->likely = m->number + 2 * nodes;
		err = put_nodes(m);
	}
	buf_fini(&unpacked);
	return err;
}

static enum err
read_names(struct mts_in *m)
{
	const uint8_t *name;
	uint32_t i;
	uint16_t len;

	m->names = bytes_u16_big(&m->in);
	if (m->names > bytes_left(&m->in) / 2)
		return sink_refuse(&m->sink, ERR_FORMAT, "it tells of more "
		    "names than it has");
	m->color = xcalloc(m->names + 1, sizeof *m->color);
	for (i = 0; i < m->names; i++) {
		len = bytes_u16_big(&m->in);
		if ((name = bytes_take(&m->in, len)) == NULL)
			return sink_refuse(&m->sink, ERR_FORMAT, "it ends "
			    "within a name");
		m->color[i] = nodes_color((const char *)name, len);
	}
	return OK;
}

/* The size must be one that what is there can unpack to. */
static enum err
check_size(struct mts_in *m)
{
	uint64_t nodes = (uint64_t)m->size[0] * m->size[1] * m->size[2];

	if (nodes > MTS_MOST)
		return sink_refuse(&m->sink, ERR_TOO_BIG, "it has %" PRIu64
		    " nodes, the limit is %u", nodes, MTS_MOST);
	if (nodes * NODE_BYTES > (uint64_t)bytes_left(&m->in) * DEFLATE_MOST)
		return sink_refuse(&m->sink, ERR_FORMAT, "it tells of %" PRIu64
		    " nodes and is too short for them", nodes);
	return OK;
}

static enum err
read_file(struct mts_in *m)
{
	const uint8_t *magic = bytes_take(&m->in, 4);
	enum err err;
	int i;

	m->version = bytes_u16_big(&m->in);
	for (i = 0; i < 3; i++)
		m->size[i] = bytes_u16_big(&m->in);
	if (m->in.failed || memcmp(magic, "MTSM", 4) != 0 ||
	    m->version == 0 || m->version > VERSION_MOST)
		return sink_refuse(&m->sink, ERR_FORMAT, "it does not begin as "
		    "schematics of version 1 to %u do", VERSION_MOST);
	if (m->version >= LEVELS_LIKELY &&
	    bytes_take(&m->in, m->size[1]) == NULL)
		return sink_refuse(&m->sink, ERR_FORMAT, "it ends within its "
		    "levels");
	if ((err = read_names(m)) != OK || (err = check_size(m)) != OK)
		return err;
	return read_nodes(m);
}

enum err
mts_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct mts_in m = { .progress = progress };
	enum err err;

	bytes_open(&m.in, bytes, len);
	sink_open(&m.sink, why);
	err = read_file(&m);
	free(m.color);
	return sink_close(&m.sink, err, image);
}
