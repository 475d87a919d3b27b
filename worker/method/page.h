/*
 * page - voxels as text, a page at a time
 */
#ifndef WORKER_METHOD_PAGE_H
#define WORKER_METHOD_PAGE_H

#include <stdint.h>

#include "err.h"
#include "goxel/slice.h"

struct call;

#define PAGE_TEXT	3000	/* bytes of lines: some 2,000 tokens at most */
#define PAGE_VOXELS	200	/* listed one by one */
#define PAGE_WIDTH	120	/* letters in a line */

enum page_format { PAGE_ASCII, PAGE_RLE, PAGE_SPARSE };

struct page {
	enum page_format format;
	uint64_t	 next;		/* item; afterwards, of the next page */
	uint32_t	 limit;		/* items on it */
};

void	 page_put_next(struct call *c, const struct page *page);

/* The whole result: a page of the voxels of a box.  ERR_PARAMS when its lines
 * are too wide; the words are set. */
enum err page_put_voxels(struct call *c, struct page *page,
    const struct slice *where);

#endif
