/*
 * fuzz_gox - any bytes as a .gox file: refused with a reason, or read,
 * written, and read again as the same
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/gox.h"
#include "tests/fuzz/fuzz.h"

static void
read_back(const struct image *image, const struct buf *b)
{
	struct image *again = NULL;
	char why[FORMAT_WHY] = "";
	uint32_t i;

	if (gox_read(b->bytes, b->len, &again, why, NULL) != OK)
		abort();
	assert(again->layer_count == image->layer_count);
	for (i = 0; i < image->layer_count; i++)
		assert(volume_same(&again->layers[i]->volume,
		    &image->layers[i]->volume));
	image_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	if (gox_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return 0;
	}
	buf_init(&b, 4u << 20);
	if (gox_write(image, NULL, &b) == OK)
		read_back(image, &b);
	buf_fini(&b);
	image_free(image);
	return 0;
}
