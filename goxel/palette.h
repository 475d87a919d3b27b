/*
 * palette - lists of colours, and the usual ones by name
 */
#ifndef GOXEL_PALETTE_H
#define GOXEL_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"
#include "goxel/recolor.h"

struct palette {
	char		 name[BOUND_NAME + 1];
	uint32_t	 count;
	uint8_t		 color[RECOLOR_PALETTE][3];	/* r, g, b */
};

/* The usual ones are numbered from 0.  False past the last. */
bool	 palette_nth(uint32_t nth, struct palette *palette);
/* By name, whether in large or small letters; or false. */
bool	 palette_named(const char *name, struct palette *palette);

/* ERR_TOO_BIG past RECOLOR_PALETTE. */
enum err palette_add(struct palette *palette, const uint8_t color[3]);

#endif
