/*
 * fuzz_schem - any bytes as a schematic: refused with a reason, or read whole
 *
 * All bytes are tried as they are, for what gzip has packed, and packed, so
 * that tags are what is tried, and not the checksum behind them.
 */
#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

#include "goxel/format/schem.h"
#include "mem.h"
#include "tests/fuzz/fuzz.h"

static void
read_packed(const void *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";

	if (schem_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return;
	}
	assert(image->layer_count > 0);
	image_free(image);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	uLongf size = compressBound(len);
	Bytef *packed;

	read_packed(bytes, len);
	packed = xmalloc(size);
	if (compress2(packed, &size, bytes, len, Z_NO_COMPRESSION) == Z_OK)
		read_packed(packed, size);
	free(packed);
	return 0;
}
