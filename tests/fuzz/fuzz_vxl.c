/*
 * fuzz_vxl - any bytes as the first columns of a .vxl map, as many as the
 * first byte says: refused with a reason, or read, written, and read again
 * with as many voxels
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/vxl.h"
#include "tests/fuzz/fuzz.h"

#define LIMIT	(16u << 20)

static void
read_back(const struct image *image)
{
	struct image *again = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	buf_init(&b, LIMIT);
	if (vxl_write(image, NULL, &b) != OK ||
	    vxl_read(b.bytes, b.len, &again, why, NULL) != OK)
		abort();
	assert(volume_count(&again->layers[0]->volume) ==
	    volume_count(&image->layers[0]->volume));
	buf_fini(&b);
	image_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;
	int i;

	if (len == 0)
		return 0;
	buf_init(&b, LIMIT);
	buf_add(&b, bytes + 1, len - 1);
	for (i = bytes[0]; i < VXL_SIDE * VXL_SIDE; i++)
		buf_add(&b, "\0\100\77\0", 4);
	if (vxl_read(b.bytes, b.len, &image, why, NULL) == OK) {
		read_back(image);
		image_free(image);
	} else {
		assert(image == NULL && why[0] != '\0');
	}
	buf_fini(&b);
	return 0;
}
