/*
 * png_write - write PNG: rows filtered here, compressed by libdeflate
 *
 * libpng would compress with zlib, in 1.4 times the time and to a tenth more
 * bytes; what a writer has to do beside compressing is little.  See the PNG
 * specification (ISO/IEC 15948), 5 chunks, 9 filters, 11.2 the chunks written.
 */
#include <assert.h>
#include <endian.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/png.h"
#include "mem.h"

enum { COLOR_RGB = 2, COLOR_PALETTE = 3, COLOR_RGBA = 6 }; /* 11.2.2 */
enum { FILTER_NONE, FILTER_UP = 2 };			   /* 9.2 */

#define SPILL		2	/* bytes written beyond a row */
#define CHUNK_BYTES	13	/* around what a chunk has, and one more */

/* The rows of a picture as they are compressed: each behind its filter. */
struct rows {
	uint8_t		*bytes;
	size_t		 each, len;
};

static void
put_u32_big(struct buf *out, uint32_t value)
{
	buf_add_u32(out, __builtin_bswap32(value));
}

/* Room for at most so much in a chunk; close_chunk puts how much it is before
 * it, and its sum behind it. */
static char *
open_chunk(struct buf *out, const char *type, size_t len)
{
	buf_add_u32(out, 0);
	buf_add(out, type, 4);
	return buf_room(out, len);
}

static void
close_chunk(struct buf *out, size_t len)
{
	uint32_t size = __builtin_bswap32((uint32_t)len);
	char *type;

	if (out->failed)
		return;
	type = out->bytes + out->len - 4;
	memcpy(type - sizeof size, &size, sizeof size);
	out->len += len;
	put_u32_big(out, libdeflate_crc32(0, type, len + 4));
}

static void
put_chunk(struct buf *out, const char *type, const void *bytes, size_t len)
{
	char *room = open_chunk(out, type, len);

	if (room != NULL && len > 0)
		memcpy(room, bytes, len);
	close_chunk(out, len);
}

static void
put_header(struct buf *out, uint32_t width, uint32_t height, int depth,
    int color)
{
	static const uint8_t signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n',
	    0x1a, '\n' };
	uint8_t header[13] = { 0 };
	int i;

	for (i = 0; i < 4; i++) {
		header[i] = (uint8_t)(width >> 8 * (3 - i));
		header[4 + i] = (uint8_t)(height >> 8 * (3 - i));
	}
	header[8] = (uint8_t)depth;
	header[9] = (uint8_t)color;
	buf_add(out, signature, sizeof signature);
	put_chunk(out, "IHDR", header, sizeof header);
}

static void
open_rows(struct rows *r, size_t each, uint32_t height)
{
	r->each = 1 + each;
	r->len = r->each * height;
	r->bytes = xmalloc(r->len + SPILL);
}

/* Differences of 8 bytes, each wrapping alone. */
static uint64_t
bytes_less(uint64_t a, uint64_t b)
{
	const uint64_t high = 0x8080808080808080ull;

	return ((a | high) - (b & ~high)) ^ ((a ^ ~b) & high);
}

/* The sums of Up wrap, so that what is the same as above is 0.  Two pixels at
 * once; the last bytes stored are overwritten by what comes next. */
static void
filter_rgb(uint8_t *to, const struct rgba *row, const struct rgba *above,
    uint32_t width)
{
	uint64_t own, other;
	uint32_t x, n;

	for (x = 0; x + 1 < width; x += 2, to += 6) {
		memcpy(&own, row + x, sizeof own);
		memcpy(&other, above + x, sizeof other);
		own = le64toh(bytes_less(own, other));
		own = htole64((own & 0xffffff) | (own >> 8 & 0xffffff000000));
		memcpy(to, &own, sizeof own);
	}
	for (n = 0; x < width && n < 3; n++)
		to[n] = (uint8_t)(row[x].c[n] - above[x].c[n]);
}

static void
filter_rgba(uint8_t *to, const struct rgba *row, const struct rgba *above,
    uint32_t width)
{
	const uint8_t *from = row->c, *up = above->c;
	size_t i;

	for (i = 0; i < (size_t)width * sizeof *row; i++)
		to[i] = (uint8_t)(from[i] - up[i]);
}

/* Above the first row all is 0. */
static void
filter_rows(struct rows *r, const struct picture *p, bool rgb, bool up)
{
	struct rgba *zero = xcalloc(p->width, sizeof *zero);
	const struct rgba *row = p->pixel, *above = zero;
	uint8_t *to = r->bytes;
	uint32_t y;

	for (y = 0; y < p->height; y++, to += r->each, row += p->width) {
		*to = up ? FILTER_UP : FILTER_NONE;
		(rgb ? filter_rgb : filter_rgba)(to + 1, row, above,
		    p->width);
		if (up)
			above = row;
	}
	free(zero);
}

