/*
 * fuzz_vxl - any bytes as the first columns of a .vxl map, as many as the
 * first byte says: refused with a reason, or read, written, and read again
 * with as many voxels
 */
#include "goxel/format/vxl.h"
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
	struct image *image;
	struct buf b;
	int i;

	if (len == 0)
		return 0;
	buf_init(&b, MODEL_FILE);
	buf_add(&b, bytes + 1, len - 1);
	for (i = bytes[0]; i < VXL_SIDE * VXL_SIDE; i++)
		buf_add(&b, "\0\100\77\0", 4);
	image = model_read(vxl_read, b.bytes, b.len);
	/* What came from columns fits into columns. */
	if (image != NULL && !model_again(vxl_read, vxl_write,
	    expect_same_count, image))
		abort();
	image_free(image);
	buf_fini(&b);
	return 0;
}
