/*
 * swatch - the few colours that a model is written with
 *
 * For formats with a palette.  As long as the solid colours of a model are
 * few enough they are kept as they are; of more, the swatch has the best that
 * median cut finds, and each colour is written as the nearest of them; of
 * over SWATCH_EXACT, only the upper 6 bits of each channel are told apart.
 * Alpha is not regarded.  The same model gives the same swatch.
 */
#ifndef GOXEL_FORMAT_SWATCH_H
#define GOXEL_FORMAT_SWATCH_H

#include <stdint.h>

#include "goxel/lookup.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define SWATCH_MOST	255
#define SWATCH_EXACT	(1u << 16)	/* comparing more takes seconds */

struct swatch {
	struct rgba	 color[SWATCH_MOST];	/* alpha 255, sorted */
	uint32_t	 count;
	/* private */
	struct lookup	 by_color;
	struct swatch_hue *hue;
	uint32_t	 hue_count, hue_size;
	uint32_t	 last_color, last_index;
	unsigned	 depth, grain;	/* bits: of a palette, of a colour */
};

/* `depth` bits a channel, 6 or 8: what the file's palette can tell apart;
 * colours come back in 8. */
void	 swatch_init(struct swatch *s, const struct volume *v, unsigned depth);
void	 swatch_fini(struct swatch *s);

/* Where in `color` the colour of a solid voxel of this volume is. */
uint32_t swatch_index(struct swatch *s, struct rgba color);

/* A value of 0..63 as one of 0..255, and the nearest of them back. */
uint8_t	 swatch_of_six(uint8_t value);
uint8_t	 swatch_to_six(uint8_t value);

#endif
