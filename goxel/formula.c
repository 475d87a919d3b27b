/*
 * formula - a box filled where an expression says so
 */
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "expr/machine.h"
#include "goxel/formula.h"
#include "mem.h"

enum slot { SLOT_X, SLOT_R = 3, SLOT_U, SLOTS = SLOT_U + 3 };

#define NAMES_COST	10	/* of making the names' values */

static const char names[] = "xyzruvw";

enum palette_kind { PLAIN, RGB, HSV };

struct compiled {
	const struct formula	*formula;
	struct expr_pool	 pool;
	struct expr		 where, channel[4];
	enum palette_kind	 kind;
	struct rgba		 plain;
	uint64_t		 cost;		/* of a voxel */
	double			 mid[3], half[3];	/* of the box */
	struct machine		*machine;
};

/*
 * Compiling
 */

static int
find_name(void *owner, const struct token *token)
{
	const char *at;

	(void)owner;
	if (token->kind != TOKEN_NAME || token->len != 1)
		return -1;
	at = memchr(names, *token->at, sizeof names - 1);
	return at == NULL ? -1 : (int)(at - names);
}

static void
open_reader(struct expr_reader *r, struct compiled *c,
    const struct bytes *text)
{
	*r = (struct expr_reader){ .pool = &c->pool, .find = find_name };
	token_open(&r->tokens, text->at, text->len);
	if (text->len > EXPR_TEXT)
		expr_fail(r, "expected at most %d bytes", EXPR_TEXT);
}

static enum err
close_reader(struct expr_reader *r, struct expr_error *error)
{
	if (r->tokens.now.kind != TOKEN_END)
		expr_fail(r, "expected an operator or the end");
	if (r->failed && error != NULL)
		*error = r->error;
	return r->failed ? ERR_PARAMS : OK;
}

static int
hex(char c)
{
	return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

static void
read_plain(struct expr_reader *r, struct rgba *color)
{
	const struct token *now = &r->tokens.now;
	uint32_t i;

	if (now->len != 6 && now->len != 8)
		expr_fail(r, "expected 6 or 8 digits after #");
	*color = (struct rgba){ { 255, 255, 255, 255 } };
	for (i = 0; !r->failed && i < now->len / 2; i++)
		color->c[i] = (uint8_t)(16 * hex(now->at[2 * i]) +
		    hex(now->at[2 * i + 1]));
	token_next(&r->tokens);
}

static void
read_channels(struct expr_reader *r, struct compiled *c)
{
	int i;

	c->kind = token_is(&r->tokens.now, "hsv") ? HSV : RGB;
	token_next(&r->tokens);
	expr_expect(r, '(');
	for (i = 0; i < 3; i++) {
		if (i > 0)
			expr_expect(r, ',');
		c->channel[i] = expr_read(r);
	}
	if (expr_accept(r, ','))
		c->channel[ALPHA] = expr_read(r);
	expr_expect(r, ')');
	for (i = 0; i < 4; i++)
		c->cost += c->channel[i].cost;
}

static enum err
compile_color(struct compiled *c, struct expr_error *error)
{
	const struct bytes *text = &c->formula->color;
	struct expr_reader r;

	c->plain = (struct rgba){ { 255, 255, 255, 255 } };
	if (text->len == 0)
		return OK;
	open_reader(&r, c, text);
	if (r.tokens.now.kind == TOKEN_COLOR)
		read_plain(&r, &c->plain);
	else if (token_is(&r.tokens.now, "rgb") ||
	    token_is(&r.tokens.now, "hsv"))
		read_channels(&r, c);
	else
		expr_fail(&r, "expected #rrggbb, rgb(r, g, b) or "
		    "hsv(h, s, v)");
	return close_reader(&r, error);
}

static enum err
compile_where(struct compiled *c, struct expr_error *error)
{
	struct expr_reader r;

	open_reader(&r, c, &c->formula->where);
	c->where = expr_read(&r);
	c->cost += c->where.cost;
	return close_reader(&r, error);
}

enum err
formula_check(const struct formula *f, struct expr_error *error,
    bool *in_color)
{
	struct compiled c = { .formula = f };
	enum err err;

	*in_color = false;
	err = compile_where(&c, error);
	if (err == OK) {
		*in_color = true;
		err = compile_color(&c, error);
	}
	expr_fini(&c.pool);
	return err;
}

/*
 * Filling
 */

static uint8_t
byte(double value)
{
	return value >= 255 ? 255 : value > 0 ? (uint8_t)(value + 0.5) : 0;
}

static double
unit(double value)
{
	return value >= 1 ? 1 : value > 0 ? value : 0;
}

/* How much of one channel a hue has, seen from where it is strongest. */
static double
hue_part(double hue, double from)
{
	double far = hue / 60 + from;

	far = fabs(far - 6 * floor(far / 6) - 3) - 1;
	return unit(far);
}

static void
turn_hue(const double hsv[3], double rgb[3])
{
	static const double from[3] = { 0, 4, 2 };
	double s = unit(hsv[1]), v = unit(hsv[2]);
	double hue = isfinite(hsv[0]) ? hsv[0] : 0;
	int i;

	for (i = 0; i < 3; i++)
		rgb[i] = 255 * v * (1 - s + s * hue_part(hue, from[i]));
}

static void
find_colors(struct compiled *c, struct rgba color[MACHINE_LANES])
{
	double value[4][MACHINE_LANES], channels[3], rgb[3];
	int i, lane;

	for (i = 0; i < 4; i++)
		if (c->channel[i].count > 0)
			memcpy(value[i], machine_run(c->machine,
			    &c->channel[i]), sizeof value[i]);
	for (lane = 0; lane < c->machine->lanes; lane++) {
		for (i = 0; i < 3; i++)
			rgb[i] = channels[i] = value[i][lane];
		if (c->kind == HSV)
			turn_hue(channels, rgb);
		for (i = 0; i < 3; i++)
			color[lane].c[i] = byte(rgb[i]);
		color[lane].c[ALPHA] = c->channel[ALPHA].count > 0 ?
		    byte(value[ALPHA][lane]) : 255;
	}
}

static void
spread(double slot[MACHINE_LANES], double value)
{
	int i;

	for (i = 0; i < MACHINE_LANES; i++)
		slot[i] = value;
}

/* The names' values in a row along x. */
static void
set_slots(struct compiled *c, const struct pos *from)
{
	double (*slot)[MACHINE_LANES] = c->machine->slot, far = 0;
	double start = from->at[0], left = start + 0.5 - c->mid[0];
	int axis, i;

	for (axis = 1; axis < 3; axis++) {
		double off = from->at[axis] + 0.5 - c->mid[axis];

		spread(slot[SLOT_X + axis], from->at[axis]);
		spread(slot[SLOT_U + axis], (off / c->half[axis] + 1) / 2);
		far += off * off;
	}
	for (i = 0; i < MACHINE_LANES; i++) {
		double off = left + i;

		slot[SLOT_X][i] = start + i;
		slot[SLOT_U][i] = (off / c->half[0] + 1) / 2;
		slot[SLOT_R][i] = sqrt(off * off + far);
	}
}

static void
fill_row(struct compiled *c, const struct pos *from, int count,
    struct rgba *out)
{
	struct rgba color[MACHINE_LANES];
	double stands[MACHINE_LANES];
	bool any = false;
	int i;

	c->machine->lanes = count;
	set_slots(c, from);
	memcpy(stands, machine_run(c->machine, &c->where), sizeof stands);
	for (i = 0; i < count; i++)
		any = any || stands[i] > 0;
	if (!any)
		return;
	if (c->kind != PLAIN)
		find_colors(c, color);
	for (i = 0; i < count; i++)
		if (stands[i] > 0)
			out[i] = c->kind == PLAIN ? c->plain : color[i];
}

static enum err
fill_tile(struct compiled *c, const struct pos *at, struct volume *v)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	struct box box = { *at, *at };
	struct pos p;
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += TILE_SIDE;
	box = box_cut(&box, &c->formula->box);
	p = box.lo;
	for (; p.at[2] < box.hi.at[2]; p.at[2]++)
		for (p.at[1] = box.lo.at[1]; p.at[1] < box.hi.at[1];
		    p.at[1]++)
			fill_row(c, &p, box.hi.at[0] - p.at[0],
			    &tile->voxel[tile_index(&p)]);
	tile_refresh(tile);
	return volume_put(v, at, slot_of_tile(tile));
}

