/*
 * turtle - where a program's drawing stands: a box, a colour, a mode
 */
#include <math.h>

#include "bounds.h"
#include "expr/real.h"
#include "goxel/solid.h"
#include "goxel/turtle.h"

#define RADIANS	(3.14159265358979323846 / 180)
#define THIN	0.01	/* half-extent that is not drawn */
#define LEAST	0.49	/* half a voxel, or a rounding less */

/*
 * Colours
 */

static double
within(double value, double least, double most)
{
	return value > least ? (value < most ? value : most) : least;
}

/* Of red, green, blue: hue, saturation, lightness. */
static void
take_color(struct turtle *t, struct rgba color)
{
	double c[3], high, low, wide;
	int i, top = 0;

	for (i = 0; i < 3; i++) {
		c[i] = color.c[i] / 255.0;
		top = c[i] > c[top] ? i : top;
	}
	high = c[top];
	low = fmin(c[0], fmin(c[1], c[2]));
	wide = high - low;
	t->hsl[2] = (high + low) / 2;
	t->hsl[0] = t->hsl[1] = 0;
	t->alpha = color.c[ALPHA];
	if (wide == 0)
		return;
	t->hsl[1] = wide / (1 - fabs(2 * t->hsl[2] - 1));
	t->hsl[0] = 60 * (2 * top + (c[(top + 1) % 3] - c[(top + 2) % 3]) /
	    wide);
}

static struct rgba
current_color(const struct turtle *t)
{
	static const double from[3] = { 0, 8, 4 };
	double reach = t->hsl[1] * fmin(t->hsl[2], 1 - t->hsl[2]);
	struct rgba color;
	int i;

	for (i = 0; i < 3; i++) {
		double k = t->hsl[0] / 30 + from[i];

		k -= 12 * floor(k / 12);
		color.c[i] = (uint8_t)(255 * within(t->hsl[2] - reach *
		    within(fmin(k - 3, 9 - k), -1, 1), 0, 1) + 0.5);
	}
	color.c[ALPHA] = t->alpha;
	return color;
}

/* One number goes so much of the way up to the most, or, below 0, down to the
 * least; with a second one, to that. */
static void
move_color(struct turtle *t, int i, const double number[3], uint32_t count)
{
	double part = within(number[0], -1, 1), to = part < 0 ? 0 : 1;

	if (count > 1)
		to = within(number[1], 0, 1);
	t->hsl[i] += (to - t->hsl[i]) * fabs(part);
}

static void
move_hue(struct turtle *t, const double number[3], uint32_t count)
{
	double hue = t->hsl[0] + number[0];

	if (count > 1)
		hue = t->hsl[0] + (number[1] - t->hsl[0]) *
		    within(number[0], -1, 1);
	t->hsl[0] = isfinite(hue) ? hue - 360 * floor(hue / 360) : 0;
}

/*
 * The box
 */

static void
move(struct turtle *t, int first, const double number[3], uint32_t count)
{
	uint32_t i;
	int axis;

	for (i = 0; i < count; i++)
		for (axis = 0; axis < 3; axis++)
			t->mid[axis] += 2 * number[i] *
			    t->half[first + (int)i] *
			    t->axis[first + (int)i][axis];
}

static void
turn(struct turtle *t, int about, double degrees)
{
	double *a = t->axis[(about + 1) % 3], *b = t->axis[(about + 2) % 3];
	double s = real_sin(degrees * RADIANS);
	double c = real_cos(degrees * RADIANS), was;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		was = a[axis];
		a[axis] = c * was + s * b[axis];
		b[axis] = c * b[axis] - s * was;
	}
}

static void
scale(struct turtle *t, const double number[3], uint32_t count)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		t->half[axis] *= fabs(number[count == 3 ? axis : 0]);
}

/* As wide and high as it is along its shortest side. */
static void
even_out(struct turtle *t, double factor)
{
	double least = fmin(t->half[0], fmin(t->half[1], t->half[2]));
	int axis;

	for (axis = 0; axis < 3; axis++)
		t->half[axis] = least * fabs(factor);
}

static void
adjust_look(struct turtle *t, enum program_adjust id, const double number[3],
    uint32_t count)
{
	if (id == PROGRAM_hue)
		move_hue(t, number, count);
	else if (id == PROGRAM_sat || id == PROGRAM_light)
		move_color(t, id == PROGRAM_sat ? 1 : 2, number, count);
	else if (id == PROGRAM_sub)
		t->mode = MODE_SUB;
	else if (id == PROGRAM_paint)
		t->mode = MODE_PAINT;
	else if (id == PROGRAM_life)
		t->life = (int32_t)within(number[0], 0, 1e6);
	else if (id == PROGRAM_antialiased)
		t->soft = count == 0 || number[0] != 0;
}

void
turtle_adjust(struct turtle *t, enum program_adjust id,
    const double number[3], uint32_t count)
{
	switch (id) {
	case PROGRAM_s:
		scale(t, number, count);
		break;
	case PROGRAM_sx:
	case PROGRAM_sy:
	case PROGRAM_sz:
		t->half[id - PROGRAM_sx] *= fabs(number[0]);
		break;
	case PROGRAM_sn:
		even_out(t, count > 0 ? number[0] : 1);
		break;
	case PROGRAM_x:
	case PROGRAM_y:
	case PROGRAM_z:
		move(t, (int)(id - PROGRAM_x), number, count);
		break;
	case PROGRAM_rx:
	case PROGRAM_ry:
	case PROGRAM_rz:
		turn(t, (int)(id - PROGRAM_rx), number[0]);
		break;
	default:
		adjust_look(t, id, number, count);
		break;
	}
}

void
turtle_start(struct turtle *t, const struct box *box, struct rgba color)
{
	int axis;

	*t = (struct turtle){ .mode = MODE_OVER, .life = -1 };
	for (axis = 0; axis < 3; axis++) {
		double lo = box->lo.at[axis], hi = box->hi.at[axis];

		t->mid[axis] = (lo + hi) / 2;
		t->half[axis] = (hi - lo) / 2;
		t->axis[axis][axis] = 1;
	}
	take_color(t, color);
}

bool
turtle_small(const struct turtle *t)
{
	return !(t->half[0] >= LEAST || t->half[1] >= LEAST ||
	    t->half[2] >= LEAST);
}

uint64_t
turtle_voxels(const struct turtle *t)
{
	double voxels = 1;
	int i, axis;

	for (axis = 0; axis < 3; axis++) {
		double reach = 1;

		for (i = 0; i < 3; i++)
			reach += 2 * fabs(t->axis[i][axis]) * t->half[i];
		voxels *= reach;
	}
	return voxels < 1e18 ? (uint64_t)voxels : UINT64_MAX;
}

enum err
turtle_draw(const struct turtle *t, enum shape shape, struct volume *v)
{
	struct shape_stroke stroke = { .shape = shape, .mode = t->mode,
	    .color = current_color(t), .smoothness = t->soft ? 1 : 0 };
	struct matrix box = MATRIX_IDENTITY;
	int i, axis;

	for (i = 0; i < 3; i++) {
		if (!(t->half[i] > THIN) || !(fabs(t->mid[i]) < BOUND_COORD))
			return OK;
		for (axis = 0; axis < 3; axis++)
			box.m[i][axis] = (float)(t->axis[i][axis] *
			    t->half[i]);
		box.m[3][i] = (float)t->mid[i];
	}
	return solid_draw(v, &box, &stroke);
}
