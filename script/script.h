/*
 * script - JavaScript that changes a project
 *
 * One script runs in an engine of its own, on a copy of the project's image:
 * it reads back what it writes, and what it did comes out as edits, to be made
 * real by the caller when it ended well.  The language is ECMAScript 5 with
 * what Duktape adds; the objects are those of the old daemon's scripts:
 *
 *	goxel.image	activeLayer, layers, selectionBox (the project's box,
 *			or null), addLayer(name), getLayersVolume()
 *	a layer		id, name, visible, volume
 *	Volume()	setAt([x,y,z], [r,g,b,a]), getAt([x,y,z]), copy(),
 *			iter(function (pos, color)), save(path, format)
 *	Vec(x,y,z,w)	x y z w, also r g b a
 *	Box(min, max)	min and max, inclusive, iterVoxels(function (pos))
 *	goxel.palette	color
 *	goxel		registerFormat({name}), registerScript({name,
 *			onExecute}), runScript(name)
 *	print, console.log, .info, .warn, .error
 *
 * There is no way to files but Volume.save, none to processes, to the clock's
 * timers or to the engine itself.
 *
 * A script ends at its limits: `memory` by an error it may catch, BOUND_EDIT_
 * VOXELS and BOUND_EDIT_TILES the same way, and after timeout_ms the process
 * it runs in is ended by SIGALRM, for nothing else stops a loop.  So it
 * belongs into a process of its own.
 */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

#define SCRIPT_WHY	512	/* bytes of the words of a failed save */

/* Write a file the script names; says why not. */
typedef enum err script_save(void *owner, const char *path,
    const struct buf *bytes, char why[SCRIPT_WHY]);

struct script {
	/* To be set. */
	const char	*code;
	size_t		 len;
	const char	*name;		/* for messages */
	const struct image *image;	/* the project as it stands */
	uint32_t	 timeout_ms;	/* 0: none */
	size_t		 memory;	/* bytes the engine may use */
	script_save	*save;		/* NULL: files are refused */
	void		*owner;		/* for save */
	/* What came of it. */
	bool		 failed;	/* by an exception */
	uint32_t	 line;		/* of it, or 0 */
	struct buf	 error;		/* its text, NUL-terminated */
	struct buf	 output;	/* NUL-terminated lines */
	struct buf	 edits;		/* encoded; none if it failed */
};

/* With all fields empty; script_fini frees what came of it. */
void	 script_init(struct script *script);
void	 script_fini(struct script *script);

/* ERR_TOO_BIG: the engine does not fit into `memory`, or what the script wrote
 * into edits.  An exception is no error here. */
enum err script_run(struct script *script);

#endif
