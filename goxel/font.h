/*
 * font - printable ASCII in small pixels
 *
 * Capitals are seven rows high and mostly five wide; two more rows, under the
 * baseline, are for what hangs down.
 */
#ifndef GOXEL_FONT_H
#define GOXEL_FONT_H

#include <stdint.h>

#define FONT_FIRST	' '
#define FONT_LAST	'~'
#define FONT_ROWS	9
#define FONT_BELOW	2	/* of them under the baseline */

struct glyph {
	uint8_t	 width;			/* pixels */
	uint8_t	 row[FONT_ROWS];	/* bits; the top row first */
};

/* NULL: there is none. */
const struct glyph *font_glyph(char c);

#endif
