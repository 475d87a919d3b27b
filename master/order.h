/*
 * order - what operators can have done, by the stats socket
 */
#ifndef MASTER_ORDER_H
#define MASTER_ORDER_H

#include "buf.h"
#include "master/master.h"

struct order {
	const char	*name;		/* the first word, or words */
	const char	*usage;		/* what follows it */
	const char	*doc;
	/* The rest of the line; what came of it into m->why. */
	enum err	(*carry_out)(struct master *m, const char *rest);
};

/* Ended by a row without a name. */
extern const struct order orders[];

/* A line that begins with an order is carried out and answered: true. */
bool	 order_line(struct master *m, const char *line, struct buf *out,
	    bool json);

#endif
