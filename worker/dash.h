/*
 * dash - the operators' page: how the server is, live
 *
 *	/dash/		the page (etc/dash.html), which asks for the two below
 *	/dash/history	the last 15 minutes, column by column, and the present
 *	/dash/live	an event each second: the newest note and the present
 *
 * One page that needs nothing from elsewhere and may load nothing from there:
 * its policy names its own script and style by their hashes.
 */
#ifndef WORKER_DASH_H
#define WORKER_DASH_H

#include "worker/admin.h"

enum serve dash_page(struct admin_request *r);
enum serve dash_history(struct admin_request *r);
enum serve dash_live(struct admin_request *r);

#endif
