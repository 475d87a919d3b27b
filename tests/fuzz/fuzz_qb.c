/*
 * fuzz_qb - any bytes as a .qb model: refused with a reason, or read,
 * written, and what is seen of it read again as the same
 */
#include "goxel/format/qb.h"
#include "tests/fuzz/model.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(qb_read, bytes, len);

	if (image != NULL)
		model_again(qb_read, qb_write, model_same_look, image);
	image_free(image);
	return 0;
}
