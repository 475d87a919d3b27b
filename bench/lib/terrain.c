/*
 * terrain - hills to measure meshers and formats with
 *
 * Broad hills with ripples on them.  The colour goes by height, and by patches
 * of eight columns, of which one half has a second shade.
 */
#include <math.h>

#include "bench/lib/terrain.h"

static int32_t
height(int32_t x, int32_t y)
{
	return (int32_t)(124.9 + 100 * sin(x * 0.05) * cos(y * 0.04) +
	    10.5 * sin(x * 0.31 + y * 0.17) + 4 * cos(y * 0.29 - x * 0.11));
}

static struct rgba
color(const struct pos *pos)
{
	uint32_t patch = (uint32_t)(pos->at[0] / 8 * 7 + pos->at[1] / 8 * 13);
	uint8_t shade = patch % 5 < 2 ? 24 : 0;

	return (struct rgba){ { (uint8_t)(40 + pos->at[2] / 2),
	    (uint8_t)pos->at[2], (uint8_t)(60 + shade), 255 } };
}

struct image *
terrain_make(int32_t most)
{
	struct image *image = image_new("terrain");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct pos pos;
	int32_t top;

	for (pos.at[1] = 0; pos.at[1] < TERRAIN_SIDE; pos.at[1]++)
		for (pos.at[0] = 0; pos.at[0] < TERRAIN_SIDE; pos.at[0]++) {
			top = height(pos.at[0], pos.at[1]);
			top = top < most ? top : most;
			for (pos.at[2] = 0; pos.at[2] < top; pos.at[2]++)
				volume_set(v, &pos, color(&pos));
		}
	return image;
}
