/*
 * swatch - the few colours that a model is written with
 *
 * Median cut: all colours are one box; as long as there are too few boxes, the
 * one whose voxels are spread the widest along a channel, counted with how
 * many they are, is sorted by that channel and cut where half of its voxels
 * are on each side.  The mean of a box is a colour of the swatch.  Then each
 * colour takes the nearest, which need not be its own box's.
 *
 * Colours are sorted before anything else, so where they were does not matter.
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/format/solids.h"
#include "goxel/format/swatch.h"
#include "mem.h"

struct swatch_hue {
	uint8_t		 c[3];
	uint64_t	 count;		/* voxels */
};

/* Colours [first, end) of the list. */
struct cut {
	uint32_t	 first, end;
	int		 channel;	/* the widest */
	uint64_t	 weight;	/* how much it wants to be cut */
};

uint8_t
swatch_of_six(uint8_t value)
{
	return (uint8_t)((value & 63) << 2 | (value & 63) >> 4);
}

uint8_t
swatch_to_six(uint8_t value)
{
	return (uint8_t)((value * 63 + 127) / 255);
}

static struct rgba
fold(struct rgba color, unsigned bits)
{
	int i;

	color.c[ALPHA] = 255;
	for (i = 0; i < 3 && bits == 6; i++)
		color.c[i] = swatch_of_six(swatch_to_six(color.c[i]));
	return color;
}

static uint64_t
key_of(struct rgba color)
{
	return (uint64_t)1 << 32 | rgba_word(color);
}

static void
count_color(void *arg, struct rgba color, uint64_t count)
{
	struct swatch *s = arg;
	uint32_t number = s->hue_count;

	if (s->hue_count > SWATCH_EXACT && s->grain == 8)
		return;
	color = fold(color, s->grain);
	if (!lookup_number(&s->by_color, key_of(color), &number)) {
		if (s->hue_count == s->hue_size) {
			s->hue_size = s->hue_size == 0 ? 256 : 2 * s->hue_size;
			s->hue = xrealloc(s->hue, s->hue_size *
			    sizeof *s->hue);
		}
		s->hue[s->hue_count++] = (struct swatch_hue){
			{ color.c[0], color.c[1], color.c[2] }, 0
		};
	}
	s->hue[number].count += count;
}

static int
compare_from(const struct swatch_hue *a, const struct swatch_hue *b,
    int channel)
{
	int i, diff = 0;

	for (i = 0; diff == 0 && i < 3; i++)
		diff = a->c[(channel + i) % 3] - b->c[(channel + i) % 3];
	return diff;
}

static int
by_red(const void *a, const void *b)
{
	return compare_from(a, b, 0);
}

static int
by_green(const void *a, const void *b)
{
	return compare_from(a, b, 1);
}

static int
by_blue(const void *a, const void *b)
{
	return compare_from(a, b, 2);
}

static int (*const by_channel[3])(const void *, const void *) = {
	by_red, by_green, by_blue
};

/* Measure a cut: its widest channel, and what cutting it is worth. */
static void
weigh(const struct swatch *s, struct cut *cut)
{
	uint8_t lo[3] = { 255, 255, 255 }, hi[3] = { 0 };
	uint64_t voxels = 0, wide;
	uint32_t i;
	int k;

	for (i = cut->first; i < cut->end; i++) {
		voxels += s->hue[i].count;
		for (k = 0; k < 3; k++) {
			lo[k] = s->hue[i].c[k] < lo[k] ? s->hue[i].c[k] :
			    lo[k];
			hi[k] = s->hue[i].c[k] > hi[k] ? s->hue[i].c[k] :
			    hi[k];
		}
	}
	for (k = 1, cut->channel = 0; k < 3; k++)
		if (hi[k] - lo[k] > hi[cut->channel] - lo[cut->channel])
			cut->channel = k;
	wide = (uint64_t)(hi[cut->channel] - lo[cut->channel]);
	cut->weight = wide * wide * (voxels < UINT32_MAX ? voxels :
	    UINT32_MAX);
}

