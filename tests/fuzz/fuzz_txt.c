/*
 * fuzz_txt - any bytes as a .txt model: refused with a reason, or read,
 * written, and read again as the same
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/txt.h"
#include "tests/fuzz/fuzz.h"

static void
read_back(const struct image *image, const struct buf *b)
{
	struct image *again = NULL;
	char why[FORMAT_WHY] = "";

	if (txt_read(b->bytes, b->len, &again, why, NULL) != OK)
		abort();
	assert(volume_same(&image_layer(again, 0)->volume,
	    &image_layer(image, 0)->volume));
	image_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	if (txt_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return 0;
	}
	buf_init(&b, 16u << 20);
	if (txt_write(image, NULL, &b) == OK)
		read_back(image, &b);
	buf_fini(&b);
	image_free(image);
	return 0;
}
