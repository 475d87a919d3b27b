/*
 * texture - the colours of a model as one picture, and where in it each is
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/format/texture.h"
#include "mem.h"

#define SQUARE	4	/* pixels a side of a colour, where there is room */

void
texture_fini(struct texture *t)
{
	lookup_fini(&t->by_color);
	free(t->color);
}

uint32_t
texture_number(struct texture *t, struct rgba color)
{
	uint32_t number = t->count;

	color.c[ALPHA] = 255;
	if (lookup_number(&t->by_color, rgba_word(color), &number))
		return number;
	if (t->count == t->size) {
		t->size = t->size * 2 + 256;
		t->color = xrealloc(t->color, t->size * sizeof *t->color);
	}
	t->color[t->count++] = color;
	return number;
}

/* Squares a side of the picture. */
static uint32_t
squares(const struct texture *t)
{
	uint32_t side = 1;

	while ((uint64_t)side * side < t->count)
		side *= 2;
	return side;
}

static uint32_t
square_pixels(uint32_t side)
{
	return side <= BOUND_RENDER_SIDE / SQUARE ? SQUARE :
	    BOUND_RENDER_SIDE / side;
}

void
texture_place(const struct texture *t, uint32_t number, float uv[2])
{
	uint32_t side = squares(t);

	uv[0] = ((float)(number % side) + 0.5f) / (float)side;
	uv[1] = ((float)(number / side) + 0.5f) / (float)side;
}

static void
paint_row(const struct texture *t, const struct picture *p, uint32_t y)
{
	uint32_t side = squares(t), pixels = square_pixels(side), x, number;

	for (x = 0; x < p->width; x++) {
		number = y / pixels * side + x / pixels;
		p->pixel[(size_t)y * p->width + x] = number < t->count ?
		    t->color[number] : (struct rgba){ { 0, 0, 0, 255 } };
	}
}

enum err
texture_write(const struct texture *t, struct buf *out)
{
	uint32_t side = squares(t) * square_pixels(squares(t)), y;
	struct picture p = { 0 };
	enum err err = picture_init(&p, side, side);

	if (err != OK)
		return err;
	for (y = 0; y < side; y++)
		paint_row(t, &p, y);
	err = png_write(&p, PNG_FAST, out);
	picture_fini(&p);
	return err;
}
