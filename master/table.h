/*
 * table - what the stats socket shows, for people and for programs
 *
 * The same calls make aligned columns, or with `json` an array of objects
 * whose keys are the columns.  A record is a table turned on its side: one
 * `name: value` a line, or one object.
 */
#ifndef MASTER_TABLE_H
#define MASTER_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

#define TABLE_COLUMNS	16

struct table {
	struct buf	*out;
	struct buf	 cells;		/* NUL-ended texts */
	const char	*column[TABLE_COLUMNS];
	bool		 number[TABLE_COLUMNS];	/* aligned right, bare in JSON */
	unsigned	 columns;
	bool		 json;
	bool		 record;
	bool		 begun;		/* a record has a field already */
};

/* Columns separated by spaces; a number's has # in front: "pid" is "#pid". */
void	 table_open(struct table *t, struct buf *out, bool json,
	    const char *columns);
void	 table_text(struct table *t, const char *text);
void	 table_number(struct table *t, uint64_t number);
void	 table_real(struct table *t, double number);	/* one decimal */
void	 table_close(struct table *t);

void	 record_open(struct table *t, struct buf *out, bool json);
void	 record_text(struct table *t, const char *name, const char *text);
void	 record_number(struct table *t, const char *name, uint64_t number);
void	 record_close(struct table *t);

#endif
