/*
 * do_check · agents look for faults of a model
 *
 * What is visible is looked at as one volume.  Each fault is told with the box
 * it is in and what might be done about it; the first ISSUES are listed, the
 * others counted.  A look that would cost too much is skipped, and that is
 * told too.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/cavity.h"
#include "goxel/census.h"
#include "goxel/component.h"
#include "goxel/crop.h"
#include "goxel/symmetry.h"
#include "goxel/thin.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define ISSUES		20	/* told one by one */
#define WORDS		160	/* bytes of what is told of one */
#define LINE		400
#define COLORS		255	/* of formats with a palette */
#define ODD_PERCENT	10	/* above, a model is not meant symmetric */

enum check { FLOATING, COMPONENTS, SYMMETRY, THIN, HOLES, BOUNDS, PALETTE,
	PRINTABLE, CHECKS };

static const char *const check_names[CHECKS] = {
	"floating", "components", "symmetry", "thin", "holes", "bounds",
	"palette", "printable"
};

#define BIT(check)	(1u << (check))
#define ALL		(BIT(CHECKS) - 1)
#define FOR_PRINTING	(BIT(FLOATING) | BIT(COMPONENTS) | BIT(THIN) |	\
			    BIT(HOLES))

struct issue {
	enum check	 check;
	char		 text[WORDS];
	struct box	 box;
	uint64_t	 voxels;
};

struct report {
	const struct image *image;
	struct volume	*flat;
	struct box	 bounds;	/* of it */
	uint64_t	 voxels;
	unsigned	 wanted, skipped;	/* bits of checks */
	bool		 asked;		/* for these in particular */
	uint32_t	 count[CHECKS], total;
	struct issue	 issue[ISSUES];
};

/* A fault; its words are to be written, where the result is not NULL. */
static char *
add_issue(struct report *r, enum check check, const struct box *box,
    uint64_t voxels)
{
	struct issue *issue;

	r->count[check]++;
	if (r->total++ >= ISSUES)
		return NULL;
	issue = &r->issue[r->total - 1];
	issue->check = check;
	issue->box = *box;
	issue->voxels = voxels;
	return issue->text;
}

static bool
wants(const struct report *r, enum check check)
{
	return r->wanted & BIT(check);
}

static void
skip(struct report *r, unsigned checks)
{
	r->skipped |= checks & r->wanted;
}

/*
 * The checks
 */

static void
judge_part(struct report *r, const struct component *part, bool first)
{
	bool floats = part->box.lo.at[2] > r->bounds.lo.at[2];
	char *text = NULL;

	if (floats && wants(r, FLOATING)) {
		text = add_issue(r, FLOATING, &part->box, part->count);
		if (text != NULL)
			text_format(text, WORDS, "%" PRIu64 " voxels float: "
			    "nothing joins them to what stands on z=%" PRId32
			    "; join or erase them", part->count,
			    r->bounds.lo.at[2]);
	} else if (!first && wants(r, COMPONENTS)) {
		text = add_issue(r, COMPONENTS, &part->box, part->count);
		if (text != NULL)
			text_format(text, WORDS, "%" PRIu64 " voxels are not "
			    "joined to the largest part; join or erase them "
			    "unless meant so", part->count);
	}
}

static void
check_parts(struct report *r)
{
	struct components parts;
	uint32_t i;

	if (component_find(&parts, r->flat) != OK)
		skip(r, BIT(FLOATING) | BIT(COMPONENTS));
	for (i = 0; i < parts.count && parts.at != NULL; i++)
		judge_part(r, &parts.at[i], i == 0);
	component_fini(&parts);
}

static void
check_axis(struct report *r, int axis)
{
	struct symmetry s;
	char *text;

	if (symmetry_look(r->flat, axis, &s) != OK) {
		skip(r, BIT(SYMMETRY));
		return;
	}
	if (s.odd == 0 || (!r->asked &&
	    s.odd > r->voxels / 100 * ODD_PERCENT))
		return;
	text = add_issue(r, SYMMETRY, &s.box, s.odd);
	if (text != NULL)
		text_format(text, WORDS, "%" PRIu64 " of %" PRIu64 " voxels "
		    "have no counterpart across the middle of %c; mirror one "
		    "half onto the other", s.odd, r->voxels, 'x' + axis);
}

static void
check_thin(struct report *r)
{
	struct volume thin = { 0 };
	struct components parts = { 0 };
	uint32_t i;
	char *text;

	if (thin_find(r->flat, &thin) != OK ||
	    component_find(&parts, &thin) != OK) {
		skip(r, BIT(THIN));
		parts.count = 0;
	}
	for (i = 0; i < parts.count; i++) {
		text = add_issue(r, THIN, &parts.at[i].box,
		    parts.at[i].count);
		if (text != NULL)
			text_format(text, WORDS, "%" PRIu64 " voxels are a "
			    "wall, rod or edge one voxel thick, which breaks "
			    "in print; make it two", parts.at[i].count);
	}
	component_fini(&parts);
	volume_fini(&thin);
}

static void
check_holes(struct report *r)
{
	struct components hollows;
	uint32_t i;
	char *text;

	if (cavity_find(&hollows, r->flat) != OK) {
		skip(r, BIT(HOLES));
		hollows.count = 0;
	}
	for (i = 0; i < hollows.count; i++) {
		text = add_issue(r, HOLES, &hollows.at[i].box,
		    hollows.at[i].count);
		if (text != NULL)
			text_format(text, WORDS, "a closed hollow of %" PRIu64
			    " voxels; fill it, or open it to the outside",
			    hollows.at[i].count);
	}
	component_fini(&hollows);
}

