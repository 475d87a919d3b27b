/*
 * qbcl - Qubicle's own projects: a tree of matrices
 *
 * Nothing in a node depends on the nodes around it but whether it shows, so
 * the tree is read as a row of nodes and a count of those to come.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/inflater.h"
#include "goxel/format/qbcl.h"
#include "goxel/format/sink.h"

#define VERSION		2
#define PICTURE_SIDE	65535u	/* pixels; the whole must be in the file */
#define TEXTS		7
#define ID_BYTES	16
#define TURN_BYTES	36
#define NODE_BYTES	15u	/* at least */
#define RUN		2

enum kind { MATRIX, MODEL, COMPOUND };

struct qbcl_in {
	struct bytes_in	 in;
	struct sink	 sink;
	size_t		 unpack_left;	/* bytes */
	uint64_t	 nodes;		/* to come */
	uint64_t	 after;		/* the compound: so many are to come */
	bool		 hidden;	/* within a compound */
	uint32_t	 size[3];
	int32_t		 place[3];
};

/* Along y from `y` on, of the column that is number `index`. */
static enum err
put_run(struct qbcl_in *q, uint64_t index, uint32_t y, uint32_t count,
    const uint8_t color[4])
{
	int64_t at[3];

	if (count > q->size[1] - y)
		return sink_refuse(&q->sink, ERR_FORMAT, "a column is longer "
		    "than its matrix");
	if (color[3] == 0)
		return OK;
	at[0] = q->place[0] + (int64_t)(index / q->size[2]);
	at[1] = q->place[2] + (int64_t)(index % q->size[2]);
	at[2] = q->place[1] + (int64_t)y;
	return sink_run(&q->sink, at, 2, count,
	    (struct rgba){ { color[0], color[1], color[2], 255 } });
}

static enum err
read_column(struct qbcl_in *q, struct bytes_in *in, uint64_t index)
{
	uint32_t entries = bytes_u16(in), y = 0, count;
	const uint8_t *entry;
	enum err err = OK;

	for (; err == OK && entries > 0; entries--) {
		entry = bytes_take(in, 4);
		count = 1;
		if (entry != NULL && entry[3] == RUN) {
			count = entry[0];
			entry = entries-- > 1 ? bytes_take(in, 4) : NULL;
		}
		if (entry == NULL)
			return sink_refuse(&q->sink, ERR_FORMAT, "a matrix "
			    "ends within a column");
		err = put_run(q, index, y, count, entry);
		y += count;
	}
	return err;
}

static enum err
read_columns(struct qbcl_in *q, const struct buf *unpacked)
{
	uint64_t columns = (uint64_t)q->size[0] * q->size[2], i;
	struct bytes_in in;
	enum err err = OK;

	bytes_open(&in, unpacked->bytes, unpacked->len);
	if (columns > unpacked->len / 2)
		return sink_refuse(&q->sink, ERR_FORMAT, "a matrix tells of %"
		    PRIu64 " columns and has %zu bytes", columns,
		    unpacked->len);
	for (i = 0; err == OK && i < columns; i++)
		err = read_column(q, &in, i);
	if (err == OK && (in.failed || bytes_left(&in) > 0))
		return sink_refuse(&q->sink, ERR_FORMAT, "a matrix does not "
		    "end with its last column");
	return err;
}

static enum err
unpack_columns(struct qbcl_in *q, const uint8_t *packed, size_t len)
{
	struct buf unpacked;
	enum err err;

	buf_init(&unpacked, q->unpack_left);
	err = inflater_run(packed, len, &unpacked);
	if (err == ERR_TOO_BIG)
		sink_refuse(&q->sink, err, "its matrices unpack to over %u "
		    "bytes", QBCL_MOST);
	else if (err != OK)
		sink_refuse(&q->sink, err, "the packed columns of a matrix "
		    "are broken");
	q->unpack_left -= unpacked.len;
	if (err == OK)
		err = read_columns(q, &unpacked);
	buf_fini(&unpacked);
	return err;
}

