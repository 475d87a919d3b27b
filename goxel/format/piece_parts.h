/*
 * piece_parts - what the sources of piece share among themselves
 *
 * piece.c writes images and piece_read.c reads them; piece_volume.c does both
 * with their volumes.
 */
#ifndef GOXEL_FORMAT_PIECE_PARTS_H
#define GOXEL_FORMAT_PIECE_PARTS_H

#include "goxel/format/piece.h"
#include "goxel/sector.h"

/* True when the thing was put down before.  Nothing (NULL) is a thing, too. */
bool	 piece_put_number(struct buf *b, struct lookup *things,
	    const void *thing);
/* True: it is thing `number` of the list.  False: a new one follows, or
 * reading has failed. */
bool	 piece_take_number(struct piece_in *p, const struct piece_list *list,
	    uint32_t *number);

void	 piece_list_add(struct piece_list *list, void *thing);
/* Take so much of what room there is; without it, reading has failed. */
void	 piece_pay(struct piece_in *p, size_t bytes);

/* What tells volumes apart: all that hold nothing are one. */
static inline const struct volume_table *
piece_table(const struct layer *layer)
{
	const struct volume_table *table = layer->volume.table;

	return table == NULL || table->count == 0 ? NULL : table;
}

void	 piece_put_volume(struct piece_out *out, const struct layer *layer);
/* Into a layer without voxels, which is in p->layers. */
void	 piece_take_volume(struct piece_in *p, struct layer *layer);

#endif
