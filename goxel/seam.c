/*
 * seam - rectangles of faces that go on in the next chunk, joined
 *
 * A table finds the rectangle that ends where another begins.  One that has
 * grown is put in again; where it was before it is not found any more, as what
 * is looked for is compared with the rectangle itself.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/seam.h"
#include "mem.h"

struct finder {
	size_t		*slot;		/* numbers from 1; 0: free */
	size_t		 size;		/* a power of two */
};

void
seam_add(struct seam *s, const struct seam_rect *rect)
{
	if (s->count == s->room) {
		s->room = s->room * 2 + 256;
		s->rect = xrealloc(s->rect, s->room * sizeof *s->rect);
	}
	s->rect[s->count++] = *rect;
}

/* Of a rectangle that has this edge, across `axis`. */
static size_t
hash(const struct seam_rect *r, int axis, int32_t edge)
{
	const uint64_t prime = 0x9e3779b97f4a7c15u;
	uint64_t h = (uint64_t)r->side << 32 | rgba_word(r->color);

	h = (h ^ (uint32_t)edge) * prime;
	h = (h ^ (uint32_t)r->depth) * prime;
	h = (h ^ (uint32_t)r->lo[!axis]) * prime;
	h = (h ^ (uint32_t)r->hi[!axis]) * prime;
	return (size_t)(h >> 32);
}

/* `next` goes on where `r` ends. */
static bool
continues(const struct seam_rect *r, const struct seam_rect *next, int axis)
{
	return r->hi[axis] == next->lo[axis] && r->side == next->side &&
	    r->depth == next->depth && r->lo[!axis] == next->lo[!axis] &&
	    r->hi[!axis] == next->hi[!axis] &&
	    rgba_same(r->color, next->color);
}

/* The one that `next` continues, or NULL. */
static struct seam_rect *
find(const struct seam *s, const struct finder *f,
    const struct seam_rect *next, int axis)
{
	size_t at = hash(next, axis, next->lo[axis]);

	for (;; at++) {
		size_t number = f->slot[at & (f->size - 1)];

		if (number == 0)
			return NULL;
		if (continues(&s->rect[number - 1], next, axis))
			return &s->rect[number - 1];
	}
}

static void
put(const struct seam *s, struct finder *f, const struct seam_rect *r,
    int axis)
{
	size_t at = hash(r, axis, r->hi[axis]);

	while (f->slot[at & (f->size - 1)] != 0)
		at++;
	f->slot[at & (f->size - 1)] = (size_t)(r - s->rect) + 1;
}

static void
join_along(struct seam *s, struct finder *f, int axis)
{
	struct seam_rect *r, *before;
	size_t i;

	for (i = 0; i < s->count; i++) {
		r = &s->rect[i];
		if (r->joined)
			continue;
		before = find(s, f, r, axis);
		if (before != NULL) {
			before->hi[axis] = r->hi[axis];
			r->joined = true;
			r = before;
		}
		put(s, f, r, axis);
	}
}

void
seam_join(struct seam *s)
{
	struct finder f = { .size = 16 };
	int axis;

	while (f.size < 2 * s->count)
		f.size *= 2;
	for (axis = 0; axis < 2; axis++) {
		f.slot = xcalloc(f.size, sizeof *f.slot);
		join_along(s, &f, axis);
		free(f.slot);
	}
}

void
seam_fini(struct seam *s)
{
	free(s->rect);
	*s = (struct seam){ .count = 0 };
}
