/*
 * fuzz_kv6 - any bytes as a .kv6 model: refused with a reason, or read whole
 */
#include <assert.h>

#include "goxel/format/kv6.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";

	if (kv6_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return 0;
	}
	assert(image->layer_count > 0);
	image_free(image);
	return 0;
}
