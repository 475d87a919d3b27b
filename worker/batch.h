/*
 * batch - an array of requests (JSON-RPC 2.0, section 6)
 *
 * It is looked at whole before its first element is run; then each element is
 * one commit, and the cut tells how far that has come (shm/conns.h).
 */
#ifndef WORKER_BATCH_H
#define WORKER_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "err.h"

/* Check the whole array at `text` and count its elements; j->at is behind it.
 * Errors are those of json_skip. */
enum err batch_survey(const char *text, size_t len, uint64_t *count,
	    struct json *j);

/* Where an element that ends at `at` is done with: past the comma before the
 * next, or past the bracket. */
size_t	 batch_next(const char *text, size_t len, size_t at, bool *last);

#endif
