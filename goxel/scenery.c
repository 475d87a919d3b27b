/*
 * scenery - the materials and cameras of an image, by name and by index
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/scenery.h"
#include "mem.h"
#include "text.h"

/* The names of either kind. */
struct names {
	const char	*first;
	size_t		 stride;
	uint32_t	 count;
};

static struct names
material_names(const struct image *image)
{
	return (struct names){ image->material_count == 0 ? NULL :
	    image->materials->name, sizeof *image->materials,
	    image->material_count };
}

static struct names
camera_names(const struct image *image)
{
	return (struct names){ image->camera_count == 0 ? NULL :
	    image->cameras->name, sizeof *image->cameras,
	    image->camera_count };
}

static int32_t
find_name(const struct names *names, const char *name)
{
	uint32_t i;

	for (i = 0; i < names->count; i++) {
		if (strcmp(names->first + i * names->stride, name) == 0)
			return (int32_t)i;
	}
	return -1;
}

int32_t
scenery_material(const struct image *image, const char *name)
{
	struct names names = material_names(image);

	return find_name(&names, name);
}

int32_t
scenery_camera(const struct image *image, const char *name)
{
	struct names names = camera_names(image);

	return find_name(&names, name);
}

/* As many bytes of a name as leave room for ".257" and cut no letter. */
static int
stem_of(const char *name)
{
	size_t len = strlen(name);

	if (len > SCENERY_NAME - 4)
		len = SCENERY_NAME - 4;
	while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
		len--;
	return (int)len;
}

/* Make `name` one that none of them has. */
static void
make_unique(const struct names *names, const char *usual,
    char name[SCENERY_NAME + 1])
{
	char stem[SCENERY_NAME + 1];
	uint32_t number = *name == '\0' ? 1 : 2;
	int len;

	if (*name != '\0' && find_name(names, name) < 0)
		return;
	text_copy(stem, sizeof stem, *name == '\0' ? usual : name);
	len = stem_of(stem);
	do
		text_format(name, SCENERY_NAME + 1, "%.*s.%u", len, stem,
		    number++);
	while (find_name(names, name) >= 0);
}

enum err
scenery_add_material(struct image *image, const struct material *material)
{
	struct names names = material_names(image);
	struct material mine = *material;

	if (image->material_count >= BOUND_MATERIALS)
		return ERR_TOO_BIG;
	make_unique(&names, "Material", mine.name);
	image->materials = xrealloc(image->materials,
	    (image->material_count + 1) * sizeof *image->materials);
	image->materials[image->material_count++] = mine;
	return OK;
}

enum err
scenery_add_camera(struct image *image, const struct camera *camera)
{
	struct names names = camera_names(image);
	struct camera mine = *camera;

	if (image->camera_count >= BOUND_CAMERAS)
		return ERR_TOO_BIG;
	make_unique(&names, "Camera", mine.name);
	image->cameras = xrealloc(image->cameras,
	    (image->camera_count + 1) * sizeof *image->cameras);
	image->camera_active = (int32_t)image->camera_count;
	image->cameras[image->camera_count++] = mine;
	return OK;
}

void
scenery_delete_material(struct image *image, uint32_t index)
{
	int32_t gone = (int32_t)index;
	uint32_t i;

	extra_free(image->materials[index].extra);
	image->material_count--;
	memmove(image->materials + index, image->materials + index + 1,
	    (image->material_count - index) * sizeof *image->materials);
	for (i = 0; i < image->layer_count; i++) {
		struct layer *layer = image->layers[i];

		if (layer->material < gone)
			continue;
		layer = image_layer_write(image, layer->id);
		layer->material = layer->material == gone ? -1 :
		    layer->material - 1;
	}
}

void
scenery_delete_camera(struct image *image, uint32_t index)
{
	extra_free(image->cameras[index].extra);
	image->camera_count--;
	memmove(image->cameras + index, image->cameras + index + 1,
	    (image->camera_count - index) * sizeof *image->cameras);
	if (image->camera_active >= (int32_t)index &&
	    image->camera_active > 0)
		image->camera_active--;
	if (image->camera_count == 0)
		image->camera_active = -1;
}
