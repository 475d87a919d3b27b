/*
 * view - from where a model is seen
 *
 * Z is up.  The presets look at the middle of a box and fit it into the
 * picture; names are those of the old daemon.
 */
#ifndef GOXEL_VIEW_H
#define GOXEL_VIEW_H

#include <stdbool.h>

#include "goxel/image.h"
#include "goxel/vec.h"

enum preset {
	PRESET_FRONT,		/* from -y */
	PRESET_BACK,		/* from +y */
	PRESET_LEFT,		/* from -x */
	PRESET_RIGHT,		/* from +x */
	PRESET_TOP,		/* from +z, +y up in the picture */
	PRESET_BOTTOM,		/* from -z */
	PRESET_ISOMETRIC,	/* from (+x, -y, +z), orthographic */
	PRESET_DEFAULT,		/* like isometric, in perspective */
	PRESET_COUNT
};

/* "front", ..., "isometric", "default"; the index is the preset. */
extern const char *const preset_names[PRESET_COUNT];

/* Every ray starts at origin + u*right + v*up, u and v in -1..1. */
struct view {
	double	 eye[3];
	double	 forward[3], right[3], up[3];	/* unit vectors */
	bool	 ortho;
	double	 half_width, half_height;	/* ortho: voxels; perspective: tangents */
};

/* What a caller may ask of a free camera; NaN or 0 means "choose". */
struct view_wish {
	bool	 placed;		/* eye and target are given */
	double	 eye[3], target[3], up[3];
	double	 fov;			/* degrees, vertical; 0: 40 */
	bool	 ortho;
	double	 zoom;			/* 1 fits; 2 is twice as near; 0: 1 */
};

/* A view of `box` in a picture of this aspect (width / height). */
void	 view_preset(struct view *v, enum preset preset, const struct box *box,
	    double aspect);
/* ERR_PARAMS when eye and target coincide or a number is not finite. */
enum err view_free(struct view *v, const struct view_wish *wish,
	    const struct box *box, double aspect);
/* The camera of a file. */
void	 view_camera(struct view *v, const struct camera *camera, double aspect);

#endif
