/*
 * letters - words made of voxels
 */
#include "bounds.h"
#include "goxel/font.h"
#include "goxel/letters.h"

#define LINE	(FONT_ROWS + 1)		/* pixels from line to line */

/* Where the pen is: pixels to the right of `at`, and above it. */
struct pen { int64_t right, up; };

/* Pixels, half open; in 64 bits, for nothing is checked yet. */
struct patch { int64_t lo[2], hi[2]; };

static const int right_axis[3] = { 1, 0, 0 };
static const int up_axis[3] = { 2, 2, 1 };

/* False when it leaves the world. */
static bool
patch_box(const struct letters *l, const struct patch *p, struct box *box)
{
	int axes[2] = { right_axis[l->axis], up_axis[l->axis] }, i;
	int64_t lo, hi;

	box->lo = box->hi = l->at;
	box->hi.at[l->axis] += l->depth;
	for (i = 0; i < 2; i++) {
		lo = l->at.at[axes[i]] + p->lo[i] * l->scale;
		hi = l->at.at[axes[i]] + p->hi[i] * l->scale;
		if (lo < -BOUND_COORD || hi > BOUND_COORD)
			return false;
		box->lo.at[axes[i]] = (int32_t)lo;
		box->hi.at[axes[i]] = (int32_t)hi;
	}
	return box_bounded(box);
}

/* Go on by one letter; NULL: it only moved the pen, or there is none. */
static const struct glyph *
step(struct pen *pen, char c)
{
	const struct glyph *glyph;

	if (c == '\n') {
		*pen = (struct pen){ 0, pen->up - LINE };
		return NULL;
	}
	if ((glyph = font_glyph(c)) != NULL)
		pen->right += glyph->width + 1;
	return glyph;
}

/* What all of it may cover. */
static enum err
measure(const struct letters *l, struct patch *all)
{
	struct pen pen = { 0, 0 };
	uint32_t i;

	*all = (struct patch){ { 0, 0 }, { 0, FONT_ROWS - FONT_BELOW } };
	for (i = 0; i < l->text.len; i++) {
		if (step(&pen, l->text.at[i]) == NULL &&
		    l->text.at[i] != '\n')
			return ERR_PARAMS;
		if (pen.right > all->hi[0])
			all->hi[0] = pen.right;
	}
	all->lo[1] = pen.up - FONT_BELOW;
	return OK;
}

static uint64_t
count_tiles(const struct box *box)
{
	uint64_t count = 1;
	int axis;

	for (axis = 0; axis < 3; axis++)
		count *= (uint64_t)(((box->hi.at[axis] + TILE_SIDE - 1) >> 4) -
		    (box->lo.at[axis] >> 4));
	return count;
}

static enum err
check(const struct letters *l)
{
	struct patch all;
	struct box box;
	enum err err;

	if (l->text.len > LETTERS_MOST)
		return ERR_TOO_BIG;
	if (l->axis < 0 || l->axis > 2 || l->scale < 1 ||
	    l->scale > LETTERS_SCALE || l->depth < 1 ||
	    l->depth > 2 * BOUND_COORD)
		return ERR_PARAMS;
	if ((err = measure(l, &all)) != OK)
		return err;
	if (!pos_bounded(&l->at) || !patch_box(l, &all, &box))
		return ERR_BOUNDS;
	return count_tiles(&box) > BOUND_EDIT_TILES ? ERR_TOO_BIG : OK;
}

/* A row of pixels, a box for each run. */
static enum err
draw_row(const struct letters *l, const struct pen *pen, int width,
    unsigned bits, struct volume *v)
{
	struct patch p = { { pen->right, pen->up }, { 0, pen->up + 1 } };
	struct box box;
	enum err err = OK;
	int x, end;

	for (x = 0; err == OK && x < width; x = end + 1) {
		for (end = x; end < width && bits >> (width - 1 - end) & 1;)
			end++;
		if (end == x)
			continue;
		p.lo[0] = pen->right + x;
		p.hi[0] = pen->right + end;
		patch_box(l, &p, &box);
		err = volume_fill(v, &box, l->color);
	}
	return err;
}

static enum err
draw_glyph(const struct letters *l, const struct pen *pen,
    const struct glyph *glyph, struct volume *v)
{
	struct pen at = *pen;
	enum err err = OK;
	int row;

	for (row = 0; err == OK && row < FONT_ROWS; row++) {
		at.up = pen->up + FONT_ROWS - FONT_BELOW - 1 - row;
		err = draw_row(l, &at, glyph->width, glyph->row[row], v);
	}
	return err;
}

enum err
letters_draw(const struct letters *l, struct volume *v)
{
	struct pen pen = { 0, 0 }, before;
	const struct glyph *glyph;
	enum err err;
	uint32_t i;

	err = check(l);
	for (i = 0; err == OK && i < l->text.len; i++) {
		before = pen;
		glyph = step(&pen, l->text.at[i]);
		if (glyph != NULL)
			err = draw_glyph(l, &before, glyph, v);
	}
	return err;
}
