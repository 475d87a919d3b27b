/*
 * do_color · methods on the colours of a project
 *
 * They look at every voxel and run in a job child.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/census.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define ALL_LAYERS	(-2)
#define MERGE_DEFAULT	10	/* that a channel differs by */
#define RESULTS_DEFAULT	1000	/* locations */

static const struct box world = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } }
};

/* Where to look: some layers of the image, next to each other, and a box. */
struct scope {
	struct layer	*const *layers;
	uint32_t	 count;
	const struct layer *one;	/* what `layers` is then */
	struct box	 box;
};

static enum err
take_box(struct call *c, bool given, const struct span *region,
    struct box *box)
{
	int axis;

	*box = world;
	for (axis = 0; given && axis < 3; axis++) {
		if (region->min.at[axis] > region->max.at[axis])
			return fail(c, ERR_PARAMS, "parameter 'region': min "
			    "must not be above max along %c", 'x' + axis);
		box->lo.at[axis] = region->min.at[axis];
		box->hi.at[axis] = region->max.at[axis] + 1;
	}
	return OK;
}

static enum err
open_scope(struct call *c, int32_t layer_id, bool boxed,
    const struct span *region, struct scope *scope)
{
	const struct image *image = c->context->image;
	uint32_t i;

	if (layer_id == ALL_LAYERS) {
		scope->layers = image->layers;
		scope->count = image->layer_count;
	} else {
		if ((scope->one = call_layer(c, layer_id)) == NULL)
			return ERR_NO_LAYER;
		for (i = 0; image->layers[i] != scope->one; i++)
			continue;
		scope->layers = image->layers + i;
		scope->count = 1;
	}
	return take_box(c, boxed, region, &scope->box);
}

static void
take_census(const struct scope *scope, struct census *census)
{
	uint32_t i;

	for (i = 0; i < scope->count; i++)
		census_add(census, &scope->layers[i]->volume, &scope->box);
}

static void
put_hex(struct call *c, const char *key, struct rgba color)
{
	char text[16];

	snprintf(text, sizeof text, "#%02X%02X%02X%02X", color.c[0],
	    color.c[1], color.c[2], color.c[ALPHA]);
	reply_text(c, key, text);
}

/*
 * The histogram
 */

static void
put_histogram(struct call *c, const struct census *census, uint32_t shown,
    const struct get_color_histogram_in *in)
{
	uint64_t total = 0;
	uint32_t i;

	for (i = 0; i < shown; i++)
		total += census->at[i].count;
	reply_open(c);
	reply_list(c, "histogram");
	for (i = 0; i < shown; i++) {
		reply_item(c);
		put_hex(c, "color", census->at[i].color);
		reply_color(c, "rgba", census->at[i].color);
		reply_int(c, "count", (int64_t)census->at[i].count);
		reply_real(c, "percentage",
		    100.0 * (double)census->at[i].count / (double)total);
		reply_item_end(c);
	}
	reply_list_end(c);
	reply_int(c, "total_voxels", (int64_t)census->voxels);
	reply_int(c, "unique_colors", census->count);
	reply_object(c, "metadata");
	reply_bool(c, "binned", in->bin_size > 1);
	if (in->bin_size > 1)
		reply_int(c, "bin_size", in->bin_size);
	reply_object_end(c);
	reply_close(c);
}

enum err
do_get_color_histogram(struct call *c, const struct get_color_histogram_in *in)
{
	struct census census = { .bin = (uint32_t)in->bin_size };
	struct scope scope;
	uint32_t shown;
	enum err err;

	if (in->bin_size < 0 || in->bin_size > 256 || in->top_n < 0)
		return fail(c, ERR_PARAMS, "parameter 'bin_size' must be from "
		    "0 to 256, and 'top_n' 0 or more");
	err = open_scope(c, in->has_layer_id ? in->layer_id : -1,
	    in->has_region, &in->region, &scope);
	if (err != OK)
		return err;
	take_census(&scope, &census);
	census_sort(&census, !in->has_sort_by_count || in->sort_by_count);
	shown = in->top_n > 0 && (uint32_t)in->top_n < census.count ?
	    (uint32_t)in->top_n : census.count;
	put_histogram(c, &census, shown, in);
	census_fini(&census);
	return OK;
}

/*
 * All colours
 */

static bool
is_near(struct rgba a, struct rgba b, int32_t threshold)
{
	int i;

	for (i = 0; i < 4; i++)
		if (abs(a.c[i] - b.c[i]) > threshold)
			return false;
	return true;
}

/* Keep those that are near none of the more frequent ones that are kept. */
static void
merge_similar(struct census *census, int32_t threshold)
{
	uint32_t i, k, kept = 0;

	census_sort(census, true);
	for (i = 0; i < census->count; i++) {
		for (k = 0; k < kept; k++)
			if (is_near(census->at[k].color, census->at[i].color,
			    threshold))
				break;
		if (k == kept)
			census->at[kept++] = census->at[i];
	}
	if (kept < census->count)
		memset(census->at + kept, 0, (census->count - kept) *
		    sizeof *census->at);
	census->count = kept;
}

static void
put_colors(struct call *c, const struct census *census,
    const struct get_unique_colors_in *in)
{
	uint32_t i;

	reply_open(c);
	reply_list(c, "colors");
	for (i = 0; i < census->count; i++) {
		reply_item(c);
		put_hex(c, "hex", census->at[i].color);
		reply_color(c, "rgba", census->at[i].color);
		reply_item_end(c);
	}
	reply_list_end(c);
	reply_int(c, "count", census->count);
	reply_object(c, "metadata");
	reply_int(c, "layer_id", in->has_layer_id ? in->layer_id : -1);
	reply_bool(c, "sorted_by_count", in->sort_by_count);
	reply_object_end(c);
	reply_close(c);
}