static enum err
read_matrix(struct qbcl_in *q)
{
	const uint8_t *packed;
	uint32_t len;
	int i;

	for (i = 0; i < 3; i++)
		q->size[i] = bytes_u32(&q->in);
	for (i = 0; i < 3; i++)
		q->place[i] = bytes_i32(&q->in);
	for (i = 0; i < 3; i++)
		(void)bytes_f32(&q->in);
	len = bytes_u32(&q->in);
	packed = bytes_take(&q->in, len);
	if (packed == NULL)
		return sink_refuse(&q->sink, ERR_FORMAT, "it ends within a "
		    "matrix");
	for (i = 0; i < 3; i++)
		if (q->size[i] > 2 * BOUND_COORD)
			return sink_refuse(&q->sink, ERR_TOO_BIG, "a matrix "
			    "is %" PRIu32 " long", q->size[i]);
	return unpack_columns(q, packed, len);
}

static enum err
take_children(struct qbcl_in *q)
{
	uint32_t count = bytes_u32(&q->in);

	if (q->in.failed || count > bytes_left(&q->in) / NODE_BYTES)
		return sink_refuse(&q->sink, ERR_FORMAT, "a node tells of more "
		    "nodes than there are");
	q->nodes += count;
	return OK;
}

static enum err
read_kind(struct qbcl_in *q, uint32_t kind)
{
	enum err err;

	if (kind == MODEL) {
		(void)bytes_take(&q->in, TURN_BYTES);
		return take_children(q);
	}
	q->sink.layer->visible = !q->hidden;
	if ((err = read_matrix(q)) != OK || kind == MATRIX)
		return err;
	if (!q->hidden)
		q->after = q->nodes;
	q->hidden = true;
	return take_children(q);
}

static enum err
read_node(struct qbcl_in *q)
{
	uint32_t kind = bytes_u32(&q->in), len;
	const uint8_t *name;
	enum err err;

	(void)bytes_u32(&q->in);
	len = bytes_u32(&q->in);
	name = bytes_take(&q->in, len);
	(void)bytes_take(&q->in, 3);
	if (q->in.failed)
		return sink_refuse(&q->sink, ERR_FORMAT, "it ends within a "
		    "node");
	if (kind > COMPOUND)
		return sink_refuse(&q->sink, ERR_FORMAT, "a node is of kind %"
		    PRIu32 ", which is none", kind);
	if (kind != MODEL && (err = sink_layer(&q->sink, name, len)) != OK)
		return err;
	return read_kind(q, kind);
}

static enum err
read_head(struct qbcl_in *q)
{
	const uint8_t *magic = bytes_take(&q->in, 4);
	uint32_t version, width, height;
	int i;

	(void)bytes_u32(&q->in);
	version = bytes_u32(&q->in);
	width = bytes_u32(&q->in);
	height = bytes_u32(&q->in);
	if (magic == NULL || memcmp(magic, "QBCL", 4) != 0 ||
	    version != VERSION || width > PICTURE_SIDE ||
	    height > PICTURE_SIDE)
		return sink_refuse(&q->sink, ERR_FORMAT, "it does not begin "
		    "as Qubicle's projects of version 2 do");
	(void)bytes_take(&q->in, (size_t)width * height * 4);
	for (i = 0; i < TEXTS; i++)
		(void)bytes_take(&q->in, bytes_u32(&q->in));
	(void)bytes_take(&q->in, ID_BYTES);
	return q->in.failed ? sink_refuse(&q->sink, ERR_FORMAT, "it ends "
	    "before its first node") : OK;
}

static enum err
read_file(struct qbcl_in *q, const struct progress *progress)
{
	size_t len = bytes_left(&q->in);
	enum err err = read_head(q);

	for (q->nodes = 1; err == OK && q->nodes > 0;) {
		progress_at(progress, len - bytes_left(&q->in), len);
		q->hidden = q->hidden && q->nodes > q->after;
		q->nodes--;
		err = read_node(q);
	}
	return err;
}

enum err
qbcl_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct qbcl_in q = { .unpack_left = QBCL_MOST };

	bytes_open(&q.in, bytes, len);
	sink_open(&q.sink, why);
	return sink_close(&q.sink, read_file(&q, progress), image);
}
