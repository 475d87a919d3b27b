/*
 * rows - which rows of a listing its query asks for, and in what order
 */
#ifndef MASTER_ROWS_H
#define MASTER_ROWS_H

#include "err.h"
#include "master/listing.h"

/*
 * Make t->row of the listing's cells, rows_free() frees it.  ERR_PARAMS with
 * words for the operator: the query names a column that is not there.
 */
enum err rows_select(struct listing *t, char *why, size_t size);
void	 rows_free(struct listing *t);

/* The cell behind a cell. */
static inline const char *
rows_next(const char *cell)
{
	return cell + strlen(cell) + 1;
}

#endif
