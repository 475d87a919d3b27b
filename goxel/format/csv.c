/*
 * csv - Sproxel: a box of voxels as a table of colours, Y up
 *
 * Every place of the box takes ten bytes, empty or not: out's limit is what
 * bounds it, and is looked at before anything is written.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/csv.h"
#include "goxel/format/sink.h"
#include "goxel/format/solids.h"

#define PLACE_BYTES	10	/* "#RRGGBBAA" and what stands behind it */
#define COLOR_BYTES	9

/*
 * Writing
 */

static char *
put_color(char *to, struct rgba color)
{
	static const char hex[] = "0123456789ABCDEF";
	int i;

	if (!solids_has(color))
		color = (struct rgba){ { 0 } };
	*to++ = '#';
	for (i = 0; i < 4; i++) {
		*to++ = hex[color.c[i] >> 4];
		*to++ = hex[color.c[i] & 15];
	}
	return to;
}

static void
put_row(const struct solids *s, struct pos pos, struct buf *out)
{
	int32_t end = s->box.hi.at[0];
	size_t len = (size_t)(end - pos.at[0]) * PLACE_BYTES;
	char *to = buf_room(out, len);

	if (to == NULL)
		return;
	for (; pos.at[0] < end; pos.at[0]++) {
		to = put_color(to, slot_get(volume_slot(&s->volume, &pos),
		    tile_index(&pos)));
		*to++ = pos.at[0] < end - 1 ? ',' : '\n';
	}
	out->len += len;
}

static enum err
put_levels(const struct solids *s, struct buf *out,
    const struct progress *progress)
{
	uint64_t levels = (uint64_t)(s->box.hi.at[2] - s->box.lo.at[2]);
	struct pos pos = s->box.lo;

	for (pos.at[2] = s->box.hi.at[2]; pos.at[2]-- > s->box.lo.at[2];) {
		progress_at(progress, (uint64_t)(s->box.hi.at[2] - 1 -
		    pos.at[2]), levels);
		for (pos.at[1] = s->box.hi.at[1];
		    pos.at[1]-- > s->box.lo.at[1];)
			put_row(s, pos, out);
		buf_add_text(out, "\n");
	}
	return out->failed ? ERR_TOO_BIG : OK;
}

enum err
csv_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct solids s;
	enum err err = solids_init(&s, image);
	const struct box *box = &s.box;

	if (err == OK && !box_empty(box) &&
	    box_voxels(box) > out->limit / PLACE_BYTES)
		err = ERR_TOO_BIG;
	if (err == OK) {
		buf_add_format(out, "%" PRId32 ",%" PRId32 ",%" PRId32 "\n",
		    box->hi.at[0] - box->lo.at[0],
		    box->hi.at[2] - box->lo.at[2],
		    box->hi.at[1] - box->lo.at[1]);
		err = put_levels(&s, out, progress);
	}
	solids_fini(&s);
	return err;
}

/*
 * Reading
 */

struct csv_in {
	const char	*at, *end;
	int64_t		 size[3];	/* theirs */
	struct sink	 sink;
};

static void
skip_between(struct csv_in *in)
{
	while (in->at < in->end && *in->at != '\0' &&
	    strchr(", \t\r\n", *in->at) != NULL)
		in->at++;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Each place must be there, before one of them is read. */
static enum err
read_size(struct csv_in *in)
{
	uint64_t places = 1, most;
	int i;

	for (i = 0; i < 3; i++) {
		const char *first;

		skip_between(in);
		for (first = in->at; in->at < in->end && *in->at >= '0' &&
		    *in->at <= '9'; in->at++)
			if (in->size[i] <= BOUND_COORD)
				in->size[i] = 10 * in->size[i] + *in->at - '0';
		if (in->at == first)
			return sink_refuse(&in->sink, ERR_FORMAT, "it does "
			    "not begin with three sizes");
		if (in->size[i] > BOUND_COORD)
			return sink_refuse(&in->sink, ERR_TOO_BIG, "a side is "
			    "longer than %d", BOUND_COORD);
		places *= (uint64_t)in->size[i];
	}
	/* Rows without a place cost time all the same, and need no byte. */
	if (places == 0)
		in->size[0] = in->size[1] = in->size[2] = 0;
	most = ((uint64_t)(in->end - in->at) + 1) / PLACE_BYTES;
	if (places > most)
		return sink_refuse(&in->sink, ERR_FORMAT, "it tells of %"
		    PRIu64 " places and has at most %" PRIu64, places, most);
	return OK;
}

static bool
take_color(struct csv_in *in, struct rgba *color)
{
	int i, high, low;

	skip_between(in);
	if (in->end - in->at < COLOR_BYTES || *in->at != '#')
		return false;
	for (i = 0; i < 4; i++) {
		high = hex_digit(in->at[2 * i + 1]);
		low = hex_digit(in->at[2 * i + 2]);
		if (high < 0 || low < 0)
			return false;
		color->c[i] = (uint8_t)(high << 4 | low);
	}
	in->at += COLOR_BYTES;
	return true;
}

/* One row along x; `at` has its other coordinates. */
static enum err
read_row(struct csv_in *in, int64_t at[3])
{
	struct rgba color;
	enum err err = OK;

	for (at[0] = 0; err == OK && at[0] < in->size[0]; at[0]++) {
		if (!take_color(in, &color))
			return sink_refuse(&in->sink, ERR_FORMAT, "place %"
			    PRId64 " of a row is no colour #RRGGBBAA", at[0]);
		if (rgba_exists(color))
			err = sink_put(&in->sink, at, color);
	}
	return err;
}

static enum err
read_levels(struct csv_in *in, const struct progress *progress)
{
	enum err err = OK;
	int64_t at[3];

	for (at[2] = in->size[1]; err == OK && at[2]-- > 0;) {
		progress_at(progress, (uint64_t)(in->size[1] - 1 - at[2]),
		    (uint64_t)in->size[1]);
		for (at[1] = in->size[2]; err == OK && at[1]-- > 0;)
			err = read_row(in, at);
	}
	skip_between(in);
	if (err == OK && in->at < in->end)
		return sink_refuse(&in->sink, ERR_FORMAT, "it has more than "
		    "its size tells of");
	return err;
}

enum err
csv_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct csv_in in = { .at = bytes, .end = (const char *)bytes + len };
	enum err err;

	sink_open(&in.sink, why);
	err = read_size(&in);
	if (err == OK)
		err = read_levels(&in, progress);
	return sink_close(&in.sink, err, image);
}
