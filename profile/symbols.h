/*
 * symbols - the names of functions, by addresses of this process
 *
 * Our own come from the symbol table of the running program (ELF, .symtab or
 * what strip left of it), so that static functions have names, too; those of
 * libraries from the linker (dladdr), which knows what they export.  What has
 * no name is called after its file and the offset in it, for addr2line(1).
 */
#ifndef PROFILE_SYMBOLS_H
#define PROFILE_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SYMBOLS_NAME	128	/* bytes of a name, cut */

struct symbol { uint64_t start, end; const char *name; };

struct symbols {
	struct symbol	*symbol;	/* by address */
	size_t		 count;
	uint64_t	 base;		/* where the program lies */
	void		*file;		/* mapped; NULL: could not be read */
	size_t		 size;		/* bytes of it */
};

/* Read them: about a millisecond.  Without a table there are none. */
void	 symbols_open(struct symbols *s);
void	 symbols_close(struct symbols *s);

/* The name of the function that an instruction's address is in.  True: it is
 * of the program itself. */
bool	 symbols_name(const struct symbols *s, uint64_t address,
	    char out[SYMBOLS_NAME]);

#endif
