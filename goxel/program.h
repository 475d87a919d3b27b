/*
 * program - Goxel's old procedural language
 *
 * Shapes that are made of shapes, each in a box that is moved, turned and
 * scaled from where its maker stands; goxel-program(7) has the language.  The
 * same program with the same seed gives the same voxels on every machine.
 *
 * Running is bounded: PROGRAM_STEPS for statements and what their expressions
 * cost, PROGRAM_DEPTH blocks within each other, PROGRAM_VOXELS in the boxes of
 * all that is drawn.
 */
#ifndef GOXEL_PROGRAM_H
#define GOXEL_PROGRAM_H

#include "err.h"
#include "expr/expr.h"
#include "goxel/edit.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define PROGRAM_STEPS	(1u << 23)
#define PROGRAM_DEPTH	1000
#define PROGRAM_VOXELS	(32u << 20)

struct program;

struct program_start {
	struct bytes	 shape;		/* empty: main, or the first one */
	struct box	 box;
	struct rgba	 color;
	uint32_t	 seed;
};

/* ERR_PARAMS: `error` says where, and what was expected. */
enum err program_read(const struct bytes *text, struct program **program,
	    struct expr_error *error);
void	 program_free(struct program *program);

/* There is such a shape to start with, and it needs no arguments. */
bool	 program_has(const struct program *program,
	    const struct bytes *shape);

/* Draw into `v`.  ERR_PARAMS: no such shape, or an empty box; ERR_BOUNDS;
 * ERR_TOO_BIG past the bounds above; then `v` may be half drawn. */
enum err program_run(const struct program *program,
	    const struct program_start *start, struct volume *v);

#endif
