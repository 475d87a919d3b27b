/*
 * guard - who may ask over HTTP
 *
 * A page in a browser can make it send requests to a loopback address, and by
 * a name of its own that leads there (DNS rebinding) even read the replies.
 * So over TCP the Host must be a name of this machine, and an Origin, which
 * browsers send, one that is allowed.  Where the operator has set a token, who
 * comes over TCP must bring it; the Unix socket has its permissions.
 */
#ifndef WORKER_GUARD_H
#define WORKER_GUARD_H

#include "base/http.h"
#include "worker/conn.h"

/* 0, or the status to refuse with, and why. */
int	 guard_check(const struct conn *c, const struct http_head *head,
	    const char *bytes, const char **why);

/* The same for what a page of the admin listener has done: it must be a page
 * of ours, which a header of its own proves, that no other site's can send
 * without being allowed to. */
int	 guard_check_page(const struct http_head *head, const char *bytes,
	    const char **why);

/* And whether that header holds the token of operators. */
int	 guard_check_operator(const struct conn *c,
	    const struct http_head *head, const char *bytes,
	    const char **why);

/* It has an Origin, and one whose scripts may read the reply. */
bool	 guard_shows(const struct conn *c, const struct http_head *head,
	    const char *bytes);

#endif
