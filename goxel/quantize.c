/*
 * quantize - a picture in at most 256 colours
 *
 * Colours are counted in cells of 8^3.  All cells are one group at first; the
 * group with the greatest squared error along one channel is parted there, at
 * its mean, until there are 256 groups or no error is left.  A group's colour
 * is the mean of its pixels.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/quantize.h"
#include "mem.h"

#define CELL_BITS	5			/* of each channel */
#define CELLS		(1u << 3 * CELL_BITS)
#define SLOTS		1024			/* of the exact table */

struct cell {
	uint32_t	 count;		/* pixels */
	uint32_t	 key;
	uint64_t	 sum[3];
};

struct group {
	uint32_t	 lo, hi;	/* cells */
	int		 channel;	/* of the greatest error */
	double		 error, mean;	/* of it */
};

static bool
find_color(struct indexed *out, uint16_t slots[SLOTS], struct rgba color,
    uint8_t *index)
{
	uint32_t word, at;

	memcpy(&word, &color, sizeof word);
	for (at = word * 0x9e3779b1u >> 22; slots[at] != 0;
	    at = (at + 1) & (SLOTS - 1))
		if (rgba_same(out->color[slots[at] - 1], color)) {
			*index = (uint8_t)(slots[at] - 1);
			return true;
		}
	if (out->count == QUANTIZE_COLORS)
		return false;
	*index = (uint8_t)out->count;
	out->color[out->count++] = color;
	slots[at] = (uint16_t)out->count;
	return true;
}

bool
quantize_exact(const struct picture *p, struct indexed *out)
{
	size_t n, count = (size_t)p->width * p->height;
	uint16_t slots[SLOTS] = { 0 };

	*out = (struct indexed){ .width = p->width, .height = p->height };
	out->index = xmalloc(count);
	for (n = 0; n < count; n++) {
		if (n > 0 && rgba_same(p->pixel[n], p->pixel[n - 1]))
			out->index[n] = out->index[n - 1];
		else if (!find_color(out, slots, p->pixel[n],
		    &out->index[n])) {
			quantize_fini(out);
			return false;
		}
	}
	return true;
}

static uint32_t
cell_key(struct rgba color)
{
	return (uint32_t)(color.c[0] >> 3) << 2 * CELL_BITS |
	    (uint32_t)(color.c[1] >> 3) << CELL_BITS | color.c[2] >> 3;
}

/* Count the pixels; then keep only cells that have some, and their number. */
static uint32_t
count_cells(const struct picture *p, struct cell *cells)
{
	size_t n, pixels = (size_t)p->width * p->height;
	uint32_t key, used = 0;
	int k;

	for (n = 0; n < pixels; n++) {
		key = cell_key(p->pixel[n]);
		cells[key].count++;
		for (k = 0; k < 3; k++)
			cells[key].sum[k] += p->pixel[n].c[k];
	}
	for (key = 0; key < CELLS; key++) {
		if (cells[key].count == 0)
			continue;
		cells[used] = cells[key];
		cells[used++].key = key;
	}
	return used;
}

static double
cell_mean(const struct cell *cell, int channel)
{
	return (double)cell->sum[channel] / cell->count;
}

/* Find the channel in which a group differs most. */
static void
measure(const struct cell *cells, struct group *g)
{
	double sum, square, count, mean, error;
	uint32_t n;
	int k;

	g->error = 0;
	for (k = 0; k < 3; k++) {
		sum = square = count = 0;
		for (n = g->lo; n < g->hi; n++) {
			mean = cell_mean(&cells[n], k);
			sum += mean * cells[n].count;
			square += mean * mean * cells[n].count;
			count += cells[n].count;
		}
		error = square - sum * sum / count;
		if (g->hi - g->lo > 1 && error > g->error) {
			g->error = error;
			g->channel = k;
			g->mean = sum / count;
		}
	}
}

/* Put the cells below the mean first; where the others begin. */
static uint32_t
part(struct cell *cells, const struct group *g)
{
	uint32_t lo = g->lo, hi = g->hi;
	struct cell swap;

	while (lo < hi) {
		if (cell_mean(&cells[lo], g->channel) <= g->mean) {
			lo++;
			continue;
		}
		swap = cells[lo];
		cells[lo] = cells[--hi];
		cells[hi] = swap;
	}
	return lo;
}

static uint32_t
make_groups(struct cell *cells, uint32_t used, struct group *groups)
{
	uint32_t count = 1, worst, n, middle;

	groups[0] = (struct group){ .lo = 0, .hi = used };
	measure(cells, &groups[0]);
	while (count < QUANTIZE_COLORS) {
		for (worst = 0, n = 1; n < count; n++)
			if (groups[n].error > groups[worst].error)
				worst = n;
		if (groups[worst].error <= 0)
			break;
		middle = part(cells, &groups[worst]);
		if (middle == groups[worst].lo || middle == groups[worst].hi) {
			groups[worst].error = 0;
			continue;
		}
		groups[count] = (struct group){ .lo = middle,
		    .hi = groups[worst].hi };
		groups[worst].hi = middle;
		measure(cells, &groups[worst]);
		measure(cells, &groups[count++]);
	}
	return count;
}

/* The mean colour of each group, and the group of each key. */
static void
name_groups(const struct cell *cells, const struct group *groups,
    struct indexed *out, uint8_t *group_of)
{
	uint64_t sum[3], count;
	uint32_t n, at;
	int k;

	for (n = 0; n < out->count; n++) {
		sum[0] = sum[1] = sum[2] = count = 0;
		for (at = groups[n].lo; at < groups[n].hi; at++) {
			group_of[cells[at].key] = (uint8_t)n;
			count += cells[at].count;
			for (k = 0; k < 3; k++)
				sum[k] += cells[at].sum[k];
		}
		for (k = 0; k < 3; k++)
			out->color[n].c[k] = (uint8_t)((sum[k] + count / 2) /
			    count);
		out->color[n].c[ALPHA] = 255;
	}
}

void
quantize_picture(const struct picture *p, struct indexed *out)
{
	size_t n, pixels = (size_t)p->width * p->height;
	struct group groups[QUANTIZE_COLORS];
	struct cell *cells;
	uint8_t *group_of;

	if (quantize_exact(p, out))
		return;
	*out = (struct indexed){ .width = p->width, .height = p->height };
	cells = xcalloc(CELLS, sizeof *cells);
	group_of = xcalloc(CELLS, 1);
	out->index = xmalloc(pixels);
	out->count = make_groups(cells, count_cells(p, cells), groups);
	name_groups(cells, groups, out, group_of);
	for (n = 0; n < pixels; n++)
		out->index[n] = group_of[cell_key(p->pixel[n])];
	free(group_of);
	free(cells);
}

void
quantize_fini(struct indexed *indexed)
{
	free(indexed->index);
	*indexed = (struct indexed){ 0 };
}
