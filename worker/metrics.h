/*
 * metrics - what Prometheus is told: tbl/metrics.h, from shared memory
 *
 * Any worker tells for all.  Rows of the board outlive the workers that wrote
 * them, so a counter never falls while workers die and only one worker's loop
 * is held up, for as long as its page takes to write.
 */
#ifndef WORKER_METRICS_H
#define WORKER_METRICS_H

#include <stdbool.h>

#include "buf.h"
#include "worker/admin.h"
#include "worker/worker.h"

/* Answer with the page, as Accept wants it. */
enum serve metrics_serve(struct admin_request *r);

/* Append the page: OpenMetrics if `open`, else Prometheus text. */
void	 metrics_put(struct worker *w, struct buf *out, bool open);

#endif
