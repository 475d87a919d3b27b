/*
 * gpl - palettes as files: GIMP's text, or a picture
 *
 *	GIMP Palette
 *	Name: Some name
 *	Columns: 16
 *	# comment
 *	255   0 128	name of a colour
 *
 * A picture is read row by row, each colour once, and what is fully
 * transparent left out; it is written 16 pixels wide.
 */
#ifndef GOXEL_FORMAT_GPL_H
#define GOXEL_FORMAT_GPL_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/palette.h"

/* Pixels of a picture that is a palette, each looked up among the colours. */
#define GPL_PIXELS	(1u << 20)

/* Either kind, told by its first bytes.  ERR_FORMAT; ERR_EMPTY: it has no
 * colour; ERR_TOO_BIG past RECOLOR_PALETTE colours or GPL_PIXELS. */
enum err gpl_read(const void *bytes, size_t len, struct palette *palette);

/* ERR_TOO_BIG: the limit of the buffer. */
enum err gpl_write(const struct palette *palette, struct buf *out);
enum err gpl_write_picture(const struct palette *palette, struct buf *out);

#endif