enum err
do_get_unique_colors(struct call *c, const struct get_unique_colors_in *in)
{
	int32_t threshold = in->has_merge_threshold ? in->merge_threshold :
	    MERGE_DEFAULT;
	struct census census = { 0 };
	struct scope scope;
	enum err err;

	if (threshold < 0 || threshold > 255)
		return fail(c, ERR_PARAMS, "parameter 'merge_threshold' must "
		    "be from 0 to 255, not %d", threshold);
	err = open_scope(c, in->has_layer_id ? in->layer_id : -1,
	    in->has_region, &in->region, &scope);
	if (err != OK)
		return err;
	take_census(&scope, &census);
	if (in->merge_similar)
		merge_similar(&census, threshold);
	census_sort(&census, in->sort_by_count);
	put_colors(c, &census, in);
	census_fini(&census);
	return OK;
}

/*
 * One colour
 */

struct search {
	struct call	*call;
	struct rgba	 lo, hi;	/* each channel's bounds, inclusive */
	const struct layer *layer;
	uint64_t	 limit;		/* locations to list */
	uint64_t	 count;		/* matches */
};

static bool
matches(const struct search *s, struct rgba color)
{
	int i;

	for (i = 0; i < 4; i++)
		if (color.c[i] < s->lo.c[i] || color.c[i] > s->hi.c[i])
			return false;
	return color.c[ALPHA] != 0;
}

static void
list_voxel(struct search *s, const struct pos *pos)
{
	if (s->count++ >= s->limit)
		return;
	reply_item(s->call);
	reply_xyz(s->call, pos);
	reply_text(s->call, "layer", s->layer->name);
	reply_int(s->call, "layer_id", s->layer->id);
	reply_item_end(s->call);
}

/* A row along x, which begins at `first`. */
static void
search_row(struct search *s, tile_slot slot, const struct pos *first,
    int32_t end)
{
	struct pos p = *first;

	for (; p.at[0] < end; p.at[0]++)
		if (slot_uniform(slot) ||
		    matches(s, slot_tile(slot)->voxel[tile_index(&p)]))
			list_voxel(s, &p);
}

static void
search_slot(struct search *s, tile_slot slot, const struct box *part)
{
	bool uniform = slot_uniform(slot);
	struct pos p = part->lo;

	if (uniform && !matches(s, slot_color(slot)))
		return;
	if (uniform && s->count >= s->limit) {
		s->count += box_voxels(part);
		return;
	}
	for (; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++)
			search_row(s, slot, &p, part->hi.at[0]);
}

static void
search_layer(struct search *s, const struct layer *layer,
    const struct box *box)
{
	struct volume_scan scan;
	struct box part;
	int axis;

	s->layer = layer;
	volume_scan_open(&scan, &layer->volume, box);
	while (!reply_failed(s->call) && volume_scan_next(&scan)) {
		part = (struct box){ scan.at, scan.at };
		for (axis = 0; axis < 3; axis++)
			part.hi.at[axis] += TILE_SIDE;
		part = box_cut(&part, box);
		search_slot(s, scan.here, &part);
	}
	volume_scan_close(&scan);
}

/* The places come after the counts in a reply: they are counted first. */
static uint64_t
count_matches(const struct search *like, const struct scope *scope)
{
	struct search s = *like;
	uint32_t i;

	s.limit = 0;
	for (i = 0; i < scope->count; i++)
		search_layer(&s, scope->layers[i], &scope->box);
	return s.count;
}

static void
put_matches(struct call *c, const struct find_voxels_by_color_in *in,
    const struct scope *scope, struct search *s)
{
	uint64_t found = count_matches(s, scope);
	bool listed = !in->has_include_locations || in->include_locations;
	uint32_t i;

	reply_open(c);
	put_hex(c, "target_color", in->color);
	reply_int(c, "match_count", (int64_t)found);
	reply_bool(c, "truncated", listed && found > s->limit);
	reply_list(c, "locations");
	for (i = 0; listed && i < scope->count && s->count < s->limit; i++)
		search_layer(s, scope->layers[i], &scope->box);
	reply_list_end(c);
	reply_object(c, "metadata");
	reply_color(c, "tolerance", in->tolerance);
	reply_object_end(c);
	reply_close(c);
}

enum err
do_find_voxels_by_color(struct call *c,
    const struct find_voxels_by_color_in *in)
{
	struct search s = { .call = c, .limit = RESULTS_DEFAULT };
	struct scope scope;
	enum err err;
	int i, lo, hi;

	if (!in->has_color)
		return fail(c, ERR_PARAMS, "Color parameter must be an array "
		    "of [r,g,b] or [r,g,b,a]");
	if (in->has_max_results && in->max_results < 0)
		return fail(c, ERR_PARAMS, "parameter 'max_results' must be 0 "
		    "or more, not %d", in->max_results);
	if (in->has_max_results)
		s.limit = (uint64_t)in->max_results;
	for (i = 0; i < 4; i++) {
		lo = in->color.c[i] - in->tolerance.c[i];
		hi = in->color.c[i] + in->tolerance.c[i];
		s.lo.c[i] = (uint8_t)(lo < 0 ? 0 : lo);
		s.hi.c[i] = (uint8_t)(hi > 255 ? 255 : hi);
	}
	err = open_scope(c, in->has_layer_id ? in->layer_id : -1,
	    in->has_region, &in->region, &scope);
	if (err == OK)
		put_matches(c, in, &scope, &s);
	return err;
}
