/*
 * admin - what operators' programs ask of the admin listener over HTTP
 *
 * A table of pages, each written by one function from what is in shared
 * memory, so that any worker can answer for all.  Nothing here changes a
 * project, and but for the dashboard's events and its commands, which go to the
 * master (errand.h), nothing waits.  No page is to be had by another listener,
 * and nothing else by this one.
 */
#ifndef WORKER_ADMIN_H
#define WORKER_ADMIN_H

#include "base/http.h"
#include "buf.h"
#include "worker/agent.h"
#include "worker/conn.h"

#define ADMIN_TEXT	"text/plain; charset=utf-8"	/* a media type */

/* One request for a page. */
struct admin_request {
	struct conn	*conn;
	const struct http_head *head;
	const char	*bytes;		/* of the request, for head's places */
	struct slice	 body;
	struct plan	 plan;
};

/* Answer a whole request. */
enum serve admin_serve(struct conn *c, const struct http_head *head,
    const char *bytes, const struct agent_input *in);

/*
 * For the functions in the table: begin the reply with a status and a media
 * type, which must last; write the page into what it returns; and end it.
 */
struct buf *admin_begin(struct admin_request *r, int status, const char *type);
enum serve admin_end(struct admin_request *r);

/* The request's query is these words. */
bool	 admin_asks(const struct admin_request *r, const char *query);

#endif
