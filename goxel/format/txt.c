/*
 * txt - one line a voxel, as Goxel has it: "X Y Z RRGGBB"
 *
 *	# Goxel 0.15.2
 *	# One line per voxel
 *	# X Y Z RRGGBB
 *	-3 0 12 ff8000
 *
 * Decimal integers, lower-case hexadecimal digits, one space between them.
 * The reader takes either case, any white space, and as many comments as there
 * are; alpha becomes 255.  Goxel skips the first three lines unread.
 */
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/digits.h"
#include "goxel/format/txt.h"
#include "goxel/mesh.h"

#define HEAD	"# Goxel 0.15.2\n# One line per voxel\n# X Y Z RRGGBB\n"
#define LINE_BYTES	40	/* at most: coordinates, colour, separators */
#define LINES_TOLD	1024	/* read between two words of progress */
#define LINES		64	/* written at a time */

struct lines {
	const char	*at, *end;
	unsigned long	 number;	/* of the line `at` is in, from 1 */
	uint64_t	 tiles_max;	/* that may be alive */
	const char	*start;
	const struct progress *progress;
};

static char *
put_voxel(char *at, const struct pos *pos, struct rgba color)
{
	static const char hex[] = "0123456789abcdef";
	int i;

	for (i = 0; i < 3; i++) {
		at = digits_put(at, pos->at[i]);
		*at++ = ' ';
	}
	for (i = 0; i < 3; i++) {
		*at++ = hex[color.c[i] >> 4];
		*at++ = hex[color.c[i] & 15];
	}
	*at++ = '\n';
	return at;
}

/* Voxels first to first + LINES - 1 of a tile. */
static void
write_lines(struct buf *out, tile_slot slot, const struct pos *at,
    uint32_t first)
{
	char text[LINES * LINE_BYTES], *end = text;
	uint32_t i;
	int axis;

	for (i = first; i < first + LINES; i++) {
		struct rgba color = slot_get(slot, i);
		struct pos pos = *at;

		if (color.c[ALPHA] < SOLID_ALPHA)
			continue;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] += (int32_t)(i >> 4 * axis & 15);
		end = put_voxel(end, &pos, color);
	}
	buf_add(out, text, (size_t)(end - text));
}

static enum err
write_tile(struct buf *out, tile_slot slot, const struct pos *at)
{
	uint32_t i;

	for (i = 0; i < TILE_VOXELS; i += LINES)
		write_lines(out, slot, at, i);
	return out->failed ? ERR_TOO_BIG : OK;
}

enum err
txt_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct volume flat = { 0 };
	struct box box = { 0 };
	struct volume_scan scan;
	enum err err = image_flatten(image, &flat);

	if (err != OK)
		return err;
	(void)volume_bounds(&flat, false, &box);
	buf_add_text(out, HEAD);
	volume_scan_open(&scan, &flat, NULL);
	while (err == OK && volume_scan_next(&scan)) {
		progress_place(progress, &box, &scan.at);
		err = write_tile(out, scan.here, &scan.at);
	}
	volume_scan_close(&scan);
	volume_fini(&flat);
	return out->failed ? ERR_TOO_BIG : err;
}

static void
skip_blanks(struct lines *l)
{
	while (l->at < l->end && (*l->at == ' ' || *l->at == '\t' ||
	    *l->at == '\r'))
		l->at++;
}

/* A whole decimal number with blanks before it; saturates beyond bounds. */
static bool
take_integer(struct lines *l, int32_t *value)
{
	bool minus;
	int32_t sum = 0;
	const char *first;

	skip_blanks(l);
	minus = l->at < l->end && *l->at == '-';
	l->at += minus;
	for (first = l->at; l->at < l->end && *l->at >= '0' && *l->at <= '9';
	    l->at++)
		if (sum <= BOUND_COORD)
			sum = 10 * sum + (*l->at - '0');
	*value = minus ? -sum : sum;
	return l->at > first;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Six digits after at least one blank, then the end of the line. */
static bool
take_color(struct lines *l, struct rgba *color)
{
	const char *before = l->at;
	int i, high, low;

	skip_blanks(l);
	if (l->at == before || l->end - l->at < 6)
		return false;
	for (i = 0; i < 3; i++) {
		high = hex_digit(*l->at++);
		low = hex_digit(*l->at++);
		if (high < 0 || low < 0)
			return false;
		color->c[i] = (uint8_t)(high << 4 | low);
	}
	color->c[ALPHA] = 255;
	skip_blanks(l);
	return l->at == l->end || *l->at == '\n';
}

static enum err
read_voxel(struct lines *l, struct volume *v, char why[FORMAT_WHY])
{
	struct rgba color;
	struct pos pos;
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (!take_integer(l, &pos.at[axis])) {
			snprintf(why, FORMAT_WHY, "line %lu does not begin "
			    "with three integers", l->number);
			return ERR_FORMAT;
		}
	if (!take_color(l, &color)) {
		snprintf(why, FORMAT_WHY, "line %lu does not end with a "
		    "colour RRGGBB", l->number);
		return ERR_FORMAT;
	}
	if (!pos_bounded(&pos) || volume_set_near(v, &pos, color) != OK) {
		snprintf(why, FORMAT_WHY, "line %lu is out of bounds, the "
		    "limit is %d", l->number, BOUND_COORD);
		return ERR_TOO_BIG;
	}
	if (tile_alive() > l->tiles_max) {
		snprintf(why, FORMAT_WHY, "at line %lu the voxels fill over "
		    "%u tiles", l->number, FORMAT_TILES);
		return ERR_TOO_BIG;
	}
	return OK;
}

static enum err
read_line(struct lines *l, struct volume *v, char why[FORMAT_WHY])
{
	skip_blanks(l);
	if (l->at == l->end || *l->at == '\n')
		return OK;
	if (*l->at != '#')
		return read_voxel(l, v, why);
	while (l->at < l->end && *l->at != '\n')
		l->at++;
	return OK;
}

static enum err
read_lines(struct lines *l, struct volume *v, char why[FORMAT_WHY])
{
	enum err err;

	for (; (err = read_line(l, v, why)) == OK; l->number++) {
		if (l->at == l->end)
			return OK;
		l->at++;
		if (l->number % LINES_TOLD == 0)
			progress_at(l->progress, (size_t)(l->at - l->start),
			    (size_t)(l->end - l->start));
	}
	return err;
}

enum err
txt_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct lines l = { .at = bytes, .end = (const char *)bytes + len,
	    .number = 1, .tiles_max = tile_alive() + FORMAT_TILES,
	    .start = bytes, .progress = progress };
	struct image *fresh = image_new("");
	enum err err;

	err = read_lines(&l, &image_layer_write(fresh, 0)->volume, why);
	if (err != OK) {
		image_free(fresh);
		return err;
	}
	*image = fresh;
	return OK;
}
