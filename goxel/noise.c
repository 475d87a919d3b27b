/*
 * noise - numbers that change smoothly from place to place
 *
 * Along a row only the two faces of the lattice's cell around it are needed,
 * each a number blended from four corners; the upper one becomes the lower one
 * of the next cell.
 */
#include "goxel/noise.h"

/* One octave. */
struct lattice {
	uint32_t	 seed;
	int32_t		 scale;
};

/* A coordinate in the lattice: cell, and where in it, eased, of NOISE_ONE. */
struct place {
	int32_t		 cell;
	uint32_t	 part;
};

static uint32_t
mix(uint32_t h)
{
	h ^= h >> 16;
	h *= 0x7feb352du;
	h ^= h >> 15;
	h *= 0x846ca68bu;
	return h ^ h >> 16;
}

static uint32_t
corner(const struct lattice *l, int32_t x, int32_t y, int32_t z)
{
	return mix(mix(mix(l->seed + (uint32_t)x) + (uint32_t)y) +
	    (uint32_t)z) >> 16;
}

/* 3 t^2 - 2 t^3: no kinks at the corners. */
static uint32_t
ease(uint32_t t)
{
	uint64_t square = (uint64_t)t * t / NOISE_ONE;

	return (uint32_t)(square * (3 * NOISE_ONE - 2 * t) / NOISE_ONE);
}

static struct place
find_place(const struct lattice *l, int32_t at)
{
	int32_t cell = at / l->scale - (at % l->scale < 0);
	uint32_t in = (uint32_t)(at - cell * l->scale);

	return (struct place){ cell,
	    ease((uint32_t)((uint64_t)in * NOISE_ONE / (uint32_t)l->scale)) };
}

static uint32_t
blend(uint32_t a, uint32_t b, uint32_t part)
{
	return (uint32_t)(((uint64_t)a * (NOISE_ONE - part) +
	    (uint64_t)b * part) / NOISE_ONE);
}

/* The face of a cell at x. */
static uint32_t
face(const struct lattice *l, int32_t x, const struct place *y,
    const struct place *z)
{
	uint32_t low, high;

	low = blend(corner(l, x, y->cell, z->cell),
	    corner(l, x, y->cell + 1, z->cell), y->part);
	high = blend(corner(l, x, y->cell, z->cell + 1),
	    corner(l, x, y->cell + 1, z->cell + 1), y->part);
	return blend(low, high, z->part);
}

static void
add_octave(const struct lattice *l, const struct pos *from, int32_t count,
    int weight, uint32_t *out)
{
	struct place y = find_place(l, from->at[1]);
	struct place z = find_place(l, from->at[2]);
	struct place x = find_place(l, from->at[0]);
	uint32_t low = face(l, x.cell, &y, &z);
	uint32_t high = face(l, x.cell + 1, &y, &z);
	int32_t i, cell = x.cell;

	for (i = 0; i < count; i++) {
		x = find_place(l, from->at[0] + i);
		if (x.cell != cell) {
			low = high;
			cell = x.cell;
			high = face(l, cell + 1, &y, &z);
		}
		out[i] += blend(low, high, x.part) << weight;
	}
}

void
noise_row(const struct noise *noise, const struct pos *from, int32_t count,
    uint32_t *out)
{
	struct lattice l = { noise->seed, noise->scale };
	uint32_t total = (1u << noise->octaves) - 1;
	int32_t i, octave;

	memset(out, 0, (size_t)count * sizeof *out);
	for (octave = 0; octave < noise->octaves; octave++) {
		add_octave(&l, from, count, noise->octaves - 1 - octave, out);
		l.seed = mix(l.seed + 1);
		l.scale = l.scale > 1 ? l.scale / 2 : 1;
	}
	for (i = 0; i < count; i++)
		out[i] /= total;
}
