/*
 * csv - Sproxel: a box of voxels as a table of colours, Y up
 *
 * Every place of the box takes ten bytes, empty or not: out's limit is what
 * bounds it, and is looked at before anything is written.
 */
#include <inttypes.h>

#include "goxel/format/csv.h"
#include "goxel/format/solids.h"

#define PLACE_BYTES	10	/* "#RRGGBBAA" and what stands behind it */

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
put_levels(const struct solids *s, struct buf *out)
{
	struct pos pos = s->box.lo;

	for (pos.at[2] = s->box.hi.at[2]; pos.at[2]-- > s->box.lo.at[2];) {
		for (pos.at[1] = s->box.hi.at[1];
		    pos.at[1]-- > s->box.lo.at[1];)
			put_row(s, pos, out);
		buf_add_text(out, "\n");
	}
	return out->failed ? ERR_TOO_BIG : OK;
}

enum err
csv_write(const struct image *image, struct buf *out)
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
		err = put_levels(&s, out);
	}
	solids_fini(&s);
	return err;
}
