/*
 * do_statistics · how much there is
 *
 * Faces are those that an export with the simple mesher has: sides of voxels
 * of alpha 127 and above that no such voxel covers.
 */
#include "goxel/mesh.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define SIDES	6

static const char *const side_names[SIDES] = {
	"left", "right", "front", "back", "bottom", "top"
};

static void
put_volume(struct call *c, const struct volume *volume)
{
	uint64_t sides[SIDES] = { 0 }, faces = 0;
	struct box box;
	int side;

	mesh_count(volume, sides);
	for (side = 0; side < SIDES; side++)
		faces += sides[side];
	reply_int(c, "voxels", (int64_t)volume_count(volume));
	reply_int(c, "faces", (int64_t)faces);
	reply_int(c, "surface_area", (int64_t)faces);
	reply_object(c, "faces_by_side");
	for (side = 0; side < SIDES; side++)
		reply_int(c, side_names[side], (int64_t)sides[side]);
	reply_object_end(c);
	if (!volume_bounds(volume, true, &box))
		return;
	reply_object(c, "bbox");
	reply_pos(c, "min", &box.lo);
	reply_pos(c, "max", &box.hi);
	reply_object_end(c);
}

enum err
do_get_statistics(struct call *c, const struct get_statistics_in *in)
{
	const struct image *image = c->context->image;
	struct volume flat = { 0 };
	uint32_t i;
	enum err err;

	(void)in;
	if ((err = image_flatten(image, &flat)) != OK)
		return fail(c, err, "the layers together are too large");
	reply_open(c);
	put_volume(c, &flat);
	volume_fini(&flat);
	reply_list(c, "layers");
	for (i = 0; i < image->layer_count; i++) {
		reply_item(c);
		reply_int(c, "id", image->layers[i]->id);
		reply_text(c, "name", image->layers[i]->name);
		put_volume(c, &image->layers[i]->volume);
		reply_item_end(c);
	}
	reply_list_end(c);
	return reply_close(c);
}
