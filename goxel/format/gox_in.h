/*
 * gox_in - a .gox file half read: what its chunks' readers share
 *
 * gox.c walks the chunks; gox_chunk.c reads those of one dictionary,
 * gox_layer.c reads LAYR.  A reader of a chunk finds its bytes in g->data and
 * puts what it means into g->image.
 */
#ifndef GOXEL_FORMAT_GOX_IN_H
#define GOXEL_FORMAT_GOX_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/format/block.h"
#include "goxel/format/bytes.h"
#include "goxel/format/dict.h"
#include "goxel/image.h"

/* Of each of materials, cameras and things unknown: far beyond any scene, and
 * lists are walked. */
#define GOX_THINGS	4096u

struct gox_in {
	const uint8_t	*start;
	struct bytes_in	 in;		/* the file */
	struct bytes_in	 data;		/* the chunk */
	char		 type[5];	/* of the chunk; empty between chunks */
	size_t		 at;		/* of the chunk in the file */
	int32_t		 version;
	struct blocks	 blocks;
	struct image	*image;
	uint32_t	 extras;	/* unknown things kept so far */
	int32_t		 active;	/* layer id, 0: the topmost */
	char		*why;
	const struct progress *progress;
};

/* Write the reason, with the chunk's place before it, and hand `err` back. */
enum err gox_refuse(struct gox_in *g, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Keep a key or chunk that we do not know.  ERR_TOO_BIG past GOX_THINGS. */
enum err gox_keep_extra(struct gox_in *g, struct extra **list,
    const char *key, const struct bytes_in *value);

/* What the dictionary at the end of a chunk may hold. */
struct gox_dict {
	const struct dict_field	*table;		/* may be NULL */
	void			*object;	/* what the table describes */
	/* Takes a key that is not in the table, or says no; may be NULL. */
	bool			(*special)(struct gox_in *g, void *arg,
				    const struct dict_pair *pair);
	void			*arg;
	struct extra		**extra;	/* for what nobody took */
};

enum err gox_read_dict(struct gox_in *g, const struct gox_dict *d);

/* Room for one more at the end of a list of `count` that doubles. */
void	*gox_grow(void *list, uint32_t count, size_t size);

bool	 gox_id_used(const struct image *image, uint32_t id);

/* The readers of chunks.  ERR_FORMAT or ERR_TOO_BIG, with the reason. */
enum err gox_read_image(struct gox_in *g);
enum err gox_read_block(struct gox_in *g);
enum err gox_read_material(struct gox_in *g);
enum err gox_read_layer(struct gox_in *g);
enum err gox_read_camera(struct gox_in *g);
enum err gox_read_light(struct gox_in *g);

#endif
