/*
 * fresh - a project's beginning: its name, its size, what stands in it
 */
#ifndef WORKER_METHOD_FRESH_H
#define WORKER_METHOD_FRESH_H

#include "err.h"
#include "goxel/vec.h"

struct call;

struct fresh {
	const char	*name;
	struct pos	 size;		/* 0 or less on an axis: the default */
	const char	*template;	/* empty, cube, sphere; NULL: empty */
};

/* Let the project begin so, by one edit; the size is what it was given.
 * ERR_PARAMS for a template that is none; the words are set. */
enum err fresh_start(struct call *c, struct fresh *fresh);

/* The name of a project that is made for a file: the file's without its
 * extension, else `other`. */
const char *fresh_name(struct call *c, const char *path, const char *other);

#endif
