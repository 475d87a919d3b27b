/*
 * fuzz_kvx - any bytes as a .kvx model: refused with a reason, or read,
 * written, and read again with as many voxels
 */
#include "goxel/format/kvx.h"
#include "tests/fuzz/model.h"

static void
expect_same_count(const struct image *image, const struct image *again)
{
	assert(volume_count(&again->layers[0]->volume) ==
	    volume_count(&image->layers[0]->volume));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(kvx_read, bytes, len);

	if (image != NULL)
		model_again(kvx_read, kvx_write, expect_same_count, image);
	image_free(image);
	return 0;
}