/* The next tile that the box touches, along x first; false after the last. */
static bool
next_tile(const struct box *box, struct pos *at)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at->at[axis] += TILE_SIDE;
		if (at->at[axis] < box->hi.at[axis])
			return true;
		at->at[axis] = box->lo.at[axis] & -TILE_SIDE;
	}
	return false;
}

static enum err
fill(struct compiled *c, struct volume *v)
{
	const struct box *box = &c->formula->box;
	struct pos at;
	enum err err;
	int axis;

	c->machine = xmalloc(sizeof *c->machine);
	*c->machine = (struct machine){ .pool = &c->pool,
	    .seed = c->formula->seed };
	for (axis = 0; axis < 3; axis++) {
		double lo = box->lo.at[axis], hi = box->hi.at[axis];

		c->mid[axis] = (lo + hi) / 2;
		c->half[axis] = (hi - lo) / 2;
		at.at[axis] = box->lo.at[axis] & -TILE_SIDE;
	}
	do
		err = fill_tile(c, &at, v);
	while (err == OK && next_tile(box, &at));
	free(c->machine);
	return err;
}

/* A row of a tile costs what all its lanes do. */
static bool
too_big(const struct compiled *c)
{
	struct box box = c->formula->box;
	uint64_t voxels = box_voxels(&box);

	if (voxels > BOUND_EDIT_VOXELS)
		return true;
	box.lo.at[0] &= -TILE_SIDE;
	box.hi.at[0] = (box.hi.at[0] + TILE_SIDE - 1) & -TILE_SIDE;
	return box_voxels(&box) > FORMULA_COST / (c->cost + NAMES_COST);
}

enum err
formula_fill(const struct formula *f, struct volume *v)
{
	struct compiled c = { .formula = f };
	enum err err;

	if (!box_bounded(&f->box))
		return ERR_BOUNDS;
	err = compile_where(&c, NULL);
	if (err == OK)
		err = compile_color(&c, NULL);
	if (err == OK && !box_empty(&f->box))
		err = too_big(&c) ? ERR_TOO_BIG : fill(&c, v);
	expr_fini(&c.pool);
	return err;
}
