/*
 * listing - what the stats socket shows, for people and for programs
 *
 * The same calls make aligned columns, or with `json` an array of objects
 * whose keys are the columns.  A record is a table turned on its side: one
 * `name: value` a line, or one object.
 */
#ifndef MASTER_LISTING_H
#define MASTER_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

#define LISTING_COLUMNS	24

struct listing {
	struct buf	*out;
	struct buf	 cells;		/* NUL-ended texts */
	const char	*column[LISTING_COLUMNS];
	/* Aligned right, bare in JSON. */
	bool		 number[LISTING_COLUMNS];
	/* Bare in JSON if an integer. */
	bool		 mixed[LISTING_COLUMNS];
	unsigned	 columns;
	bool		 json;
	bool		 record;
	bool		 begun;		/* a record has a field already */
};

/* Columns separated by spaces; a number's has # in front: "pid" is "#pid"; one
 * that holds texts and integers has ?. */
void	 listing_open(struct listing *t, struct buf *out, bool json,
	    const char *columns);
void	 listing_text(struct listing *t, const char *text);
void	 listing_number(struct listing *t, uint64_t number);
/* One decimal. */
void	 listing_real(struct listing *t, double number);
void	 listing_close(struct listing *t);

void	 record_open(struct listing *t, struct buf *out, bool json);
void	 record_text(struct listing *t, const char *name, const char *text);
void	 record_number(struct listing *t, const char *name, uint64_t number);
void	 record_close(struct listing *t);

#endif
