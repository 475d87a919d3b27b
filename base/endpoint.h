/*
 * endpoint - a URL that something is sent to: http://HOST[:PORT][/PATH]
 *
 * Plain HTTP only: whoever wants more has a collector on this machine pass it
 * on.
 */
#ifndef BASE_ENDPOINT_H
#define BASE_ENDPOINT_H

#include <stdbool.h>

#define ENDPOINT_TEXT	256

struct endpoint {
	char		 host[ENDPOINT_TEXT];	/* without brackets */
	char		 port[8];		/* 4318 unless it says */
	char		 path[ENDPOINT_TEXT];	/* /v1/traces unless it says */
};

/* False: it is none; *out is what there was of it. */
bool	 endpoint_read(const char *url, struct endpoint *out);

#endif
