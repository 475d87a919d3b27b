/*
 * ramp - colours from low to high
 */
#include "goxel/ramp.h"

bool
ramp_good(const struct bytes *ramp)
{
	return ramp->len % sizeof(struct rgba) == 0 &&
	    ramp->len / sizeof(struct rgba) <= RAMP_MOST;
}

static struct rgba
color_at(const struct bytes *ramp, uint32_t index)
{
	struct rgba color;

	memcpy(&color, ramp->at + index * sizeof color, sizeof color);
	return color;
}

struct rgba
ramp_color(const struct bytes *ramp, uint32_t at, uint32_t steps)
{
	uint32_t last = ramp->len / (uint32_t)sizeof(struct rgba), part;
	struct rgba low, high;
	uint64_t place;
	int i;

	if (last == 0)
		return (struct rgba){ { 255, 255, 255, 255 } };
	last--;
	if (steps <= 1)
		return color_at(ramp, 0);
	place = (uint64_t)at * last * 256 / (steps - 1);
	if (place >= (uint64_t)last * 256)
		return color_at(ramp, last);
	low = color_at(ramp, (uint32_t)(place / 256));
	high = color_at(ramp, (uint32_t)(place / 256) + 1);
	part = (uint32_t)(place % 256);
	for (i = 0; i < 4; i++)
		low.c[i] = (uint8_t)((low.c[i] * (256 - part) +
		    high.c[i] * part) / 256);
	return low;
}
