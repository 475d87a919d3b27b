/*
 * fuzz_gox - any bytes as a .gox file: refused with a reason, or read,
 * written, and read again as the same
 */
#include "goxel/format/gox.h"
#include "tests/fuzz/model.h"

static void
expect_same_layers(const struct image *image, const struct image *again)
{
	uint32_t i;

	assert(again->layer_count == image->layer_count);
	for (i = 0; i < image->layer_count; i++)
		assert(volume_same(&again->layers[i]->volume,
		    &image->layers[i]->volume));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(gox_read, bytes, len);

	if (image != NULL)
		model_again(gox_read, gox_write, expect_same_layers, image);
	image_free(image);
	return 0;
}
