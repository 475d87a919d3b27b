/*
 * fuzz_png - any bytes as a PNG: refused, or read, written, and read again as
 * the same pixels
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/png.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct picture picture = { 0 }, again = { 0 };
	struct buf b;

	if (png_read(bytes, len, &picture) != OK) {
		assert(picture.pixel == NULL);
		return 0;
	}
	buf_init(&b, 1u << 30);
	if (picture.width * picture.height < 1u << 20) {
		if (png_write(&picture, PNG_FAST, &b) != OK ||
		    png_read(b.bytes, b.len, &again) != OK)
			abort();
		assert(memcmp(picture.pixel, again.pixel, sizeof(struct rgba) *
		    picture.width * picture.height) == 0);
	}
	buf_fini(&b);
	picture_fini(&again);
	picture_fini(&picture);
	return 0;
}
