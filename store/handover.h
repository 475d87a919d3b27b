/*
 * handover - a stored project as the keeper hands it to the worker that wants
 * it: one memory file
 *
 *	| struct handover | the checkpoint file's bytes | records |
 *
 * There may be no file yet (file 0): the records begin with the project then.
 * They are the journal's, in its order: what makes revision `revision` out of
 * the file.  A worker believes none of the lengths.
 */
#ifndef STORE_HANDOVER_H
#define STORE_HANDOVER_H

#include <stdint.h>

#define HANDOVER_MAGIC	0x68616e64u	/* "hand" */

struct handover {
	uint32_t	 magic;
	uint32_t	 row;		/* in the directory */
	uint32_t	 generation;	/* of this use of it */
	uint32_t	 zero;
	uint64_t	 revision;	/* after the last record */
	uint64_t	 file;		/* bytes */
	uint64_t	 records;	/* bytes */
};

/* Before each record's edits, without padding between records. */
struct handover_record {
	uint64_t	 revision;	/* after them */
	uint32_t	 len;		/* bytes of edits */
	uint32_t	 zero;
};

#endif
