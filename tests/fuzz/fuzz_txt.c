/*
 * fuzz_txt - any bytes as a .txt model: refused with a reason, or read,
 * written, and read again as the same
 */
#include "goxel/format/txt.h"
#include "tests/fuzz/model.h"

static void
expect_same_layer(const struct image *image, const struct image *again)
{
	assert(volume_same(&image_layer(again, 0)->volume,
	    &image_layer(image, 0)->volume));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(txt_read, bytes, len);

	if (image != NULL)
		model_again(txt_read, txt_write, expect_same_layer, image);
	image_free(image);
	return 0;
}
