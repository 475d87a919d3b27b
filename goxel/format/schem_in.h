/*
 * schem_in - a schematic that is being read: what its readers share
 *
 * Each kind sets size, corner, states and `take`; schem_put does the rest.
 */
#ifndef GOXEL_FORMAT_SCHEM_IN_H
#define GOXEL_FORMAT_SCHEM_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/format/bytes.h"
#include "goxel/format/nbt.h"
#include "goxel/format/sink.h"

#define SCHEM_NO_STATE	UINT32_MAX

struct schem_state {
	struct rgba	 color;		/* alpha 0: nothing */
	bool		 named;
};

struct schem_in {
	struct sink	 sink;
	struct nbt	 root;
	struct schem_state *state;	/* SCHEM_STATES of them; owned */
	uint32_t	 states_left;	/* that palettes may still have */
	uint64_t	 blocks_left;
	uint32_t	 size[3];	/* theirs */
	int64_t		 corner[3];	/* ours, the lowest */
	/* The next block's number, or SCHEM_NO_STATE: there is none. */
	uint32_t	(*take)(struct schem_in *s);
	uint64_t	 next;		/* counts blocks, for `take` */
	struct nbt_array numbers;	/* Blocks or BlockStates */
	struct nbt_array data;		/* of the classic kind, as are */
	struct nbt_array high;		/* AddBlocks */
	uint32_t	 bits;		/* of a number in BlockStates */
	struct bytes_in	 varints;
};

/* Name a state.  ERR_FORMAT: its number is over SCHEM_STATES; ERR_TOO_BIG:
 * they are too many in all. */
enum err schem_name(struct schem_in *s, int64_t number, const char *name,
    size_t len);

/* Count the blocks that its size has.  ERR_TOO_BIG. */
enum err schem_count(struct schem_in *s, uint64_t *blocks);

/* Put them into the layer. */
enum err schem_put(struct schem_in *s);

/* The regions of a .litematic. */
enum err litematic_read(struct schem_in *s, const struct nbt *regions);

#endif
