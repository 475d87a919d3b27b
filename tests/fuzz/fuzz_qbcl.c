/*
 * fuzz_qbcl - any bytes as a .qbcl model: refused with a reason, or read whole
 */
#include "goxel/format/qbcl.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return model_try(qbcl_read, bytes, len);
}
