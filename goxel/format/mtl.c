/*
 * mtl - the materials of a Wavefront OBJ
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/mtl.h"
#include "goxel/srgb.h"

#define DIELECTRIC	0.04	/* what shines of all that is no metal */
#define SHARPEST	30.0	/* the square root of the largest Ns */

static bool
is_taken(const struct mtl *m, const char *name)
{
	uint32_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->entry[i].name, name) == 0)
			return true;
	return false;
}

/* Readers end a name at white space, and a line at a control character. */
static void
make_name(const struct mtl *m, const char *from, char name[MTL_NAME])
{
	size_t len, i;
	uint32_t number = 2;

	len = (size_t)snprintf(name, MTL_NAME - 11, "%s",
	    *from == '\0' ? "material" : from);
	if (len >= MTL_NAME - 11)
		len = MTL_NAME - 12;
	for (i = 0; i < len; i++)
		if ((unsigned char)name[i] <= ' ' || name[i] == 127)
			name[i] = '_';
	while (is_taken(m, name))
		snprintf(name + len, MTL_NAME - len, "_%u", number++);
}

const char *
mtl_name(struct mtl *m, const struct material *material)
{
	struct mtl_entry *e;
	uint32_t i;

	for (i = 0; i < m->count; i++)
		if (m->entry[i].material == material)
			return m->entry[i].name;
	assert(m->count <= BOUND_MATERIALS);
	e = &m->entry[m->count];
	make_name(m, material == NULL ? "none" : material->name, e->name);
	e->material = material;
	m->count++;
	return e->name;
}

/* Whatever a file had, even no number. */
static double
unit(float value)
{
	return value > 0 ? fmin((double)value, 1) : 0;
}

static void
put_color(struct buf *out, const char *key, const double color[3])
{
	buf_add_format(out, "%s %.6f %.6f %.6f\n", key, color[0], color[1],
	    color[2]);
}

static void
put_entry(struct buf *out, const struct mtl_entry *e)
{
	static const struct material white = { .color = { 1, 1, 1, 1 },
	    .roughness = 1 };
	const struct material *m = e->material != NULL ? e->material : &white;
	double metallic = unit(m->metallic), rough = unit(m->roughness);
	double base[3], shine[3], glow[3];
	int i;

	for (i = 0; i < 3; i++) {
		base[i] = srgb_of_linear(unit(m->color[i]));
		shine[i] = DIELECTRIC * (1 - metallic) + base[i] * metallic;
		glow[i] = isfinite(m->emission[i]) && m->emission[i] > 0 ?
		    (double)m->emission[i] : 0;
	}
	buf_add_format(out, "\nnewmtl %s\n", e->name);
	put_color(out, "Kd", base);
	put_color(out, "Ks", shine);
	put_color(out, "Ke", glow);
	buf_add_format(out, "Ns %.6f\nd %.6f\nillum 2\nPr %.6f\nPm %.6f\n",
	    pow((1 - rough) * SHARPEST, 2), unit(m->color[3]), rough,
	    metallic);
}

void
mtl_write(const struct mtl *m, struct buf *out)
{
	uint32_t i;

	buf_add_text(out, "# materials of a voxel model\n");
	for (i = 0; i < m->count; i++)
		put_entry(out, &m->entry[i]);
}
