/*
 * debug - /debug/pprof/ of the admin listener: profiles of the live server
 *
 *	/debug/pprof/		what there is, for a browser
 *	/debug/pprof/profile	?seconds=N&worker=all|N&format=FORM: CPU
 *	/debug/pprof/heap	?worker=all|N&format=FORM: memory in use
 *	/debug/pprof/allocs	the same: all that was allocated
 *	/debug/pprof/workers	what each worker does, and its stack
 *	/debug/pprof/cmdline	the server's command line
 *	/debug/pprof/symbol	the names of addresses
 *
 * The pages that google-pprof asks for are also below /pprof/, where
 * gperftools has them; there a profile is of its form unless told otherwise.
 */
#ifndef WORKER_DEBUG_H
#define WORKER_DEBUG_H

#include "worker/admin.h"

enum serve debug_index(struct admin_request *r);
enum serve debug_profile(struct admin_request *r);
enum serve debug_heap(struct admin_request *r);
enum serve debug_allocs(struct admin_request *r);
enum serve debug_workers(struct admin_request *r);
enum serve debug_cmdline(struct admin_request *r);
enum serve debug_symbol(struct admin_request *r);

#endif
