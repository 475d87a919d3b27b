/*
 * bytes - a bounded reader of little-endian files
 *
 * Every read goes through bytes_take, the one place that compares a length
 * with what is left.  Numbers are put together byte by byte, so alignment and
 * the machine's byte order do not matter; compilers make one load of it.
 */
#include <string.h>

#include "goxel/format/bytes.h"

void
bytes_open(struct bytes_in *in, const void *bytes, size_t len)
{
	in->at = bytes;
	in->end = in->at + len;
	in->failed = false;
}

size_t
bytes_left(const struct bytes_in *in)
{
	return (size_t)(in->end - in->at);
}

const uint8_t *
bytes_take(struct bytes_in *in, size_t len)
{
	const uint8_t *at = in->at;

	if (in->failed || len > bytes_left(in)) {
		in->failed = true;
		return NULL;
	}
	in->at += len;
	return at;
}

uint8_t
bytes_u8(struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, 1);

	return at == NULL ? 0 : at[0];
}

uint16_t
bytes_u16(struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, 2);

	return at == NULL ? 0 : (uint16_t)(at[0] | at[1] << 8);
}

uint16_t
bytes_u16_big(struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, 2);

	return at == NULL ? 0 : (uint16_t)(at[0] << 8 | at[1]);
}

uint32_t
bytes_u32(struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, 4);

	return at == NULL ? 0 : (uint32_t)at[0] | (uint32_t)at[1] << 8 |
	    (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

uint64_t
bytes_u64(struct bytes_in *in)
{
	const uint8_t *at = bytes_take(in, 8);
	uint64_t value = 0;
	int i;

	for (i = 8; at != NULL && i-- > 0;)
		value = value << 8 | at[i];
	return value;
}

/* What is `size` bytes long. */
static uint64_t
take_big(struct bytes_in *in, size_t size)
{
	const uint8_t *at = bytes_take(in, size);
	uint64_t value = 0;
	size_t i;

	for (i = 0; at != NULL && i < size; i++)
		value = value << 8 | at[i];
	return value;
}

uint32_t
bytes_u32_big(struct bytes_in *in)
{
	return (uint32_t)take_big(in, 4);
}

uint64_t
bytes_u64_big(struct bytes_in *in)
{
	return take_big(in, 8);
}

int32_t
bytes_i32(struct bytes_in *in)
{
	return (int32_t)bytes_u32(in);
}

float
bytes_f32(struct bytes_in *in)
{
	uint32_t word = bytes_u32(in);
	float value;

	memcpy(&value, &word, sizeof value);
	return value;
}
