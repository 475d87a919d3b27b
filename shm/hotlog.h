/*
 * hotlog - the committed edits of a project since its last checkpoint
 *
 * Every project has one: a ring of the pool, borrowed by the first edit.  A
 * record is one request's edits, the state of the connection that asked for
 * them, and the revision they led to.  Publishing its end in the project's
 * row IS the commit of an edit: from then on whatever process dies, the edit
 * is made, the request is answered, and its connection stands behind it.
 *
 *	| size | check | conn | generation | revision | cut | edits ... | size |
 *
 * The size is repeated behind, so that the last record can be found from the
 * end.  Sizes are multiples of 8.  The next worker replays what is there on
 * top of the last checkpoint, and believes nothing that fails its check.
 */
#ifndef SHM_HOTLOG_H
#define SHM_HOTLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "shm/conns.h"
#include "shm/projects.h"
#include "shm/rings.h"

/* What a record says besides the edits. */
struct hot_commit {
	uint32_t	 conn;
	uint32_t	 generation;	/* of the connection */
	uint64_t	 revision;	/* after the edits */
	struct conn_cut	 cut;		/* the connection after the request */
};

/* A record being looked at. */
struct hot_record {
	struct hot_commit commit;
	const char	*edits;		/* in the ring */
	size_t		 len;
	uint64_t	 next;		/* where the record after it begins */
};

/* Bytes a record with edits of `len` bytes takes. */
size_t	 hotlog_bytes(size_t len);

/* Room for `need` more bytes.  ERR_FULL: no ring now; ERR_TOO_BIG: never. */
enum err hotlog_reserve(struct project_row *p, struct rings *r, size_t need);

/* Append and publish.  There must be room. */
void	 hotlog_append(struct project_row *p, struct rings *r,
	    const struct hot_commit *commit, const void *edits, size_t len);

/*
 * The record at `pos`, a position in [log_head, log_tail).  ERR_EMPTY at the
 * end; ERR_CORRUPT when what stands there cannot be a record.
 */
enum err hotlog_read(const struct project_row *p, struct rings *r, uint64_t pos,
	    struct hot_record *record);

/* The last record; as hotlog_read. */
enum err hotlog_last(const struct project_row *p, struct rings *r,
	    struct hot_record *record);

/* Forget everything before `pos`: a checkpoint holds it. */
void	 hotlog_trim(struct project_row *p, uint64_t pos);

/* Give the ring back, all of it being elsewhere; positions go on from here. */
void	 hotlog_rest(struct project_row *p, struct rings *r);

/* It stands still: keep no more memory than what is in it needs. */
void	 hotlog_fit(struct project_row *p, struct rings *r);

/* Forget everything and give the ring back: the project is deleted. */
void	 hotlog_close(struct project_row *p, struct rings *r);

/* Bytes in it. */
static inline uint64_t
hotlog_size(const struct project_row *p)
{
	return atomic_load_explicit(&p->log_tail, memory_order_relaxed) -
	    p->log_head;
}

#endif