/* As measured over renderings: 2 is the fastest there, and of 6 on next to
 * nothing is gained. */
static int
level_of(enum png_effort effort)
{
	return effort == PNG_SMALL ? 6 : effort == PNG_FAST ? 2 : 1;
}

/* What compressing so much may take, but no more than there may be. */
static size_t
most_of(const struct buf *out, struct libdeflate_compressor *c, size_t len)
{
	size_t most = libdeflate_zlib_compress_bound(c, len);
	size_t left = out->limit - out->len;

	left = left > CHUNK_BYTES ? left - CHUNK_BYTES : 0;
	return most < left ? most : left;
}

static void
put_rows(struct buf *out, const struct rows *r, enum png_effort effort)
{
	struct libdeflate_compressor *c =
	    libdeflate_alloc_compressor(level_of(effort));
	size_t most, len = 0;
	char *room;

	if (c == NULL) {
		out->failed = true;
		return;
	}
	most = most_of(out, c, r->len);
	room = open_chunk(out, "IDAT", most);
	if (room != NULL)
		len = libdeflate_zlib_compress(c, r->bytes, r->len, room,
		    most);
	libdeflate_free_compressor(c);
	out->failed = len == 0;
	close_chunk(out, len);
}

static enum err
finish(struct buf *out, struct rows *r, enum png_effort effort)
{
	put_rows(out, r, effort);
	put_chunk(out, "IEND", NULL, 0);
	free(r->bytes);
	return out->failed ? ERR_TOO_BIG : OK;
}

static bool
opaque(const struct picture *p)
{
	const struct rgba *row = p->pixel;
	uint8_t least;
	uint32_t x, y;

	for (y = 0; y < p->height; y++, row += p->width) {
		least = 255;
		for (x = 0; x < p->width; x++)
			least &= row[x].c[ALPHA];
		if (least != 255)
			return false;
	}
	return true;
}

/* Up wins nearly all that adaptive filters do, at a third of their time.  The
 * rows of a block of voxels are not above each other: there it only loses. */
enum err
png_write(const struct picture *picture, enum png_effort effort,
    struct buf *out)
{
	bool rgb = opaque(picture);
	struct rows r;

	assert(picture->width > 0 && picture->height > 0);
	put_header(out, picture->width, picture->height, 8,
	    rgb ? COLOR_RGB : COLOR_RGBA);
	open_rows(&r, (size_t)picture->width * (rgb ? 3 : 4),
	    picture->height);
	filter_rows(&r, picture, rgb, effort != PNG_PLAIN);
	return finish(out, &r, effort);
}

/* Colours, and the alpha of those up to the last that has some. */
static void
put_palette(struct buf *out, const struct indexed *p)
{
	uint8_t color[3 * QUANTIZE_COLORS] = { 0 };
	uint8_t alpha[QUANTIZE_COLORS] = { 0 };
	uint32_t n, last = 0;

	for (n = 0; n < p->count; n++) {
		memcpy(color + 3 * n, p->color[n].c, 3);
		alpha[n] = p->color[n].c[ALPHA];
		last = alpha[n] < 255 ? n + 1 : last;
	}
	put_chunk(out, "PLTE", color, 3 * (size_t)p->count);
	if (last > 0)
		put_chunk(out, "tRNS", alpha, last);
}

/* As many as fit into a byte, the first in the high bits.  Neighbouring
 * numbers of a palette mean nothing: no filter. */
static void
pack_rows(struct rows *r, const struct indexed *p, int depth)
{
	const uint8_t *from = p->index;
	uint8_t *to = r->bytes;
	uint32_t x, y, bit;

	memset(r->bytes, FILTER_NONE, r->len);
	for (y = 0; y < p->height; y++, to += r->each)
		for (x = 0; x < p->width; x++) {
			bit = x * (uint32_t)depth;
			to[1 + bit / 8] |= (uint8_t)(*from++ <<
			    (8 - (uint32_t)depth - bit % 8));
		}
}

enum err
png_write_indexed(const struct indexed *picture, enum png_effort effort,
    struct buf *out)
{
	struct rows r;
	int depth = 1;

	assert(picture->width > 0 && picture->height > 0 &&
	    picture->count > 0);
	while (1u << depth < picture->count)
		depth *= 2;
	put_header(out, picture->width, picture->height, depth, COLOR_PALETTE);
	put_palette(out, picture);
	open_rows(&r, ((size_t)picture->width * (size_t)depth + 7) / 8,
	    picture->height);
	pack_rows(&r, picture, depth);
	return finish(out, &r, effort);
}
