/*
 * canvas - lines and words on a picture
 */
#include <math.h>

#include "goxel/canvas.h"
#include "goxel/font.h"

void
canvas_mix(struct picture *p, int32_t x, int32_t y, struct rgba color,
    float part)
{
	struct rgba *to;
	float under;
	int n;

	if (x < 0 || y < 0 || (uint32_t)x >= p->width ||
	    (uint32_t)y >= p->height)
		return;
	to = &p->pixel[(size_t)y * p->width + (size_t)x];
	part *= color.c[ALPHA] / 255.0f;
	under = to->c[ALPHA] / 255.0f * (1 - part);
	if (part + under <= 0)
		return;
	for (n = 0; n < 3; n++)
		to->c[n] = (uint8_t)((color.c[n] * part + to->c[n] * under) /
		    (part + under) + 0.5f);
	to->c[ALPHA] = (uint8_t)((part + under) * 255 + 0.5f);
}

/* What of a line from..to lies between 0 and `size` on one axis; false:
 * nothing does. */
static bool
clip(double from[2], double to[2], int axis, double size)
{
	double *low = from[axis] <= to[axis] ? from : to;
	double *high = low == from ? to : from;
	double slope, run = high[axis] - low[axis];

	if (high[axis] < 0 || low[axis] > size)
		return false;
	slope = run > 0 ? (high[!axis] - low[!axis]) / run : 0;
	if (low[axis] < 0) {
		low[!axis] -= low[axis] * slope;
		low[axis] = 0;
	}
	if (high[axis] > size) {
		high[!axis] += (size - high[axis]) * slope;
		high[axis] = size;
	}
	return true;
}

/* Each step along the longer axis colours two pixels across. */
void
canvas_line(struct picture *p, const double from[2], const double to[2],
    struct rgba color)
{
	double a[2] = { from[0], from[1] }, b[2] = { to[0], to[1] };
	int along = fabs(b[0] - a[0]) < fabs(b[1] - a[1]);
	double across, slope;
	int32_t at[2], n, last;
	float part;

	if (!isfinite(a[0] + a[1] + b[0] + b[1]) ||
	    !clip(a, b, 0, p->width) || !clip(a, b, 1, p->height))
		return;
	if (a[along] > b[along]) {
		double swap[2] = { a[0], a[1] };

		a[0] = b[0], a[1] = b[1];
		b[0] = swap[0], b[1] = swap[1];
	}
	slope = b[along] > a[along] ? (b[!along] - a[!along]) /
	    (b[along] - a[along]) : 0;
	last = (int32_t)floor(b[along]);
	for (n = (int32_t)floor(a[along]); n <= last; n++) {
		across = a[!along] + (n + 0.5 - a[along]) * slope - 0.5;
		at[along] = n;
		at[!along] = (int32_t)floor(across);
		part = (float)(across - at[!along]);
		canvas_mix(p, at[0], at[1], color, 1 - part);
		at[!along]++;
		canvas_mix(p, at[0], at[1], color, part);
	}
}

static void
put_dot(struct picture *p, int32_t x, int32_t y, int32_t scale,
    struct rgba color)
{
	int32_t n;

	for (n = 0; n < scale * scale; n++)
		canvas_mix(p, x + n % scale, y + n / scale, color, 1);
}

static void
put_glyph(struct picture *p, const int32_t at[2], int32_t scale,
    const struct glyph *glyph, struct rgba color)
{
	int32_t n, column, row;

	for (n = 0; n < FONT_ROWS * glyph->width; n++) {
		column = n % glyph->width;
		row = n / glyph->width;
		if (glyph->row[row] >> (glyph->width - 1 - column) & 1)
			put_dot(p, at[0] + column * scale,
			    at[1] + row * scale, scale, color);
	}
}

void
canvas_text(struct picture *p, const int32_t at[2], int32_t scale,
    const char *text, struct rgba color)
{
	const struct glyph *glyph;
	int32_t place[2] = { at[0], at[1] };

	for (; *text != '\0'; text++) {
		if ((glyph = font_glyph(*text)) == NULL)
			continue;
		put_glyph(p, place, scale, glyph, color);
		place[0] += (glyph->width + 1) * scale;
	}
}

void
canvas_lay(struct picture *p, const int32_t at[2], const struct picture *over)
{
	uint32_t x, y;

	for (y = 0; y < over->height; y++)
		for (x = 0; x < over->width; x++)
			canvas_mix(p, at[0] + (int32_t)x, at[1] + (int32_t)y,
			    over->pixel[(size_t)y * over->width + x], 1);
}
