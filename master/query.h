/*
 * query - what is to be shown, in which form, and which rows of it
 *
 *	show conns project=castle state=owned sort=requests limit=10 json
 *
 * The words of a command: `json` or `csv`, which may stand before it too;
 * COLUMN=VALUE, COLUMN!=VALUE, COLUMN>N and COLUMN<N keep the rows for
 * which all of them hold; sort=COLUMN puts numbers with the largest and texts
 * with the first in front, sort=-COLUMN the other way; limit=N ends the list.
 * A value with spaces stands in double quotes.  What is left is the subject,
 * as 3 in `show worker 3`.
 */
#ifndef MASTER_QUERY_H
#define MASTER_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define QUERY_LINE	1024	/* bytes of a command */
#define QUERY_FILTERS	8
#define QUERY_WHY	128

enum form { FORM_TEXT, FORM_JSON, FORM_CSV };

struct filter {
	const char	*column;
	const char	*value;
	char		 test;		/* = ! > < */
	int64_t		 number;	/* the value of > and < */
};

struct query {
	enum form	 form;
	struct filter	 filter[QUERY_FILTERS];
	unsigned	 filters;
	const char	*sort;		/* a column, or NULL */
	bool		 backwards;
	uint64_t	 limit;		/* rows; UINT64_MAX: all */
	const char	*subject;	/* "" if there is none */
	char		 why[QUERY_WHY];
};

/* Nothing but a form. */
struct query query_of(enum form form);

/* Take `json` or `csv` off either end of a command. */
enum form query_form(char *line);

/* The words after what is shown; the query keeps pointers into them, and they
 * are cut.  ERR_PARAMS and q->why. */
enum err query_read(struct query *q, char *words);

/* The next word of *at, with its quotes taken off and ended by a NUL; NULL
 * after the last. */
char	*query_word(char **at);

#endif
