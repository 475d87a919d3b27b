/*
 * fuzz_vox - any bytes as a .vox model: refused with a reason, or read,
 * written, and what is seen of it read again as the same
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/vox.h"
#include "tests/fuzz/fuzz.h"

static void
read_back(const struct image *image, const struct buf *b)
{
	struct volume was = { 0 }, is = { 0 };
	struct image *again = NULL;
	char why[FORMAT_WHY] = "";

	if (vox_read(b->bytes, b->len, &again, why, NULL) != OK ||
	    image_flatten(image, &was) != OK ||
	    image_flatten(again, &is) != OK)
		abort();
	assert(volume_same(&was, &is));
	volume_fini(&was);
	volume_fini(&is);
	image_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	if (vox_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return 0;
	}
	buf_init(&b, 16u << 20);
	if (vox_write(image, NULL, &b) == OK)
		read_back(image, &b);
	buf_fini(&b);
	image_free(image);
	return 0;
}
