/*
 * inflater - zlib or gzip data from a stranger, unpacked up to a limit
 */
#ifndef GOXEL_FORMAT_INFLATER_H
#define GOXEL_FORMAT_INFLATER_H

#include <stddef.h>

#include "buf.h"
#include "err.h"

/*
 * Append what `len` bytes unpack to.  Memory grows with what really comes out
 * and stops at out's limit: ERR_TOO_BIG, whatever the data would have become.
 * ERR_FORMAT: broken, or it ends too early.  Of gzip's data all members are
 * unpacked, one behind the other; other bytes behind the end are ignored.
 */
enum err inflater_run(const void *bytes, size_t len, struct buf *out);

#endif
