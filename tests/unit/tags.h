/*
 * tags - trees of named binary tags, for the tests that read them
 */
#ifndef TESTS_UNIT_TAGS_H
#define TESTS_UNIT_TAGS_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "goxel/format/nbt.h"

/* The first bytes of a tag. */
void	 tags_begin(struct buf *b, enum nbt_kind kind, const char *name);
void	 tags_compound(struct buf *b, const char *name);
void	 tags_end(struct buf *b);
void	 tags_integer(struct buf *b, enum nbt_kind kind, const char *name,
	    int64_t value);
void	 tags_string(struct buf *b, const char *name, const char *text);
void	 tags_bytes(struct buf *b, const char *name, const void *bytes,
	    size_t len);
void	 tags_longs(struct buf *b, const char *name, const uint64_t *longs,
	    size_t count);
void	 tags_list(struct buf *b, const char *name, enum nbt_kind kind,
	    uint32_t count);

/* `size` bytes of a number, the highest first. */
void	 tags_number(struct buf *b, int64_t value, int size);

/* What it is when gzip has packed it; quickly, if it is large. */
void	 tags_pack(struct buf *b);

#endif