/* Sort a cut by its widest channel; where its second half begins. */
static uint32_t
halve(struct swatch *s, const struct cut *cut)
{
	uint64_t all = 0, some = 0;
	uint32_t i;

	qsort(s->hue + cut->first, cut->end - cut->first, sizeof *s->hue,
	    by_channel[cut->channel]);
	for (i = cut->first; i < cut->end; i++)
		all += s->hue[i].count;
	for (i = cut->first; i < cut->end - 1; i++) {
		some += s->hue[i].count;
		if (some >= all - some)
			return i + 1;
	}
	return cut->end - 1;
}

static void
take_mean(struct swatch *s, const struct cut *cut)
{
	uint64_t sum[3] = { 0 }, all = 0;
	struct rgba *color = &s->color[s->count++];
	uint32_t i;
	int k;

	for (i = cut->first; i < cut->end; i++) {
		all += s->hue[i].count;
		for (k = 0; k < 3; k++)
			sum[k] += s->hue[i].count * s->hue[i].c[k];
	}
	assert(all > 0);
	for (k = 0; k < 3; k++)
		color->c[k] = (uint8_t)((sum[k] + all / 2) / all);
	*color = fold(*color, s->depth);
}

static void
cut_colors(struct swatch *s)
{
	struct cut cuts[SWATCH_MOST], *worst, *fresh;
	uint32_t count, i;

	cuts[0] = (struct cut){ .end = s->hue_count };
	weigh(s, &cuts[0]);
	for (count = 1; count < SWATCH_MOST; count++) {
		for (i = 0, worst = cuts; i < count; i++)
			if (cuts[i].weight > worst->weight)
				worst = &cuts[i];
		fresh = &cuts[count];
		*fresh = *worst;
		worst->end = fresh->first = halve(s, worst);
		weigh(s, worst);
		weigh(s, fresh);
	}
	for (i = 0; i < count; i++)
		take_mean(s, &cuts[i]);
}

static uint8_t
nearest(const struct swatch *s, const struct swatch_hue *hue)
{
	int32_t best = INT32_MAX, distance, diff;
	uint32_t i, found = 0;
	int k;

	for (i = 0; i < s->count; i++) {
		for (k = 0, distance = 0; k < 3; k++) {
			diff = s->color[i].c[k] - hue->c[k];
			distance += diff * diff;
		}
		if (distance < best) {
			best = distance;
			found = i;
		}
	}
	return (uint8_t)found;
}

static void
keep_colors(struct swatch *s)
{
	uint32_t i;

	for (i = 0; i < s->hue_count; i++) {
		memcpy(s->color[i].c, s->hue[i].c, 3);
		s->color[i].c[ALPHA] = 255;
	}
	s->count = s->hue_count;
}

void
swatch_init(struct swatch *s, const struct volume *v, unsigned depth)
{
	uint32_t i;

	assert(depth == 6 || depth == 8);
	*s = (struct swatch){ .depth = depth, .grain = depth };
	solids_colors(v, count_color, s);
	if (s->hue_count > SWATCH_EXACT && depth == 8) {
		swatch_fini(s);
		*s = (struct swatch){ .depth = depth, .grain = 6 };
		solids_colors(v, count_color, s);
	}
	if (s->hue_count > 0)
		qsort(s->hue, s->hue_count, sizeof *s->hue, by_red);
	if (s->hue_count <= SWATCH_MOST)
		keep_colors(s);
	else
		cut_colors(s);
	for (i = 0; i < s->hue_count; i++) {
		struct rgba color = { { s->hue[i].c[0], s->hue[i].c[1],
		    s->hue[i].c[2], 255 } };

		lookup_change(&s->by_color, key_of(color),
		    nearest(s, &s->hue[i]));
	}
}

void
swatch_fini(struct swatch *s)
{
	lookup_fini(&s->by_color);
	free(s->hue);
	*s = (struct swatch){ 0 };
}

uint32_t
swatch_index(struct swatch *s, struct rgba color)
{
	color.c[ALPHA] = 255;
	if (s->last_color != rgba_word(color)) {
		s->last_color = rgba_word(color);
		s->last_index = 0;
		(void)lookup_number(&s->by_color, key_of(fold(color,
		    s->grain)), &s->last_index);
	}
	return s->last_index;
}
