/*
 * mode - how a colour combines with what stands there
 *
 * Goxel's nine modes, bit for bit: the numbers are stored in .gox files.
 */
#ifndef GOXEL_MODE_H
#define GOXEL_MODE_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

enum mode {
	MODE_OVER,
	MODE_SUB,
	MODE_SUB_CLAMP,
	MODE_PAINT,
	MODE_MAX,
	MODE_INTERSECT,
	MODE_INTERSECT_FILL,
	MODE_MULT_ALPHA,
	MODE_REPLACE,
	MODE_COUNT
};

/* "over", "sub", "sub_clamp", ...; the index is the mode. */
extern const char *const mode_names[MODE_COUNT];

/* One voxel: `under` combined with `color`. */
struct rgba mode_combine(enum mode mode, struct rgba under, struct rgba color);

/* An empty source leaves the voxel alone in this mode. */
bool	 mode_skips_empty(enum mode mode);

/*
 * Combine a whole volume into another, as layers are merged; uniform slots
 * meet uniform slots without being opened.  ERR_TOO_BIG as volume_put.
 */
enum err mode_merge(struct volume *under, struct volume *over, enum mode mode);

#endif
