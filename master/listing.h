/*
 * listing - what the stats socket shows, for people and for programs
 *
 * The same calls make aligned columns, JSON - an array of objects whose keys
 * are the columns - or CSV (RFC 4180, one head).  Only the rows that the query
 * asks for come out, in its order.  A record is a table turned on its side:
 * one `name: value` a line, one object, or lines of name and value.
 */
#ifndef MASTER_LISTING_H
#define MASTER_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "master/query.h"

#define LISTING_COLUMNS	24

struct listing {
	struct buf	*out;
	struct buf	 cells;		/* NUL-ended texts */
	const char	*column[LISTING_COLUMNS];
	/* Aligned right, bare in JSON. */
	bool		 number[LISTING_COLUMNS];
	/* Bare in JSON if an integer. */
	bool		 mixed[LISTING_COLUMNS];
	/* Seconds since 1970; for people, a date. */
	bool		 time[LISTING_COLUMNS];
	unsigned	 columns;
	const struct query *query;
	const char	**row;		/* first cell of each */
	size_t		 rows;
	bool		 record;
	bool		 begun;		/* a record has a field already */
};

/* Columns separated by spaces; a number's has # in front: "pid" is "#pid"; a
 * time's @; one
 * that holds texts and integers has ?. */
void	 listing_open(struct listing *t, struct buf *out,
	    const struct query *query, const char *columns);
void	 listing_text(struct listing *t, const char *text);
void	 listing_number(struct listing *t, uint64_t number);
/* One decimal. */
void	 listing_real(struct listing *t, double number);
/* Write it; a column that the query names and is not there is told instead. */
void	 listing_close(struct listing *t);

void	 record_open(struct listing *t, struct buf *out,
	    const struct query *query);
void	 record_text(struct listing *t, const char *name, const char *text);
void	 record_number(struct listing *t, const char *name, uint64_t number);
/* One decimal. */
void	 record_real(struct listing *t, const char *name, double number);
void	 record_close(struct listing *t);

/* The whole answer is that this cannot be done. */
void	 record_error(struct buf *out, const struct query *query,
	    const char *words);

#endif
