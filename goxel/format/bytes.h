/*
 * bytes - a bounded reader of little-endian files
 *
 * Nothing is ever read beyond the end: a read that would be gives zero, and
 * `failed` stays set from then on, so that a parser checks once per structure.
 */
#ifndef GOXEL_FORMAT_BYTES_H
#define GOXEL_FORMAT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes_in {
	const uint8_t	*at;
	const uint8_t	*end;
	bool		 failed;
};

void		 bytes_open(struct bytes_in *in, const void *bytes, size_t len);
size_t		 bytes_left(const struct bytes_in *in);
uint8_t		 bytes_u8(struct bytes_in *in);
uint16_t	 bytes_u16(struct bytes_in *in);
uint32_t	 bytes_u32(struct bytes_in *in);
uint64_t	 bytes_u64(struct bytes_in *in);
int32_t		 bytes_i32(struct bytes_in *in);
float		 bytes_f32(struct bytes_in *in);
/* Big-endian, as a few formats are. */
uint16_t	 bytes_u16_big(struct bytes_in *in);
uint32_t	 bytes_u32_big(struct bytes_in *in);
uint64_t	 bytes_u64_big(struct bytes_in *in);
/* The next `len` bytes in place, or NULL (and failed). */
const uint8_t	*bytes_take(struct bytes_in *in, size_t len);

#endif
