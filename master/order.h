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

/* The one that a line begins with, and what follows it; or NULL. */
const struct order *order_find(const char *line, const char **rest);

#endif
