/*
 * errand - a command of the stats socket, asked for over HTTP
 *
 *	POST /dash/command	X-Goxeld-Token: TOKEN		show worker 2
 *
 * The body is one command and the reply its answer in JSON, from the master.
 * What is shown everybody may see who may see the page; for the rest the token
 * of setting admin_token_file is wanted.  The header must be there even
 * without a token: no other site's page can send it.
 */
#ifndef WORKER_ERRAND_H
#define WORKER_ERRAND_H

#include "worker/admin.h"

enum serve errand_serve(struct admin_request *r);

#endif
