/*
 * extrude - a flat piece of surface pushed out or in
 */
#ifndef GOXEL_EXTRUDE_H
#define GOXEL_EXTRUDE_H

#include "err.h"
#include "goxel/volume.h"

/* Faces are found one by one, voxels written so: each half a second. */
#define EXTRUDE_FACES	(1u << 20)
#define EXTRUDE_VOXELS	(1u << 22)

struct extrude {
	struct pos	 seed;		/* a voxel */
	int		 axis;		/* of the normal */
	int		 way;		/* 1 or -1 along it */
	int32_t		 delta;		/* layers; below 0: taken away */
	int		 threshold;	/* of colours; 255: any */
};

/*
 * Find the faces around that of the seed: voxels in its plane with nothing
 * before them, connected by sides, each channel within the threshold of the
 * seed's.  Copy them `delta` times outwards, or empty as many layers inwards.
 * *voxels were written.  ERR_NO_VOXEL: there is none, or its face is covered.
 * ERR_BOUNDS; ERR_TOO_BIG: then nothing was changed.
 */
enum err extrude(struct volume *v, const struct extrude *e, uint64_t *voxels);

#endif
