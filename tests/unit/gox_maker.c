/*
 * gox_maker - .gox files put together byte by byte, for tests of the reader
 */
#include <assert.h>
#include <string.h>
#include <zlib.h>

#include "tests/unit/gox_maker.h"

#define ROW	(1 + 64 * 4)	/* of a block's PNG: filter and pixels */

void
maker_bytes(struct maker *m, const void *bytes, size_t len)
{
	assert(m->len + len <= MAKER_BYTES);
	memcpy(m->bytes + m->len, bytes, len);
	m->len += len;
}

static void
put_int(uint8_t *at, uint32_t value)
{
	int i;

	for (i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

void
maker_int(struct maker *m, int32_t value)
{
	uint8_t bytes[4];

	put_int(bytes, (uint32_t)value);
	maker_bytes(m, bytes, 4);
}

void
maker_open(struct maker *m, int32_t version)
{
	m->len = 0;
	m->end_count = 0;
	maker_bytes(m, "GOX ", 4);
	maker_int(m, version);
	m->ends[m->end_count++] = m->len;
}

void
maker_chunk(struct maker *m, const char *type)
{
	m->chunk = m->len;
	maker_bytes(m, type, 4);
	maker_int(m, 0);
}

void
maker_end(struct maker *m)
{
	put_int(m->bytes + m->chunk + 4, (uint32_t)(m->len - m->chunk - 8));
	maker_int(m, 0x12345678);	/* nobody reads it */
	m->ends[m->end_count++] = m->len;
}

void
maker_pair(struct maker *m, const char *key, const void *value, size_t len)
{
	maker_int(m, (int32_t)strlen(key));
	maker_bytes(m, key, strlen(key));
	maker_int(m, (int32_t)len);
	maker_bytes(m, value, len);
}

void
maker_pair_int(struct maker *m, const char *key, int32_t value)
{
	uint8_t bytes[4];

	put_int(bytes, (uint32_t)value);
	maker_pair(m, key, bytes, 4);
}

void
maker_pair_floats(struct maker *m, const char *key, const float *value,
    int count)
{
	uint8_t bytes[64];
	uint32_t word;
	int i;

	for (i = 0; i < count; i++) {
		memcpy(&word, &value[i], 4);
		put_int(bytes + 4 * i, word);
	}
	maker_pair(m, key, bytes, 4 * (size_t)count);
}

static void
put_big(uint8_t *at, uint32_t value)
{
	int i;

	for (i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void
png_chunk(struct maker *m, const char *type, const uint8_t *data, size_t len)
{
	uint8_t word[4];
	uLong crc;

	put_big(word, (uint32_t)len);
	maker_bytes(m, word, 4);
	maker_bytes(m, type, 4);
	maker_bytes(m, data, len);
	crc = crc32(0, (const Bytef *)type, 4);
	if (len > 0)
		crc = crc32(crc, data, (uInt)len);
	put_big(word, (uint32_t)crc);
	maker_bytes(m, word, 4);
}

void
maker_block(struct maker *m, const uint8_t voxel[4096][4])
{
	static const uint8_t head[13] = { 0, 0, 0, 64, 0, 0, 0, 64, 8, 6 };
	uint8_t rows[64 * ROW], packed[65536];
	uLongf len = sizeof packed;
	int y;

	for (y = 0; y < 64; y++) {
		rows[y * ROW] = 0;
		memcpy(rows + y * ROW + 1, voxel[64 * y], 256);
	}
	assert(compress(packed, &len, rows, sizeof rows) == Z_OK);
	maker_chunk(m, "BL16");
	maker_bytes(m, "\x89PNG\r\n\x1a\n", 8);
	png_chunk(m, "IHDR", head, sizeof head);
	png_chunk(m, "IDAT", packed, len);
	png_chunk(m, "IEND", head, 0);
	maker_end(m);
}

void
maker_block_one(struct maker *m, int index, const uint8_t color[4])
{
	uint8_t voxel[4096][4] = { { 0 } };

	memcpy(voxel[index], color, 4);
	maker_block(m, (const uint8_t (*)[4])voxel);
}

void
maker_layer(struct maker *m, int32_t block, int32_t x, int32_t y, int32_t z)
{
	maker_chunk(m, "LAYR");
	maker_int(m, 1);
	maker_int(m, block);
	maker_int(m, x);
	maker_int(m, y);
	maker_int(m, z);
	maker_int(m, 0);
}
