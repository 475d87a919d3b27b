/*
 * whole - a project with its history as plain bytes
 *
 * Image, every step that can be taken back or done again, and revision: what
 * a worker needs to go on exactly where another one stopped.  The images of
 * the history are put down with what they share put down once, so all of them
 * take about the bytes of their distinct tiles; and they share the same when
 * they are read.  Written and read by programs of one build.
 *
 * The images of the history stay folded (undo.h) until they are wanted: what a
 * reader waits for is the present image and a copy of the other bytes.
 *
 * A sum at the end tells damage from truth; what passes it is still not
 * trusted.
 */
#ifndef GOXEL_FORMAT_WHOLE_H
#define GOXEL_FORMAT_WHOLE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/context.h"

/* Before packing, where there is time: with PAST_DEPTH folds inside each other
 * the next one would better have none. */
void	 whole_flatten(struct context *context);

/* b->failed tells when it did not fit.  The context is only read, counters of
 * references included: a forked child may do this. */
void	 whole_pack(const struct context *context, struct buf *b);

/* Let the context, new or not, be the one that was packed; its read_model
 * stays.  ERR_CORRUPT: it is left as it was. */
enum err whole_unpack(const void *bytes, size_t len, struct context *context);

/* The same of what begins at `start` in the memory, which is taken over whether
 * it goes well or not; a past in it is not copied. */
enum err whole_adopt(struct undo_memory *memory, size_t start,
    struct context *context);

/* What stands at the end of the bytes it is the sum of; for those who make
 * damage on purpose. */
uint64_t whole_sum(const void *bytes, size_t len);

#endif
