/*
 * fuzz_mts - any bytes as a .mts model: refused with a reason, or read whole
 */
#include "goxel/format/mts.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return model_try(mts_read, bytes, len);
}
