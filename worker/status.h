/*
 * status - the server at a glance: what it is, and what each worker does
 *
 * Facts, a name and a value each, and a row for each worker; the same in text
 * and html for people and in JSON for programs, by stable names.
 */
#ifndef WORKER_STATUS_H
#define WORKER_STATUS_H

#include "buf.h"
#include "worker/worker.h"

enum status_form { STATUS_TEXT, STATUS_HTML, STATUS_JSON };

/* Append the page. */
void	 status_put(const struct worker *w, struct buf *out,
	    enum status_form form);

#endif
