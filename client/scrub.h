/*
 * scrub - take secrets out of text that is to be shown to others
 *
 * Left out are the words that it is given, whatever follows "Bearer ", and the
 * path of one's home folder, which becomes ~.
 */
#ifndef CLIENT_SCRUB_H
#define CLIENT_SCRUB_H

#include <stdbool.h>

#include "buf.h"

#define SCRUB_WORDS	8
#define SCRUB_WORD	1024	/* bytes, with a NUL */
#define SCRUB_MARK	"(left out)"

struct scrub {
	int		 count;
	char		 word[SCRUB_WORDS][SCRUB_WORD];
	char		 home[SCRUB_WORD];	/* or "" */
};

void	 scrub_init(struct scrub *s, const char *home);

/* False: it is empty, too long, or one too many. */
bool	 scrub_word(struct scrub *s, const char *word);

/* Append the text without its secrets. */
void	 scrub_text(const struct scrub *s, const char *text, size_t len,
	    struct buf *out);

#endif
