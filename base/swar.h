/*
 * swar - eight bytes looked at in one step, in a plain 64-bit word
 *
 * The first byte in memory is the lowest of the word on every machine.  A
 * mask has bit 7 of each byte that has a property.  swar_zero() is exact;
 * swar_stop() is exact in its lowest byte only, which is all a search needs.
 */
#ifndef BASE_SWAR_H
#define BASE_SWAR_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SWAR_ONES	0x0101010101010101u
#define SWAR_HIGH	0x8080808080808080u

/* The eight bytes at `at`. */
static inline uint64_t
swar_load(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return le64toh(word);
}

/* Index, 0 to 7, of the first byte in a mask that is not empty. */
static inline int
swar_first(uint64_t mask)
{
	return __builtin_ctzll(mask) >> 3;
}

/* The bytes that are 0. */
static inline uint64_t
swar_zero(uint64_t word)
{
	return ~(((word & ~SWAR_HIGH) + ~SWAR_HIGH) | word) & SWAR_HIGH;
}

/* The bytes a JSON string cannot hold as they are: " \ and controls; and
 * those that are not ASCII. */
static inline uint64_t
swar_stop(uint64_t word)
{
	uint64_t quote = word ^ SWAR_ONES * '"';
	uint64_t slash = word ^ SWAR_ONES * '\\';

	return (((quote - SWAR_ONES) & ~quote) |
	    ((slash - SWAR_ONES) & ~slash) |
	    ((word - SWAR_ONES * ' ') & ~word) | word) & SWAR_HIGH;
}

/* The first byte in at..end that swar_stop() finds, or `end`. */
static inline const char *
swar_find_stop(const char *at, const char *end)
{
	char last[8] = { 0 };
	uint64_t mask;

	for (; end - at >= 8; at += 8)
		if ((mask = swar_stop(swar_load(at))) != 0)
			return at + swar_first(mask);

	/* The 0 after the last byte is a control character. */
	memcpy(last, at, (size_t)(end - at));
	return at + swar_first(swar_stop(swar_load(last)));
}

#endif
