/*
 * filer - the child that writes a project's checkpoint file
 *
 * It has the worker's memory as it stood at the fork, and needs the worker no
 * more: it says itself, in the directory, that the file is there.  It ends
 * with the master, though, since another server may have the folder next; and
 * it gives up when a worker brings its death on itself meanwhile, since a
 * file out of broken memory would outlive every repair.
 *
 * What it is doing stands in its worker's row (struct filing_claim), so that
 * the next worker there does not start the same again.
 */
#ifndef WORKER_FILER_H
#define WORKER_FILER_H

#include "goxel/context.h"
#include "worker/worker.h"

struct filer {
	const struct context *context;
	uint32_t	 row, generation;	/* of the project */
	uint64_t	 id;		/* in the store */
	uint64_t	 revision;
	uint64_t	 begun_ms;	/* clock_ms */
	/* Edits that were in no file, all of which are in this. */
	uint64_t	 bytes, ns;
};

/* In the child, which ends there. */
void	 filer_run(struct worker *w, const struct filer *f)
    __attribute__((noreturn));

#endif
