/*
 * buf - a growing run of bytes
 *
 * Text and files are built in one.  Once an append would pass `limit`, the
 * buffer stops growing and remembers: `failed` is set, later appends do
 * nothing, and the caller checks once at the end.  A zeroed struct with a
 * limit is an empty buffer.
 */
#ifndef INCLUDE_BUF_H
#define INCLUDE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char	*bytes;		/* heap; owned, unless borrowed */
	size_t	 len;		/* bytes filled */
	size_t	 size;		/* bytes allocated */
	size_t	 limit;		/* most bytes it may ever hold */
	bool	 failed;	/* an append did not fit */
	bool	 borrowed;	/* bytes are another's; see buf_borrow */
};

void	 buf_init(struct buf *b, size_t limit);
void	 buf_fini(struct buf *b);

/* Empty it, keep the memory, forget a failure. */
void	 buf_reset(struct buf *b);

/* Empty it and give memory beyond `keep` bytes back. */
void	 buf_trim(struct buf *b, size_t keep);

/*
 * Empty it and go on in `size` bytes of another's memory, so that what is
 * built need not be copied there.  When they do not suffice everything moves
 * to the heap and `borrowed` is false again.  buf_own moves it at once,
 * buf_trim forgets it.
 */
void	 buf_borrow(struct buf *b, char *bytes, size_t size);
void	 buf_own(struct buf *b);

/*
 * Room for `len` more bytes at the end, or NULL (and `failed`) past the
 * limit.  The bytes count only after b->len is raised by the caller.
 */
char	*buf_room(struct buf *b, size_t len);

/* What buf_add does where it must grow, or cannot. */
void	 buf_add_slowly(struct buf *b, const void *bytes, size_t len);

/* Inline, because most appends are of a few bytes, of a number known when it
 * is compiled, and find room. */
static inline void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	/* Of an empty text there may be no bytes at all. */
	if (len == 0)
		return;
	if (b->failed || b->size - b->len <= len) {
		buf_add_slowly(b, bytes, len);
		return;
	}
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
}

void	 buf_add_text(struct buf *b, const char *text);
void	 buf_add_format(struct buf *b, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* Little-endian integers and floats, as the file formats have them. */
void	 buf_add_u8(struct buf *b, uint8_t value);
void	 buf_add_u16(struct buf *b, uint16_t value);
void	 buf_add_u32(struct buf *b, uint32_t value);
void	 buf_add_u64(struct buf *b, uint64_t value);
void	 buf_add_f32(struct buf *b, float value);

#endif
