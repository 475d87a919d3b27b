/*
 * files - the files that clients name
 *
 * A trusted peer (the server's own user, on the Unix socket) may name any
 * file, relative to the server's working directory.  Everyone else is kept
 * below files_root by the kernel, whatever links are there.
 *
 * A file is written aside, in the same folder, and renamed when it is on the
 * disk: nobody sees half of it, and OK means that it is there.  A symbolic
 * link in its place is replaced, not followed.
 *
 * Errors name the path and the reason: ERR_NO_FILE, ERR_DENIED, ERR_TOO_BIG,
 * ERR_IO; ERR_PARAMS for a name that can be no file's.  Both may block on a
 * disk and belong into jobs.
 */
#ifndef WORKER_METHOD_FILES_H
#define WORKER_METHOD_FILES_H

#include "buf.h"
#include "err.h"

struct call;

/* Append the whole of a regular file of at most BOUND_FILE bytes. */
enum err files_read(struct call *c, const char *path, struct buf *bytes);

enum err files_write(struct call *c, const char *path,
    const struct buf *bytes);
/* The same where there is no such file; ERR_EXISTS. */
enum err files_create(struct call *c, const char *path,
    const struct buf *bytes);

/* A file, and one beside it that it speaks of, whole or neither of them.  Who
 * dies between putting the one and the other in place leaves a new `beside`
 * with an old `path`. */
enum err files_write_pair(struct call *c, const char *path,
    const struct buf *bytes, const char *beside,
    const struct buf *beside_bytes);

#endif
