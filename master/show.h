/*
 * show - what operators can look at
 */
#ifndef MASTER_SHOW_H
#define MASTER_SHOW_H

#include "buf.h"
#include "master/master.h"
#include "master/query.h"

typedef void show_function(struct master *m, struct buf *out,
    const struct query *query);

struct show {
	const char	*name;		/* after the word `show` */
	const char	*subject;	/* what follows it, or "" */
	const char	*doc;
	show_function	*show;
};

/* Ended by a row without a name. */
extern const struct show shows[];

/* The name of an enum method_id. */
const char *show_method(uint32_t method);
/* The state of who sits there. */
const char *show_seat(const struct seat *s);
const char *show_conn_state(const struct conn_row *row);
/* How it is spoken with. */
const char *show_door(const struct conn_row *row);
/* The name of the project that a connection works on, or "-". */
const char *show_project(const struct master *m, const struct conn_row *row);

#endif
