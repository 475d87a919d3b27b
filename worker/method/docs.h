/*
 * docs - what agents should know, by topic: voxel://docs/{topic}
 *
 * Markdown.  What a table of this program says is written from that table.
 */
#ifndef WORKER_METHOD_DOCS_H
#define WORKER_METHOD_DOCS_H

#include "buf.h"

struct doc {
	const char	*topic, *title;
	const char	*text;		/* or NULL: */
	void		(*write)(struct buf *out);
};

/* All of them, ended by a row without a topic. */
extern const struct doc docs[];

/* By topic, or NULL. */
const struct doc *docs_find(const char *topic);

/* Append the whole of one. */
void	 docs_write(const struct doc *doc, struct buf *out);

#endif
