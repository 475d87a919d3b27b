/*
 * fuzz_vox - any bytes as a .vox model: refused with a reason, or read,
 * written, and what is seen of it read again as the same
 */
#include "goxel/format/vox.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(vox_read, bytes, len);

	if (image != NULL)
		model_again(vox_read, vox_write, model_same_look, image);
	image_free(image);
	return 0;
}
