/*
 * piece - what the bytes of pack are made of, for its writer and its reader
 *
 * The layout is in pack.c.
 */
#ifndef GOXEL_FORMAT_PIECE_H
#define GOXEL_FORMAT_PIECE_H

#define PACK_MAGIC	0x4b505847u	/* "GXPK" */
#define PACK_VERSION	1u
#define PIECE_RUN	6u		/* bytes of a run */

enum piece {
	PIECE_END,
	PIECE_SAME,
	PIECE_SECTOR,
	PIECE_COLOR,
	PIECE_RAW,
	PIECE_RUNS,
	PIECE_SEEN
};

#endif
