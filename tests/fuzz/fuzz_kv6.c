/*
 * fuzz_kv6 - any bytes as a .kv6 model: refused with a reason, or read whole
 */
#include "goxel/format/kv6.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	return model_try(kv6_read, bytes, len);
}
