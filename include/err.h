/*
 * err - the outcome of everything that can fail
 *
 * Returned by value; OK is 0.  The rows are in tbl/errors.h.  WAIT and MOVE
 * are no errors: the answer comes later, or from another worker, and the
 * caller must not reply now.
 */
#ifndef INCLUDE_ERR_H
#define INCLUDE_ERR_H

enum err {
	OK = 0,
	WAIT,
	MOVE,
#define ERROR(id, number, http, sentence) ERR_##id,
#include "tbl/errors.h"
	ERR_COUNT
};

/* One row of tbl/errors.h; `text` is static. */
struct err_row {
	const char	*name;		/* "NO_LAYER" */
	int		 number;	/* JSON-RPC error code */
	int		 http;		/* HTTP status */
	const char	*text;		/* one sentence, no full stop */
};

/* The row of an error; of OK, WAIT and MOVE, a row that says so. */
const struct err_row *err_row(enum err err);

#endif
