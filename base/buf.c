/*
 * buf - a growing run of bytes
 *
 * Memory doubles, so that appending n bytes costs O(n) in all, but never
 * passes the limit: `size` <= `limit` always holds, and what fits in `size`
 * is allowed without another look.
 */
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"

#define FIRST_SIZE	256		/* bytes; most replies fit */

/* From borrowed memory to the heap. */
static void
move_home(struct buf *b, size_t size)
{
	char *bytes = xmalloc(size);

	memcpy(bytes, b->bytes, b->len);
	b->bytes = bytes;
	b->borrowed = false;
}

static void
grow(struct buf *b, size_t need)
{
	size_t size = b->size < FIRST_SIZE ? FIRST_SIZE : b->size;

	while (size < need && size <= b->limit / 2)
		size *= 2;
	if (size < need || size > b->limit)
		size = b->limit;
	if (b->borrowed)
		move_home(b, size);
	else
		b->bytes = xrealloc(b->bytes, size);
	b->size = size;
}

void
buf_init(struct buf *b, size_t limit)
{
	*b = (struct buf){ .limit = limit };
}

void
buf_fini(struct buf *b)
{
	buf_trim(b, 0);
}

void
buf_reset(struct buf *b)
{
	b->len = 0;
	b->failed = false;
}

void
buf_trim(struct buf *b, size_t keep)
{
	buf_reset(b);
	if (b->size <= keep && !b->borrowed)
		return;

	/* What was in it is not wanted: free, so that nothing is copied. */
	if (!b->borrowed)
		free(b->bytes);
	else
		keep = 0;
	b->borrowed = false;
	b->bytes = keep > 0 ? xmalloc(keep) : NULL;
	b->size = keep;
}

void
buf_borrow(struct buf *b, char *bytes, size_t size)
{
	buf_trim(b, 0);
	b->bytes = bytes;
	b->size = size < b->limit ? size : b->limit;
	b->borrowed = true;
}

void
buf_own(struct buf *b)
{
	if (b->borrowed)
		move_home(b, b->size);
}

char *
buf_room(struct buf *b, size_t len)
{
	if (b->failed || len > b->limit - b->len) {
		b->failed = true;
		return NULL;
	}
	if (len > b->size - b->len || b->bytes == NULL)
		grow(b, b->len + len);
	return b->bytes + b->len;
}

void
buf_add_slowly(struct buf *b, const void *bytes, size_t len)
{
	char *room;

	if (len == 0 || (room = buf_room(b, len)) == NULL)
		return;
	memcpy(room, bytes, len);
	b->len += len;
}

void
buf_add_text(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

static int
format_into(char *out, size_t size, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(out, size, format, again);
	va_end(again);
	return len;
}

void
buf_add_format(struct buf *b, const char *format, ...)
{
	char small[256];
	va_list args;
	char *room;
	int len;

	va_start(args, format);
	len = format_into(small, sizeof(small), format, args);
	if (len < 0)
		b->failed = true;
	else if ((size_t)len < sizeof(small))
		buf_add(b, small, (size_t)len);
	else if ((room = malloc((size_t)len + 1)) == NULL)
		b->failed = true;
	else {
		format_into(room, (size_t)len + 1, format, args);
		buf_add(b, room, (size_t)len);
		free(room);
	}
	va_end(args);
}

void
buf_add_u8(struct buf *b, uint8_t value)
{
	buf_add(b, &value, sizeof(value));
}

void
buf_add_u16(struct buf *b, uint16_t value)
{
	value = htole16(value);
	buf_add(b, &value, sizeof(value));
}

void
buf_add_u32(struct buf *b, uint32_t value)
{
	value = htole32(value);
	buf_add(b, &value, sizeof(value));
}

void
buf_add_u64(struct buf *b, uint64_t value)
{
	value = htole64(value);
	buf_add(b, &value, sizeof(value));
}

void
buf_add_f32(struct buf *b, float value)
{
	uint32_t bits;

	memcpy(&bits, &value, sizeof(bits));
	buf_add_u32(b, bits);
}
