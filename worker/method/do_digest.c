/*
 * do_digest · whether two projects are the same
 */
#include <inttypes.h>
#include <stdio.h>

#include "goxel/digest.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static void
put_digest(struct call *c, uint64_t digest)
{
	char text[17];

	snprintf(text, sizeof text, "%016" PRIx64, digest);
	reply_text(c, "digest", text);
}

static void
put_layers(struct call *c, const uint64_t *digests)
{
	const struct image *image = c->context->image;
	uint32_t i;

	reply_list(c, "layers");
	for (i = 0; i < image->layer_count; i++) {
		reply_item(c);
		reply_int(c, "id", image->layers[i]->id);
		put_digest(c, digests[i]);
		reply_int(c, "voxels",
		    (int64_t)volume_count(&image->layers[i]->volume));
		reply_item_end(c);
	}
	reply_list_end(c);
}

enum err
do_get_digest(struct call *c, const struct get_digest_in *in)
{
	const struct image *image = c->context->image;
	uint64_t digests[BOUND_LAYERS], voxels = 0;
	uint32_t i;

	(void)in;
	for (i = 0; i < image->layer_count; i++)
		voxels += volume_count(&image->layers[i]->volume);
	reply_open(c);
	put_digest(c, digest_image(image, digests));
	reply_int(c, "voxels", (int64_t)voxels);
	reply_int(c, "revision", (int64_t)c->context->revision);
	put_layers(c, digests);
	return reply_close(c);
}
