/*
 * render - a picture of a volume by casting rays, without a display
 *
 * Rays go through the corners of the pixels; only a pixel whose corners
 * disagree gets rays of its own.  What they meet is lit by a sun and a sky,
 * with ambient occlusion at edges and corners and a shadow ray.  Light is
 * mixed as light, not as bytes.  Where voxels are about as small as pixels,
 * antialiasing evens their light (soften.h).  Deterministic: the same volume,
 * view and wish give the same bytes, whatever the history of the volume.
 */
#ifndef GOXEL_RENDER_H
#define GOXEL_RENDER_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/picture.h"
#include "goxel/progress.h"
#include "goxel/view.h"
#include "goxel/volume.h"

#define RENDER_SAMPLES	4		/* a pixel side, at most */
#define RENDER_LAYERS	8		/* translucent voxels seen through */

struct render_wish {
	uint32_t	 width, height;	/* pixels */
	struct rgba	 background;
	bool		 gradient;	/* background is darker below */
	bool		 shadow;
	bool		 occlusion;
	bool		 unlit;		/* plain colours: no light, no shade,
					 * neither occlusion nor shine */
	bool		 edges;		/* thin dark lines between voxels */
	uint32_t	 samples;	/* a pixel side where colours differ, a
					 * corner shared; 0, 1: its middle */
	struct light	 light;		/* Goxel's */
	struct progress	 progress;	/* told of every row; may be zero */
	const struct image *finish;	/* whose materials shine, borrowed;
					 * NULL: none do */
};

/* What a caller gets who asks for nothing: 512x512, shadow, occlusion, two
 * samples, Goxel's light and the old daemon's background. */
struct render_wish render_default(void);

/*
 * Render `volume` as seen by `view` into `picture` (zeroed or fini'd; to be
 * fini'd by the caller).  ERR_TOO_BIG, ERR_PARAMS as picture_init; ERR_PARAMS
 * past RENDER_SAMPLES.  On an error there is no picture.
 */
enum err render_volume(const struct volume *volume, const struct view *view,
    const struct render_wish *wish, struct picture *picture);

#endif
