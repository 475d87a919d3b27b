/*
 * bridged - what a stdio bridge (goxelctl mcp) tells of itself
 *
 * A bridge says at once that it is one, and then, once a second at most and
 * only when lines have passed, how long they took in it: a notification of our
 * own on the connection that it carries.  It gets no answer and counts as no
 * request.
 *
 *	{"jsonrpc":"2.0","method":"notifications/goxel/bridge","params":
 *	    {"arguments":{"up":[NS,LONGEST,BUCKET,COUNT,...],"down":[...]}}}
 *
 * NS is the sum of the times, and a BUCKET one of the board's.  What cannot be
 * true is left out: nobody but the charts would be deceived.
 */
#ifndef WORKER_BRIDGED_H
#define WORKER_BRIDGED_H

#include "shm/layers.h"
#include "worker/agent.h"

/* The notification: the connection is a bridge's, and its times count. */
enum serve bridged_take(struct agent *a);

/* Add one array of a report to a histogram.  ERR_PARAMS: it cannot be true,
 * and nothing was added. */
enum err bridged_add(struct board_method *to, const struct slice *array);

#endif
