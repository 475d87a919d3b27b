/*
 * fuzz_pack - any bytes as a packed image: refused, or an image that can be
 * packed, refreshed, flattened and freed
 */
#include <stdlib.h>

#include "goxel/format/pack.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL, *again = NULL;
	struct volume flat = { 0 };
	struct buf b;

	if (pack_read(bytes, len, &image) != OK)
		return 0;
	buf_init(&b, 64u << 20);
	pack_write(image, &b);
	if (!b.failed && pack_read(b.bytes, b.len, &again) != OK)
		abort();
	image_free(again);
	buf_fini(&b);
	if (image_refresh(image) == OK && image_flatten(image, &flat) == OK)
		volume_fini(&flat);
	image_free(image);
	return 0;
}
