/*
 * expiry - what is removed from the folder of rendered pictures
 *
 * First what is older than its time to live, then the oldest while all
 * together are larger than they may be; the newest stays whatever its size.
 * What a job that was killed has left half-written goes after some minutes.
 *
 * How much was removed since the folder was made stands in a file of it, so
 * that any process may sweep and die.
 */
#ifndef BASE_EXPIRY_H
#define BASE_EXPIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/renders.h"
#include "err.h"

#define EXPIRY_ASIDE_S	600	/* seconds until half a picture is nobody's */

struct expiry {
	int64_t	 now;		/* unix seconds */
	int64_t	 ttl;		/* seconds */
	uint64_t most;		/* bytes of all pictures */
};

struct swept {
	uint64_t removed;	/* pictures */
	uint64_t freed;		/* bytes */
};

/* Two may sweep at once: each picture counts for who removed it.  ERR_IO. */
enum err expiry_run(const struct renders *r, const struct expiry *wish,
	    struct swept *swept);

/* All that was removed by sweeps. */
void	 expiry_total(const struct renders *r, struct swept *total);

/* There is something in the folder that a sweep might remove. */
bool	 expiry_finds(const struct renders *r);

/* At a server's end: remove everything of ours, and the folder if nothing
 * else is in it. */
void	 expiry_all(struct renders *r);

#endif
