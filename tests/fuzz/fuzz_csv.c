/*
 * fuzz_csv - any bytes as a .csv model: refused with a reason, or read,
 * written, and the same bytes come of reading those
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/csv.h"
#include "tests/fuzz/fuzz.h"

/* Written again, what was read from the first writing is the same bytes. */
static void
write_again(const struct buf *b)
{
	struct image *again = NULL;
	char why[FORMAT_WHY] = "";
	struct buf second;

	if (csv_read(b->bytes, b->len, &again, why, NULL) != OK)
		abort();
	buf_init(&second, 16u << 20);
	if (csv_write(again, NULL, &second) != OK)
		abort();
	assert(second.len == b->len &&
	    memcmp(second.bytes, b->bytes, b->len) == 0);
	buf_fini(&second);
	image_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf b;

	if (csv_read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return 0;
	}
	buf_init(&b, 16u << 20);
	if (csv_write(image, NULL, &b) == OK)
		write_again(&b);
	buf_fini(&b);
	image_free(image);
	return 0;
}
