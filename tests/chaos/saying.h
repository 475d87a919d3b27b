/*
 * saying - one request as it is being worded, and the result it must have
 *
 * A say_<kind>() chooses what the request is about, changes the world as the
 * request will, appends ,"params":... to `out` and tells the result that must
 * come.  Edits are in say_edit.c, the rest in say_read.c; demand.c adds what
 * stands around them.
 */
#ifndef TESTS_CHAOS_SAYING_H
#define TESTS_CHAOS_SAYING_H

#include "tests/chaos/patron.h"

struct saying {
	struct patron	*patron;
	struct project	*project;
	struct region	*region;	/* the patron's, of the project */
	struct buf	*out;
	struct due	*due;		/* NULL: a notification */
	bool		 comma;		/* a parameter stands before */
};

/* Append to the reply that must come. */
void	 saying_want(struct saying *s, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));
/* An error must come instead. */
void	 saying_want_error(struct saying *s, int code);

/* Parameters by name: open, put each, close. */
void	 saying_open(struct saying *s);
void	 saying_put(struct saying *s, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));
void	 saying_put_place(struct saying *s, const int at[3]);
void	 saying_put_box(struct saying *s, const int lo[3], const int hi[3]);
void	 saying_close(struct saying *s);

/* Choose parameters by position, which name no project. */
bool	 saying_positional(struct saying *s);

/* Chance: a place of the region and its index, a box, a colour. */
unsigned saying_place(struct saying *s, int at[3]);
void	 saying_box(struct saying *s, unsigned side_most, int lo[3],
	    int hi[3]);
union color saying_color(struct saying *s);

/* Call `visit` for every place of a box, z slowest, with its index. */
typedef void	 saying_visit(struct saying *s, const int at[3],
	    unsigned place, void *with);
void	 saying_each(struct saying *s, const int lo[3], const int hi[3],
	    saying_visit *visit, void *with);

/* Edits. */
void	 say_add(struct saying *s);
void	 say_remove(struct saying *s);
void	 say_list(struct saying *s);
void	 say_fill(struct saying *s);
void	 say_undo(struct saying *s);
void	 say_redo(struct saying *s);
void	 say_stale(struct saying *s);		/* too late: refused */
void	 say_close(struct saying *s);
void	 say_create(struct saying *s);

/* Reads. */
void	 say_get(struct saying *s);
void	 say_region(struct saying *s);
void	 say_status(struct saying *s);
void	 say_open(struct saying *s);
void	 say_ping(struct saying *s);
void	 say_echo(struct saying *s);
void	 say_poison(struct saying *s);		/* its workers die of it */

#endif
