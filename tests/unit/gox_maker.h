/*
 * gox_maker - .gox files put together byte by byte, for tests of the reader
 *
 * Shares nothing with the code under test: own little-endian, own PNG (zlib
 * alone), own chunks.
 */
#ifndef TESTS_UNIT_GOX_MAKER_H
#define TESTS_UNIT_GOX_MAKER_H

#include <stddef.h>
#include <stdint.h>

#define MAKER_BYTES	(1u << 20)

struct maker {
	uint8_t	 bytes[MAKER_BYTES];
	size_t	 len;
	size_t	 chunk;		/* where the open one begins */
	size_t	 ends[64];	/* where chunks end: a file may stop there */
	int	 end_count;
};

void	 maker_open(struct maker *m, int32_t version);
void	 maker_int(struct maker *m, int32_t value);
void	 maker_bytes(struct maker *m, const void *bytes, size_t len);
void	 maker_chunk(struct maker *m, const char *type);
void	 maker_end(struct maker *m);

/* A pair of the dictionary that ends a chunk. */
void	 maker_pair(struct maker *m, const char *key, const void *value,
	    size_t len);
void	 maker_pair_int(struct maker *m, const char *key, int32_t value);
void	 maker_pair_floats(struct maker *m, const char *key,
	    const float *value, int count);

/* A chunk BL16 of 4096 RGBA voxels. */
void	 maker_block(struct maker *m, const uint8_t voxel[4096][4]);
/* The same, with one voxel in it: at index, of this colour. */
void	 maker_block_one(struct maker *m, int index, const uint8_t color[4]);

/* A chunk LAYR of one block, without a dictionary; not ended yet. */
void	 maker_layer(struct maker *m, int32_t block, int32_t x, int32_t y,
	    int32_t z);

#endif
