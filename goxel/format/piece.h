/*
 * piece - images as plain bytes that share what they share in memory
 *
 * What is common to pack (one image) and whole (a project with its history).
 * Tiles, sectors, volumes and layers are counted references; each is put down
 * once, when it is first met, and is a number from then on.  So many images
 * of one history take about the bytes of what they hold together, and the
 * reader makes the same references of them: it takes no more memory than the
 * writer had.  The layout is in piece.c.
 *
 * The writer changes nothing, counters included: it can run in a child that
 * shares its memory until written.  The reader trusts nothing.
 */
#ifndef GOXEL_FORMAT_PIECE_H
#define GOXEL_FORMAT_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "goxel/format/bytes.h"
#include "goxel/image.h"
#include "goxel/lookup.h"

/* Zeroed but for b: a writer at its beginning. */
struct piece_out {
	struct buf		*b;
	struct lookup		 tiles, sectors, volumes, layers;
	uint32_t		 tiles_put;	/* voxels written down */
	const struct sector	**sector;	/* by number; owned */
	struct lookup		 places;	/* their last sectors */
	struct lookup		 heads;		/* by what is in them */
	struct piece_head	*head;		/* owned */
	uint32_t		 head_count;
};

/* b->failed tells when it did not fit. */
void	 piece_put(struct piece_out *out, const struct image *image);
/* What follows is read by one who starts anew with piece_in_know of all images
 * so far, in their order: it finds nothing else of what was put before. */
void	 piece_cut(struct piece_out *out);
void	 piece_out_fini(struct piece_out *out);

/* Things by number; owned, each with a reference. */
struct piece_list {
	void		**at;
	uint32_t	  count, size;
};

struct piece_in {
	struct bytes_in		 in;
	size_t			 room;		/* bytes it may yet take */
	struct piece_list	 tiles, sectors, layers;
	struct piece_list	 volumes;	/* layers that have them */
	struct piece_list	 heads;		/* where they begin */
	struct lookup		 ids;		/* image that had it last */
	uint32_t		 images;
	struct lookup		 known;		/* by piece_in_know */
};

void		 piece_in_open(struct piece_in *p, const void *bytes,
		    size_t len);
/* Before reading what follows a piece_cut. */
void		 piece_in_know(struct piece_in *p, const struct image *image);
/* The next image; NULL, and p->in.failed, when it is not one. */
struct image	*piece_take(struct piece_in *p);
void		 piece_in_close(struct piece_in *p);

/* Unless it is so, reading has failed. */
static inline void
piece_need(struct piece_in *p, bool so)
{
	if (!so)
		p->in.failed = true;
}

/* Three numbers as they stand. */
void		 piece_put_pos(struct buf *b, const struct pos *pos);
struct pos	 piece_take_pos(struct piece_in *p);
struct rgba	 piece_take_color(struct piece_in *p);

#endif
