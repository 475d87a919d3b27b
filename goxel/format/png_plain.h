/*
 * png_plain - the PNG files that blocks of .gox files mostly are, read fast
 *
 * A block is a picture of a few hundred bytes, and a file has tens of
 * thousands: libpng spends more on setting out than on decoding.  This reads
 * pictures of RGB8 or RGBA8, of one known size, without interlacing and with
 * no chunks but IHDR, IDAT and IEND.  Anything else is left to libpng, broken
 * files as well: so what a file is read as, and whether it is refused, is
 * libpng's to say.
 */
#ifndef GOXEL_FORMAT_PNG_PLAIN_H
#define GOXEL_FORMAT_PNG_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "goxel/picture.h"

/* Memory kept from one picture to the next; NULL: none yet. */
struct png_plain;

/* Pixels of a side at most. */
#define PNG_PLAIN_SIDE	64

enum png_plain_kind {
	PNG_PLAIN_NOT,		/* ask libpng; the pixels are undefined */
	PNG_PLAIN_RGB,		/* done, and every alpha is 255 */
	PNG_PLAIN_RGBA		/* done */
};

/* Decode into the caller's pixels, whose size the file's must be; `*plain` is
 * made at the first call. */
enum png_plain_kind png_plain_read(struct png_plain **plain,
	    const void *bytes, size_t len, const struct picture *picture);
void	 png_plain_free(struct png_plain *plain);

#endif
