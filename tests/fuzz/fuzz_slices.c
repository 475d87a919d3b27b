/*
 * fuzz_slices - any bytes as a .png of slices: refused with a reason, or read
 * whole
 */
#include "goxel/format/slices.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return model_try(slices_read, bytes, len);
}
