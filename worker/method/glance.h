/*
 * glance - the picture beside the result of a build; made in do_montage.c
 */
#ifndef WORKER_METHOD_GLANCE_H
#define WORKER_METHOD_GLANCE_H

#include "buf.h"
#include "err.h"
#include "worker/method/param.h"

struct call;

/* Check a wish before work is done for it.  ERR_PARAMS. */
enum err glance_check(struct call *c, const struct shot *shot);

/* Append the picture of the project, a PNG file.  ERR_PARAMS: there is no such
 * view; ERR_TOO_BIG. */
enum err glance_png(struct call *c, const struct shot *shot,
    struct buf *png);

#endif
