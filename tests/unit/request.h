/*
 * request - an HTTP request read whole and in pieces
 */
#ifndef TESTS_UNIT_REQUEST_H
#define TESTS_UNIT_REQUEST_H

#include "base/http.h"

struct request {
	char		*bytes;		/* at the end of their memory */
	size_t		 len;
	enum err	 err;
	struct http_reader reader;
	struct http_head head;
};

/*
 * Read head and body, of at most `limit` bytes.  The outcome was the same
 * when the bytes came one by one, or a few at a time when they are many.
 */
void	 request_read(struct request *q, const char *bytes, size_t len,
	    size_t limit);
void	 request_text(struct request *q, const char *text);
void	 request_free(struct request *q);

/* The status of the reply if it was refused; 200 when whole, 0 when not. */
int	 request_status(const struct request *q);

/* Read the text and return its status. */
int	 request_judge(const char *text);

/* What is in a span. */
bool	 request_says(const struct request *q, struct http_span span,
	    const char *text);

#endif
