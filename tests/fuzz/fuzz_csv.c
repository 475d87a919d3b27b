/*
 * fuzz_csv - any bytes as a .csv model: refused with a reason, or read,
 * written, and the same bytes come of reading those
 */
#include <string.h>

#include "goxel/format/csv.h"
#include "tests/fuzz/model.h"

static void
expect_same_file(const struct image *image, const struct image *again)
{
	struct buf first, second;

	buf_init(&first, MODEL_FILE);
	buf_init(&second, MODEL_FILE);
	if (csv_write(image, NULL, &first) != OK ||
	    csv_write(again, NULL, &second) != OK)
		abort();
	assert(second.len == first.len &&
	    memcmp(second.bytes, first.bytes, first.len) == 0);
	buf_fini(&second);
	buf_fini(&first);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = model_read(csv_read, bytes, len);

	if (image != NULL)
		model_again(csv_read, csv_write, expect_same_file, image);
	image_free(image);
	return 0;
}
