/*
 * slice - the voxels of a box as lines of letters, slice by slice
 */
#include "goxel/slice.h"

static const char letters_of[SLICE_LETTERS + 1] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Which axis goes to the right, and which one up. */
static const int right_of[3] = { 1, 0, 0 };
static const int up_of[3] = { 2, 2, 1 };

static int32_t
side(const struct slice *s, int axis)
{
	return s->box.hi.at[axis] - s->box.lo.at[axis];
}

void
slice_open(struct slice *s, const struct volume *v, const struct box *box,
    int axis)
{
	*s = (struct slice){ .volume = v, .box = *box, .axis = axis };
	census_add(&s->colors, v, box);
	census_sort(&s->colors, true);
}

void
slice_close(struct slice *s)
{
	census_fini(&s->colors);
}

uint32_t
slice_width(const struct slice *s)
{
	return (uint32_t)side(s, right_of[s->axis]);
}

uint64_t
slice_lines(const struct slice *s)
{
	return (uint64_t)side(s, s->axis) *
	    (uint64_t)side(s, up_of[s->axis]);
}

char
slice_letter(const struct slice *s, struct rgba color)
{
	uint32_t i;

	if (!rgba_exists(color))
		return '.';
	for (i = 0; i < s->colors.count && i < SLICE_LETTERS; i++)
		if (rgba_same(s->colors.at[i].color, color))
			return letters_of[i];
	return '?';
}

void
slice_read(const struct slice *s, uint64_t nth, struct slice_line *line,
    char *letters)
{
	int up = up_of[s->axis], right = right_of[s->axis];
	uint32_t width = slice_width(s), i;
	uint64_t high = (uint64_t)side(s, up);
	struct pos pos = s->box.lo;

	pos.at[s->axis] += (int32_t)(nth / high);
	pos.at[up] = s->box.hi.at[up] - 1 - (int32_t)(nth % high);
	*line = (struct slice_line){ pos.at[s->axis], pos.at[up], 0 };
	for (i = 0; i < width; i++, pos.at[right]++) {
		letters[i] = slice_letter(s, volume_get(s->volume, &pos));
		line->count += letters[i] != '.';
	}
}
