/*
 * png_plain - the PNG files that blocks of .gox files mostly are, read fast
 *
 *	signature | IHDR | IDAT ... | IEND
 *	chunk: u32 len | type | len bytes | u32 CRC of type and bytes
 *	IHDR: u32 width | u32 height | depth 8 | colour 2 or 6 | 0 | 0 | 0
 *
 * The bytes of all IDATs are one zlib stream of rows; a row is a filter and
 * its pixels.  A filter adds to each byte one that is predicted from those to
 * the left, above, and above the left, which are 0 outside.  The stream's own
 * sum is not looked at, as libpng is told not to (png.c): chunks have one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "goxel/format/bytes.h"
#include "goxel/format/png_plain.h"
#include "mem.h"

#define HEADER		13u		/* bytes of an IHDR */
#define ROW_MAX		(1 + 4 * PNG_PLAIN_SIDE)
#define MARGIN		8		/* read beyond the last, never used */

struct png_plain {
	z_stream	 z;
	uint8_t		 row[PNG_PLAIN_SIDE * ROW_MAX + MARGIN];
};

struct chunk {
	uint32_t	 len;
	const uint8_t	*type, *data;
};

static uint32_t
take_number(struct bytes_in *in)
{
	uint32_t high = bytes_u16_big(in);

	return high << 16 | bytes_u16_big(in);
}

/* False: it is not whole, or its sum is wrong. */
static bool
take_chunk(struct bytes_in *in, struct chunk *c)
{
	uint32_t sum;

	c->len = take_number(in);
	c->type = bytes_take(in, 4);
	c->data = bytes_take(in, c->len);
	sum = take_number(in);
	return !in->failed && sum == crc32(0, c->type, c->len + 4);
}

static bool
is(const struct chunk *c, const char type[4])
{
	return memcmp(c->type, type, 4) == 0;
}

/* Bytes a pixel, 3 or 4; 0: it is not plain. */
static uint32_t
take_header(struct bytes_in *in, const struct picture *picture)
{
	static const uint8_t signature[] = { 137, 'P', 'N', 'G', 13, 10, 26,
	    10 };
	const uint8_t *begin = bytes_take(in, sizeof signature), *kind;
	struct bytes_in size;
	struct chunk c;

	if (begin == NULL || memcmp(begin, signature, sizeof signature) != 0 ||
	    !take_chunk(in, &c) || !is(&c, "IHDR") || c.len != HEADER)
		return 0;
	bytes_open(&size, c.data, c.len);
	if (take_number(&size) != picture->width ||
	    take_number(&size) != picture->height)
		return 0;
	kind = size.at;
	if (kind[0] != 8 || (kind[1] != 2 && kind[1] != 6) ||
	    (kind[2] | kind[3] | kind[4]) != 0)
		return 0;
	return kind[1] == 2 ? 3 : 4;
}

/* The stream must fill the rows to the last byte, and end there. */
static bool
inflate_chunks(z_stream *z, struct bytes_in *in)
{
	int status = Z_BUF_ERROR;	/* there is more to come */
	struct chunk c;

	while (take_chunk(in, &c)) {
		if (!is(&c, "IDAT"))
			break;
		z->next_in = (uint8_t *)c.data;
		z->avail_in = c.len;
		if (status != Z_BUF_ERROR)
			return false;
		/* So told, zlib keeps no copy of what it has unpacked. */
		status = inflate(z, Z_FINISH);
		if (z->avail_in > 0)
			return false;
	}
	return !in->failed && is(&c, "IEND") && c.len == 0 &&
	    status == Z_STREAM_END && z->avail_out == 0;
}

static struct png_plain *
make_plain(void)
{
	struct png_plain *plain = xcalloc(1, sizeof *plain);

	if (inflateInit(&plain->z) != Z_OK ||
	    inflateValidate(&plain->z, 0) != Z_OK) {
		png_plain_free(plain);
		return NULL;
	}
	return plain;
}

static uint8_t
paeth(int left, int up, int corner)
{
	int by_left = abs(up - corner), by_up = abs(left - corner);
	int by_corner = abs(left + up - 2 * corner);

	if (by_left <= by_up && by_left <= by_corner)
		return (uint8_t)left;
	return (uint8_t)(by_up <= by_corner ? up : corner);
}

static uint8_t
predict(uint8_t filter, uint8_t left, uint8_t up, uint8_t corner)
{
	switch (filter) {
	case 1:
		return left;
	case 2:
		return up;
	case 3:
		return (uint8_t)((left + up) / 2);
	default:
		return paeth(left, up, corner);
	}
}

/* `up` is the row above, with its filter undone; NULL: there is none. */
static bool
undo_filter(uint8_t *row, const uint8_t *up, uint32_t len, uint32_t bytes)
{
	uint8_t filter = row[0];
	uint32_t i;

	if (filter > 4)
		return false;
	if (filter == 0)
		return true;
	for (i = 1; i <= len; i++) {
		bool first = i <= bytes;

		row[i] = (uint8_t)(row[i] + predict(filter,
		    first ? 0 : row[i - bytes], up == NULL ? 0 : up[i],
		    first || up == NULL ? 0 : up[i - bytes]));
	}
	return true;
}

/* Reads a byte beyond each pixel of 3, in the next one or the margin. */
static void
take_pixels(const uint8_t *from, uint32_t bytes, uint32_t width,
    struct rgba *pixel)
{
	uint32_t i;

	if (bytes == sizeof *pixel) {
		memcpy(pixel, from, width * sizeof *pixel);
		return;
	}
	for (i = 0; i < width; i++) {
		memcpy(&pixel[i], from + 3 * i, sizeof *pixel);
		pixel[i].c[ALPHA] = 255;
	}
}

static bool
take_rows(struct png_plain *plain, uint32_t bytes,
    const struct picture *picture)
{
	uint32_t len = bytes * picture->width, y;
	uint8_t *row = plain->row, *up = NULL;

	for (y = 0; y < picture->height; y++) {
		if (!undo_filter(row, up, len, bytes))
			return false;
		take_pixels(row + 1, bytes, picture->width,
		    picture->pixel + (size_t)y * picture->width);
		up = row;
		row += 1 + len;
	}
	return true;
}

enum png_plain_kind
png_plain_read(struct png_plain **plain, const void *bytes, size_t len,
    const struct picture *picture)
{
	struct bytes_in in;
	uint32_t pixel;
	z_stream *z;

	assert(picture->width <= PNG_PLAIN_SIDE &&
	    picture->height <= PNG_PLAIN_SIDE);
	bytes_open(&in, bytes, len);
	if ((pixel = take_header(&in, picture)) == 0 ||
	    (*plain == NULL && (*plain = make_plain()) == NULL))
		return PNG_PLAIN_NOT;
	z = &(*plain)->z;
	inflateReset(z);
	z->next_out = (*plain)->row;
	z->avail_out = (1 + pixel * picture->width) * picture->height;
	if (!inflate_chunks(z, &in) || !take_rows(*plain, pixel, picture))
		return PNG_PLAIN_NOT;
	return pixel == 3 ? PNG_PLAIN_RGB : PNG_PLAIN_RGBA;
}

void
png_plain_free(struct png_plain *plain)
{
	if (plain == NULL)
		return;
	inflateEnd(&plain->z);
	free(plain);
}
