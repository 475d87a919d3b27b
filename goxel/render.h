/*
 * render - a picture of a volume by casting rays, without a display
 *
 * One ray a pixel through sectors, tiles and voxels (Amanatides and Woo 1987,
 * on three levels, skipping what is empty), lit by a sun and a sky, with
 * ambient occlusion at edges and corners and a shadow ray.  Deterministic:
 * the same volume and wish give the same bytes.
 */
#ifndef GOXEL_RENDER_H
#define GOXEL_RENDER_H

#include <stdbool.h>

#include "goxel/image.h"
#include "goxel/picture.h"
#include "goxel/view.h"
#include "goxel/volume.h"

struct render_wish {
	uint32_t	 width, height;		/* pixels */
	struct rgba	 background;
	bool		 gradient;		/* background fades to darker below */
	bool		 shadow;
	bool		 occlusion;
	bool		 edges;			/* thin dark lines between voxels */
	uint32_t	 samples;		/* rays a pixel side, 1..4; 0: 1 */
	struct light	 light;			/* Goxel's: pitch, yaw, intensity, ... */
};

/* What a caller gets who asks for nothing: shadow, occlusion, 2 samples. */
struct render_wish render_default(void);

/*
 * Render `volume` as seen by `view` into `picture` (zeroed or fini'd; to be
 * fini'd by the caller).  ERR_TOO_BIG, ERR_PARAMS as picture_init.
 */
enum err render_volume(const struct volume *volume, const struct view *view,
    const struct render_wish *wish, struct picture *picture);

#endif
