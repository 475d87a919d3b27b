/*
 * pack - an image as plain bytes, for a job child to hand to its worker
 */
#include "goxel/format/pack.h"
#include "goxel/format/piece.h"

#define MAGIC	0x4b505847u	/* "GXPK" */
#define VERSION	3u

void
pack_write(const struct image *image, struct buf *b)
{
	struct piece_out out = { .b = b };

	buf_add_u32(b, MAGIC);
	buf_add_u32(b, VERSION);
	piece_put(&out, image);
	piece_out_fini(&out);
}

enum err
pack_read(const void *bytes, size_t len, struct image **image)
{
	struct image *mine;
	struct piece_in p;

	piece_in_open(&p, bytes, len);
	piece_need(&p, bytes_u32(&p.in) == MAGIC);
	piece_need(&p, bytes_u32(&p.in) == VERSION);
	mine = piece_take(&p);
	piece_need(&p, bytes_left(&p.in) == 0);
	piece_in_close(&p);
	if (p.in.failed) {
		image_free(mine);
		return ERR_CORRUPT;
	}
	*image = mine;
	return OK;
}
