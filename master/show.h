/*
 * show - what operators can look at
 */
#ifndef MASTER_SHOW_H
#define MASTER_SHOW_H

#include <stdbool.h>

#include "buf.h"
#include "master/master.h"

struct show {
	const char	*name;		/* after the word `show` */
	const char	*doc;
	void		(*show)(struct master *m, struct buf *out, bool json);
};

/* Ended by a row without a name. */
extern const struct show shows[];

/* The name of an enum method_id. */
const char *show_method(uint32_t method);

void	 show_help(struct buf *out, bool json);
void	 show_unknown(struct buf *out, bool json, const char *line);

#endif
