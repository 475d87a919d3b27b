/*
 * view - from where a model is seen
 *
 * Z is up.  The presets look at the middle of a box and fit the whole of it
 * into the picture with a small margin; names are those of the old daemon.
 * Those along an axis are orthographic: what is equal is drawn equal.
 */
#ifndef GOXEL_VIEW_H
#define GOXEL_VIEW_H

#include <stdbool.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define VIEW_FOV	40.0	/* degrees, vertical, unless wished otherwise */
#define VIEW_FOV_GOXEL	20.0	/* of a camera in a .gox file */
#define VIEW_MARGIN	0.06	/* of the picture's half, left free around */

enum preset {
	PRESET_FRONT,		/* from -y: +x to the right */
	PRESET_BACK,		/* from +y: +x to the left */
	PRESET_LEFT,		/* from -x: +y to the left */
	PRESET_RIGHT,		/* from +x: +y to the right */
	PRESET_TOP,		/* from +z: +x to the right, +y up */
	PRESET_BOTTOM,		/* from -z: +x to the right, +y down */
	PRESET_ISOMETRIC,	/* from (+x, -y, +z), orthographic */
	PRESET_DEFAULT,		/* like isometric, in perspective */
	PRESET_COUNT
};

/* "front", ..., "isometric", "default"; the index is the preset. */
extern const char *const preset_names[PRESET_COUNT];

/*
 * The ray at u, v in -1..1, from the picture's left to right and bottom to
 * top, with s = u * half_width and t = v * half_height:
 *	ortho		from eye + s right + t up, along forward; no beginning
 *	perspective	from eye, along forward + s right + t up
 */
struct view {
	double	 eye[3];
	double	 forward[3], right[3], up[3];	/* unit vectors */
	bool	 ortho;
	double	 half_width, half_height;	/* voxels, or tangents */
};

/* What a caller may ask of a free camera; 0 means "choose". */
struct view_wish {
	bool	 placed;		/* eye and target are given */
	double	 eye[3], target[3];
	double	 up[3];			/* 0, or along the view: +z, else +y */
	double	 fov;			/* degrees, vertical, below 180 */
	bool	 ortho;			/* as high as fov shows at the target */
	double	 zoom;			/* 1 as is; 2 is twice as large */
};

/*
 * A view of `box` in a picture of this aspect (width / height).  An empty box
 * is taken for that of a new image.
 */
void	 view_preset(struct view *v, enum preset preset, const struct box *box,
	    double aspect);

/* The same, fitted to what a volume holds instead of the box around it. */
void	 view_model(struct view *v, enum preset preset,
	    const struct volume *volume, double aspect);

/*
 * Around the model, orthographic and fitted to it: yaw 0 is the front, 90 the
 * right; pitch is above the ground, -90..90; both in degrees.  ERR_PARAMS when
 * a number is not finite, or out of range, or zoom makes no sense (0 is 1).
 */
enum err view_orbit(struct view *v, const double angles[2], double zoom,
	    const struct volume *volume, double aspect);

/*
 * A free camera; not placed, it looks as PRESET_DEFAULT does.  ERR_PARAMS when
 * eye and target coincide, a number is not finite, or fov or zoom make no
 * sense.
 */
enum err view_free(struct view *v, const struct view_wish *wish,
	    const struct box *box, double aspect);

/* The camera of a file. */
void	 view_camera(struct view *v, const struct camera *camera,
	    double aspect);

/* Where a point is seen, in -1..1 as above; false if behind the eye. */
bool	 view_project(const struct view *v, const double point[3],
	    double at[2]);

#endif
