/*
 * fuzz_gpl - any bytes as a palette: refused, or read, written in both ways,
 * and read again as the same colours
 */
#include <assert.h>
#include <string.h>

#include "goxel/format/gpl.h"
#include "tests/fuzz/fuzz.h"

static struct palette palette, again;

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf b;

	if (gpl_read(bytes, len, &palette) != OK)
		return 0;
	assert(palette.count > 0 && palette.count <= RECOLOR_PALETTE);
	buf_init(&b, 1u << 20);
	assert(gpl_write(&palette, &b) == OK);
	assert(gpl_read(b.bytes, b.len, &again) == OK);
	assert(again.count == palette.count);
	assert(memcmp(again.color, palette.color, 3 * again.count) == 0);
	assert(strncmp(again.name, palette.name, strlen(again.name)) == 0);
	buf_reset(&b);
	assert(gpl_write_picture(&palette, &b) == OK);
	assert(gpl_read(b.bytes, b.len, &again) == OK);
	assert(again.count <= palette.count);
	buf_fini(&b);
	return 0;
}
