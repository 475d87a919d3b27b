/*
 * mode - how a colour combines with what stands there
 *
 * Goxel's nine modes, bit for bit: the numbers are stored in .gox files.
 *
 * Where a whole tile meets one colour, what an empty voxel's colour would be
 * is not kept: it can never become visible.
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

/*
 * `count` voxels at once, each with the next of `over`; with `step` 0 all with
 * the first.  What is empty there counts as it stands.
 */
void	 mode_combine_run(enum mode mode, struct rgba *under,
	    const struct rgba *over, int step, int count);

/*
 * What combining with one colour does to whatever stands there: nothing; the
 * same voxel everywhere; or it depends.
 */
enum mode_effect { MODE_LEAVES, MODE_GIVES, MODE_MIXES };

/* With MODE_GIVES, `result` is the voxel given. */
enum mode_effect mode_effect(enum mode mode, struct rgba color,
    struct rgba *result);

/* A voxel can come to be where there was none. */
bool	 mode_creates(enum mode mode);

/* An empty source leaves the voxel alone in this mode. */
bool	 mode_skips_empty(enum mode mode);

/*
 * Combine a whole volume into another, as layers are merged; uniform slots
 * meet uniform slots without being opened.  ERR_TOO_BIG as volume_put.
 */
enum err mode_merge(struct volume *under, struct volume *over, enum mode mode);

#endif
