/*
 * token - the words of an expression or a program, one after another
 *
 * Names, variables ($name), numbers, colours (#rrggbb, #rrggbbaa) and signs.
 * Comments are as in C.  Each token knows its line and column, from 1, for
 * messages; and whether anything stood between it and the one before.
 */
#ifndef EXPR_TOKEN_H
#define EXPR_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

/* A sign of one character is itself. */
enum token_kind {
	TOKEN_END = 256,
	TOKEN_BAD,		/* no token begins so */
	TOKEN_NUMBER,
	TOKEN_NAME,
	TOKEN_VARIABLE,		/* the text is without the $ */
	TOKEN_COLOR,		/* the text is without the # */
	TOKEN_OR, TOKEN_AND, TOKEN_EQUAL, TOKEN_UNEQUAL, TOKEN_AT_MOST,
	TOKEN_AT_LEAST,
	TOKEN_SPREAD		/* +- */
};

struct token {
	int		 kind;
	const char	*at;
	uint32_t	 len;
	uint32_t	 line, column;
	bool		 spaced;	/* space before it */
	bool		 tight;		/* and none after it */
	double		 number;
};

struct tokens {
	const char	*at, *end;
	const char	*line_at;	/* where the line begins */
	uint32_t	 line;
	struct token	 now;		/* the one to be looked at */
};

/* Borrows the text; `now` is its first token. */
void	 token_open(struct tokens *t, const char *text, uint32_t len);
void	 token_next(struct tokens *t);

/* The token is this name. */
bool	 token_is(const struct token *token, const char *name);

#endif
