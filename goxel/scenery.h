/*
 * scenery - the materials and cameras of an image, by name and by index
 *
 * Indexes count from 0; -1 is none.
 */
#ifndef GOXEL_SCENERY_H
#define GOXEL_SCENERY_H

#include "goxel/image.h"

#define SCENERY_NAME	127	/* bytes of a material's or camera's name */

int32_t	 scenery_material(const struct image *image, const char *name);
int32_t	 scenery_camera(const struct image *image, const char *name);

/*
 * Append one; its name is made unique as "Name.2", an empty one becomes
 * "Material.1" and so on.  ERR_TOO_BIG past the bounds.  What it points to is
 * taken over.  A camera becomes the active one.
 */
enum err scenery_add_material(struct image *image,
	    const struct material *material);
enum err scenery_add_camera(struct image *image, const struct camera *camera);

/* Delete one that is there.  Layers of the material have none; the camera
 * before an active one that goes, or else after it, becomes active. */
void	 scenery_delete_material(struct image *image, uint32_t index);
void	 scenery_delete_camera(struct image *image, uint32_t index);

#endif
