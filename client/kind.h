/*
 * kind - what one line of JSON-RPC is: whoever carries lines has to know which
 * of them are answered
 *
 * Only the keys of the outermost object are looked at, and no further than is
 * needed to tell.
 */
#ifndef CLIENT_KIND_H
#define CLIENT_KIND_H

#include <stddef.h>

enum kind {
	KIND_BLANK,		/* nothing but white space */
	KIND_NOTIFICATION,	/* is not answered */
	KIND_RESPONSE,		/* is an answer */
	KIND_REQUEST,		/* is answered; a batch, and no JSON, too */
	KIND_INITIALIZE,	/* a request that begins a session */
	KIND_INITIALIZED,	/* a notification: the session has begun */
	KIND_LISTEN		/* a request that is answered when it ends */
};

enum kind kind_of(const char *line, size_t len);

#endif
