/*
 * formula - a box filled where an expression says so
 *
 * A voxel stands where the expression is above 0, in a colour that may be one
 * of `#rrggbb`, `#rrggbbaa`, `rgb(r, g, b[, a])` with expressions from 0 to
 * 255, or `hsv(h, s, v[, a])`: degrees, 0 to 1, 0 to 1, 0 to 255; white if its
 * text is empty.  Expressions are those of expr/expr.h, with the names
 *
 *	x y z	the voxel's place
 *	r	its centre's distance from the centre of the box
 *	u v w	its centre's place in the box, from 0 to 1
 */
#ifndef GOXEL_FORMULA_H
#define GOXEL_FORMULA_H

#include "err.h"
#include "expr/expr.h"
#include "goxel/edit.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* Voxels times the cost of both expressions, nanoseconds: a second of
 * work at most. */
#define FORMULA_COST	(1u << 30)

struct formula {
	struct box	 box;
	uint32_t	 seed;		/* of random, noise, fbm */
	struct bytes	 where, color;	/* texts */
};

/* Both texts are right; if not, which (`error` says where in it), and what
 * was expected.  ERR_PARAMS. */
enum err formula_check(const struct formula *f, struct expr_error *error,
	    bool *in_color);

/*
 * Add it to an empty volume.  ERR_PARAMS: a text is wrong; ERR_BOUNDS;
 * ERR_TOO_BIG for more than BOUND_EDIT_VOXELS, over EXPR_TEXT bytes, or past
 * FORMULA_COST.
 */
enum err formula_fill(const struct formula *f, struct volume *v);

#endif
