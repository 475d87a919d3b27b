/*
 * changed - what tools that edit tell of what they have done
 */
#ifndef WORKER_METHOD_CHANGED_H
#define WORKER_METHOD_CHANGED_H

#include "goxel/differ.h"
#include "worker/method/method.h"

#define CHANGED_LINE	200	/* bytes */

/* The fields model, revision, changed and, if there is something, bbox: both
 * corners inside. */
void	 changed_reply(struct call *c, const struct differ *differ);

/* The same in a line: "12 voxels changed in [0,0,0,2,3,1]; revision 4". */
void	 changed_line(const struct call *c, const struct differ *differ,
	    const char *verb, char line[CHANGED_LINE]);

#endif
