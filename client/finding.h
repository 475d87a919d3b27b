/*
 * finding - what doctor found out, and what to do about it
 */
#ifndef CLIENT_FINDING_H
#define CLIENT_FINDING_H

#include "buf.h"

#define FINDINGS	64
#define FINDING_TEXT	320	/* bytes */

/* Also the program's exit status. */
enum verdict { VERDICT_OK, VERDICT_WARN, VERDICT_BAD };

struct finding {
	const char	*check;
	enum verdict	 verdict;
	char		 what[FINDING_TEXT];
	const char	*remedy;	/* "": nothing need be done */
};

struct findings {
	int		 count;
	struct finding	 at[FINDINGS];
};

/* What there is no room for is left out. */
void	 finding_add(struct findings *list, const char *check,
	    enum verdict verdict, const char *format, ...)
	    __attribute__((format(printf, 4, 5)));
/* What to do about the last one; kept as it is. */
void	 finding_remedy(struct findings *list, const char *remedy);

/* The worst of them. */
enum verdict finding_worst(const struct findings *list);

void	 finding_text(const struct findings *list, struct buf *out);
void	 finding_json(const struct findings *list, struct buf *out);

#endif
