/*
 * vox_in - a MagicaVoxel file half read: models and nodes still in its bytes
 *
 * vox_read.c finds them, vox_scene.c puts the models where the nodes say.
 */
#ifndef GOXEL_FORMAT_VOX_IN_H
#define GOXEL_FORMAT_VOX_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/format/bytes.h"
#include "goxel/image.h"

struct vox_model {
	int32_t		 size[3];
	uint32_t	 count;		/* voxels */
	const uint8_t	*voxels;	/* 4 bytes each */
};

struct vox_node {
	int32_t		 id;
	char		 kind;		/* 'T', 'G' or 'S' */
	struct bytes_in	 in;		/* after the id */
};

struct vox_in {
	struct vox_model *models;
	uint32_t	 model_count, model_size;
	struct vox_node	*nodes;
	uint32_t	 node_count, node_size;
	uint64_t	 hidden;	/* a bit for each layer 0..63 */
	struct rgba	 color[256];	/* by the index of a voxel */
	struct image	*image;
	uint64_t	 tiles_max;	/* that may be alive */
	char		*why;
	const struct progress *progress;
};

/* What we know of a dictionary; what is not there is as it was. */
struct vox_dict {
	const char	*name;		/* not ended by a NUL */
	uint32_t	 name_len;
	bool		 hidden;
	uint8_t		 turn;
	int64_t		 move[3];
};

void	 vox_take_dict(struct bytes_in *in, struct vox_dict *dict);

/* Write the reason and hand `err` back. */
enum err vox_refuse(struct vox_in *v, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Put all models into the image.  ERR_FORMAT or ERR_TOO_BIG, with reason. */
enum err vox_place(struct vox_in *v);

#endif
