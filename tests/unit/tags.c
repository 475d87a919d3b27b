/*
 * tags - trees of named binary tags, for the tests that read them
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tests/unit/tags.h"

#define GZIP	(15 + 16)	/* as zlib asks for it */

void
tags_number(struct buf *b, int64_t value, int size)
{
	while (size-- > 0)
		buf_add_u8(b, (uint8_t)((uint64_t)value >> 8 * size));
}

void
tags_begin(struct buf *b, enum nbt_kind kind, const char *name)
{
	buf_add_u8(b, (uint8_t)kind);
	tags_number(b, (int64_t)strlen(name), 2);
	buf_add_text(b, name);
}

void
tags_compound(struct buf *b, const char *name)
{
	tags_begin(b, NBT_COMPOUND, name);
}

void
tags_end(struct buf *b)
{
	buf_add_u8(b, NBT_END);
}

void
tags_integer(struct buf *b, enum nbt_kind kind, const char *name,
    int64_t value)
{
	tags_begin(b, kind, name);
	tags_number(b, value, 1 << (kind - NBT_BYTE));
}

void
tags_string(struct buf *b, const char *name, const char *text)
{
	tags_begin(b, NBT_STRING, name);
	tags_number(b, (int64_t)strlen(text), 2);
	buf_add_text(b, text);
}

void
tags_bytes(struct buf *b, const char *name, const void *bytes, size_t len)
{
	tags_begin(b, NBT_BYTES, name);
	tags_number(b, (int64_t)len, 4);
	buf_add(b, bytes, len);
}

void
tags_longs(struct buf *b, const char *name, const uint64_t *longs,
    size_t count)
{
	size_t i;

	tags_begin(b, NBT_LONGS, name);
	tags_number(b, (int64_t)count, 4);
	for (i = 0; i < count; i++)
		tags_number(b, (int64_t)longs[i], 8);
}

void
tags_list(struct buf *b, const char *name, enum nbt_kind kind, uint32_t count)
{
	tags_begin(b, NBT_LIST, name);
	buf_add_u8(b, (uint8_t)kind);
	tags_number(b, count, 4);
}

void
tags_pack(struct buf *b)
{
	z_stream z = { .next_in = (Bytef *)b->bytes };
	struct buf packed;
	size_t size;

	cr_assert_eq(deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, GZIP, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	size = deflateBound(&z, b->len);
	buf_init(&packed, size + 1);
	z.next_out = (Bytef *)buf_room(&packed, size);
	z.avail_in = (uInt)b->len;
	z.avail_out = (uInt)size;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed.len = size - z.avail_out;
	deflateEnd(&z);
	buf_fini(b);
	*b = packed;
}
