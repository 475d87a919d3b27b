/*
 * sampler - well spread random numbers for a pixel's samples
 *
 * Laine and Karras, Stratified Sampling for Stochastic Transparency (2011),
 * found that multiplying by even numbers carries a change of a bit only
 * upwards; on reversed bits that is Owen's scrambling.  Burley, Practical
 * Hash-based Owen Scrambling (2020), scrambles the index with it as well.
 */
#include "goxel/sampler.h"

#define SPREAD		0x9e3779b9u	/* 2^32 / golden ratio */

static uint32_t
mix(uint32_t v)
{
	v ^= v >> 16;
	v *= 0x85ebca6bu;
	v ^= v >> 13;
	v *= 0xc2b2ae35u;
	return v ^ v >> 16;
}

static uint32_t
reverse(uint32_t v)
{
	v = (v >> 1 & 0x55555555u) | (v & 0x55555555u) << 1;
	v = (v >> 2 & 0x33333333u) | (v & 0x33333333u) << 2;
	v = (v >> 4 & 0x0f0f0f0fu) | (v & 0x0f0f0f0fu) << 4;
	return __builtin_bswap32(v);
}

/* Each bit is flipped or not, as those above it tell. */
static uint32_t
scramble(uint32_t v, uint32_t key)
{
	v = reverse(v) + key;
	v ^= v * 0x6c50b47cu;
	v ^= v * 0xb82f1e52u;
	v ^= v * 0xc7afe638u;
	v ^= v * 0x8d22f6e6u;
	return reverse(v);
}

/* The second dimension of Sobol's sequence; the first is reverse(). */
static uint32_t
second(uint32_t index)
{
	uint32_t direction = 1u << 31, v = 0;

	for (; index != 0; index >>= 1) {
		if (index & 1)
			v ^= direction;
		direction ^= direction >> 1;
	}
	return v;
}

void
sampler_begin(struct sampler *s, uint32_t seed, uint32_t pixel, uint32_t index)
{
	s->key = mix(mix(seed + SPREAD) ^ pixel);
	s->index = index;
	s->pair = 0;
}

void
sampler_next(struct sampler *s, double out[2])
{
	uint32_t key = mix(s->key + SPREAD * ++s->pair);
	uint32_t index = scramble(s->index, key) & (SAMPLER_MOST - 1);

	out[0] = scramble(reverse(index), mix(key ^ 1)) * 0x1p-32;
	out[1] = scramble(second(index), mix(key ^ 2)) * 0x1p-32;
}
