/*
 * mesh_options - how formats of faces write a model
 *
 * One declaration for every such format and every way to ask for it.  A
 * zeroed struct asks for nothing: each format then writes what its users
 * expect.
 */
#ifndef GOXEL_FORMAT_MESH_OPTIONS_H
#define GOXEL_FORMAT_MESH_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "goxel/progress.h"

#define MESH_SCALE_MIN	1e-6
#define MESH_SCALE_MAX	1e6

enum mesher {
	MESHER_DEFAULT,		/* simple */
	MESHER_SIMPLE,		/* a quad a visible side of a voxel */
	MESHER_GREEDY,		/* the same surface in fewer, larger quads */
	MESHER_MARCHING,	/* marching cubes, lit flat */
	MESHER_SMOOTH		/* the same with a normal at every vertex */
};

enum mesh_up {
	MESH_UP_DEFAULT,	/* the format's own */
	MESH_UP_Y,		/* (x, y, z) is written as (x, z, -y) */
	MESH_UP_Z		/* as it is here */
};

/* What is at 0 0 0 in the file. */
enum mesh_origin {
	MESH_ORIGIN_DEFAULT,	/* keep */
	MESH_ORIGIN_KEEP,	/* the same as in the project */
	MESH_ORIGIN_CORNER,	/* the model's lowest along the file's axes */
	MESH_ORIGIN_CENTER,	/* the middle of the model */
	MESH_ORIGIN_BOTTOM_CENTER	/* the middle of its ground */
};

/* How faces have their colours. */
enum mesh_colors {
	MESH_COLORS_DEFAULT,	/* vertex */
	MESH_COLORS_VERTEX,	/* at every vertex */
	MESH_COLORS_TEXTURE	/* in a picture of all colours */
};

struct mesh_options {
	enum mesher	 mesher;
	enum mesh_up	 up;
	double		 scale;		/* units a voxel; 0: 1 */
	enum mesh_origin origin;
	enum mesh_colors colors;
	/* Asks for nothing of the file; or NULL. */
	const struct progress *progress;
};

/* Something is asked for. */
bool	 mesh_options_given(const struct mesh_options *o);

/* Set the option with this name ("mesher", "up", "origin", "colors") to what a
 * word says.  ERR_PARAMS, with the reason in `why`. */
enum err mesh_options_set(struct mesh_options *o, const char *name,
	    const char *word, char *why, size_t size);
/* ERR_PARAMS when it is out of MESH_SCALE_MIN to MESH_SCALE_MAX. */
enum err mesh_options_set_scale(struct mesh_options *o, double scale,
	    char *why, size_t size);

/* "greedy" of MESHER_GREEDY; not of MESHER_DEFAULT. */
const char *mesh_options_mesher(enum mesher mesher);

#endif
