/*
 * screen - a page of text as wide and as high as a terminal
 *
 * Lines are begun from the top and filled from the left, cell by cell.  What
 * does not fit is cut, whether cells or lines, and what a terminal would obey
 * instead of showing is a question mark.  Widths are columns, not bytes.
 */
#ifndef CLIENT_SCREEN_H
#define CLIENT_SCREEN_H

#include <stdbool.h>

#define SCREEN_WIDTH	400		/* columns, at most */
#define SCREEN_HEIGHT	200		/* lines, at most */

enum screen_style { SCREEN_PLAIN, SCREEN_BOLD, SCREEN_REVERSE };

struct screen_line {
	enum screen_style style;
	int		 columns;	/* filled */
	int		 len;		/* bytes */
	char		 text[SCREEN_WIDTH * 4 + 1];
};

struct screen {
	int		 width;
	int		 height;
	int		 lines;		/* begun */
	struct screen_line line[SCREEN_HEIGHT];
};

/* Empty it; at least 1 x 1, at most what is above. */
void	 screen_reset(struct screen *s, int width, int height);

/* Begin the next line; false: there is none, and cells go nowhere. */
bool	 screen_line(struct screen *s, enum screen_style style);

/* A cell of `width` columns and a space after it; negative: text on the
 * right. */
void	 screen_cell(struct screen *s, int width, const char *text);

/* Text to the right edge, at most. */
void	 screen_rest(struct screen *s, const char *text);
void	 screen_format(struct screen *s, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* "####....", `width` columns, `share` (0..1) of them full. */
void	 screen_bar(struct screen *s, int width, double share);

/* Fill the line with spaces. */
void	 screen_fill(struct screen *s);

#endif
