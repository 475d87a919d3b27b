/*
 * fuzz_schem - any bytes as a schematic: refused with a reason, or read whole
 *
 * All bytes are tried as they are, for what gzip has packed, and packed, so
 * that tags are what is tried, and not the checksum behind them.
 */
#include <stdlib.h>
#include <zlib.h>

#include "goxel/format/schem.h"
#include "mem.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	uLongf size = compressBound(len);
	Bytef *packed;

	model_try(schem_read, bytes, len);
	packed = xmalloc(size);
	if (compress2(packed, &size, bytes, len, Z_NO_COMPRESSION) == Z_OK)
		model_try(schem_read, packed, size);
	free(packed);
	return 0;
}