static void
check_bounds(struct report *r)
{
	const struct box *size = &r->image->box;
	struct volume inside = { 0 };
	uint64_t outside;
	char *text;

	if (box_empty(size) || box_covers(size, &r->bounds))
		return;
	volume_copy(&inside, r->flat);
	if (crop_volume(&inside, size) != OK) {
		skip(r, BIT(BOUNDS));
		volume_fini(&inside);
		return;
	}
	outside = r->voxels - volume_count(&inside);
	volume_fini(&inside);
	text = add_issue(r, BOUNDS, &r->bounds, outside);
	if (text != NULL)
		text_format(text, WORDS, "%" PRIu64 " voxels are outside of "
		    "the model's size, %" PRId32 " x %" PRId32 " x %" PRId32
		    "; move or erase them", outside,
		    size->hi.at[0] - size->lo.at[0],
		    size->hi.at[1] - size->lo.at[1],
		    size->hi.at[2] - size->lo.at[2]);
}

static void
check_palette(struct report *r)
{
	struct census colors = { 0 };
	uint64_t clear = 0;
	uint32_t i;
	char *text;

	census_add(&colors, r->flat, &r->bounds);
	census_sort(&colors, true);
	for (i = 0; i < colors.count; i++)
		if (colors.at[i].color.c[ALPHA] != 255)
			clear += colors.at[i].count;
	if (colors.count > COLORS && (text = add_issue(r, PALETTE, &r->bounds,
	    r->voxels)) != NULL)
		text_format(text, WORDS, "%" PRIu32 " colours; vox and kvx "
		    "keep %d: use fewer", colors.count, COLORS);
	if (clear > 0 && (text = add_issue(r, PALETTE, &r->bounds, clear)) !=
	    NULL)
		text_format(text, WORDS, "%" PRIu64 " voxels are translucent, "
		    "which most formats do not keep", clear);
	census_fini(&colors);
}

static void
run(struct report *r)
{
	if (wants(r, FLOATING) || wants(r, COMPONENTS))
		check_parts(r);
	if (wants(r, HOLES))
		check_holes(r);
	if (wants(r, BOUNDS))
		check_bounds(r);
	if (wants(r, SYMMETRY)) {
		check_axis(r, 0);
		check_axis(r, 1);
	}
	if (wants(r, PALETTE))
		check_palette(r);
	if (wants(r, THIN))
		check_thin(r);
}

/*
 * The reply
 */

static void
put_names(struct call *c, const char *key, unsigned checks)
{
	int i;

	reply_list(c, key);
	for (i = 0; i < CHECKS; i++)
		if (checks & BIT(i))
			reply_text(c, NULL, check_names[i]);
	reply_list_end(c);
}

static void
put_issues(struct call *c, const struct report *r)
{
	const struct issue *issue = r->issue;
	uint32_t i;

	reply_list(c, "issues");
	for (i = 0; i < r->total && i < ISSUES; i++, issue++) {
		reply_item(c);
		reply_text(c, "check", check_names[issue->check]);
		reply_text(c, "text", issue->text);
		model_put_box(c, "box", &issue->box);
		reply_int(c, "voxels", (int64_t)issue->voxels);
		reply_item_end(c);
	}
	reply_list_end(c);
}

static enum err
put_report(struct call *c, const struct report *r)
{
	char line[LINE];
	int i;

	model_put(c);
	reply_bool(c, "ok", r->total == 0 && r->skipped == 0);
	reply_int(c, "total", r->total);
	reply_object(c, "counts");
	for (i = 0; i < CHECKS; i++)
		if (wants(r, (enum check)i))
			reply_int(c, check_names[i], r->count[i]);
	reply_object_end(c);
	put_issues(c, r);
	if (r->skipped != 0)
		put_names(c, "skipped", r->skipped);
	if (r->voxels == 0)
		text_format(line, sizeof line, "There is no visible voxel.");
	else if (r->total == 0)
		text_format(line, sizeof line, "No faults found.%s",
		    r->skipped != 0 ? "  Some checks were too much for a "
		    "model of this size." : "");
	else
		text_format(line, sizeof line, "%" PRIu32 " fault%s, the "
		    "first: %s", r->total, r->total == 1 ? "" : "s",
		    r->issue[0].text);
	return tool_close(c, &(struct tool_content){ .text = line });
}

static enum err
take_checks(struct call *c, const struct voxel_check_in *in,
    struct report *r)
{
	uint32_t n;
	int i;

	for (n = 0; n < in->checks.count; n++) {
		for (i = 0; i < CHECKS; i++)
			if (strcmp(in->checks.at[n], check_names[i]) == 0)
				break;
		if (i == CHECKS)
			return fail(c, ERR_PARAMS, "parameter 'checks': there "
			    "is no '%s'; floating, components, symmetry, thin, "
			    "holes, bounds, palette and printable are",
			    in->checks.at[n]);
		r->wanted |= BIT(i);
	}
	r->asked = r->wanted != 0;
	if (!r->asked)
		r->wanted = ALL;
	if (wants(r, PRINTABLE))
		r->wanted = (r->wanted | FOR_PRINTING) & ~BIT(PRINTABLE);
	return OK;
}

enum err
do_voxel_check(struct call *c, const struct voxel_check_in *in)
{
	struct report r = { .image = c->context->image };
	struct volume flat = { 0 };
	enum err err;

	if ((err = take_checks(c, in, &r)) != OK ||
	    (err = model_flatten(c, &flat)) != OK)
		return err;
	r.flat = &flat;
	r.voxels = volume_count(&flat);
	if (volume_bounds(&flat, true, &r.bounds))
		run(&r);
	volume_fini(&flat);
	return put_report(c, &r);
}
