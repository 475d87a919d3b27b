/*
 * status - the server at a glance: what it is, and what each worker does
 *
 * Facts, a name and a value each, and a row for each worker; the same in text
 * and html for people and in JSON for programs, by stable names.
 */
#ifndef WORKER_STATUS_H
#define WORKER_STATUS_H

#include "worker/admin.h"

/* Answer with the page: ?format=text, html or json, else by Accept. */
enum serve status_serve(struct admin_request *r);

#endif
