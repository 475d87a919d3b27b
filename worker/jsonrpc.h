/*
 * jsonrpc - JSON-RPC 2.0 over a stream, or in frames
 *
 * Values follow each other with or without white space between them, split
 * over any number of reads.  Every request, and every element of a batch, is
 * one commit of the connection.  What is no JSON is answered once with -32700
 * and skipped: to the end of the value if its brackets balance, else to the
 * end of the line.
 *
 * Replies keep the order of requests.  The replies of a batch are sent
 * together, in one line, when the last one is there.
 */
#ifndef WORKER_JSONRPC_H
#define WORKER_JSONRPC_H

#include "worker/conn.h"

/* Answer what is complete in the connection's ring. */
enum serve jsonrpc_serve(struct conn *c);

#endif
