/*
 * exports - files that agents fetch by their id
 *
 * They stand in the folder of pictures (base/renders.h), go away as those do,
 * and are known by an id that nobody can guess: voxel://export/ID.
 */
#ifndef WORKER_METHOD_EXPORTS_H
#define WORKER_METHOD_EXPORTS_H

#include <stdint.h>

#include "base/renders.h"
#include "buf.h"
#include "err.h"

struct call;

#define EXPORTS_SCHEME	"voxel://export/"
#define EXPORTS_URI	(sizeof EXPORTS_SCHEME + EXPORT_ID)
#define EXPORTS_SHA256	65	/* letters, and a NUL */

struct export {
	struct rendering file;
	char		 uri[EXPORTS_URI];
	char		 sha256[EXPORTS_SHA256];
	const char	*mime;
	int64_t		 expires;	/* unix seconds */
};

/* Put a file there.  A failure has its words. */
enum err exports_put(struct call *c, const char *format,
    const struct buf *bytes, struct export *out);

/*
 * Append the bytes of an export, for resources/read; *mime is its type.
 * ERR_NO_FILE: there is none, or no longer; the words are set, as for all
 * failures.  It reads a disk, and belongs into jobs.
 */
enum err exports_read(struct call *c, const char *id, struct buf *bytes,
    const char **mime);

#endif
