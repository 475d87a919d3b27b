/*
 * pov - POV-Ray: a scene of boxes, a light, and a camera that sees them all
 *
 * The faces of a layer come voxel by voxel, along x within a tile: so runs
 * are found while they come, and nothing has to be remembered but the last.
 * A layer's union begins with its first run: POV-Ray knows no empty one.
 *
 * The colours of Goxel's materials multiply those of voxels, both linear.  Its
 * metals mirror their surroundings in their own colour, the less the rougher
 * they are; what is left is a highlight of the light.
 */
#include <string.h>

#include "goxel/format/digits.h"
#include "goxel/format/parts.h"
#include "goxel/format/pov.h"
#include "goxel/mesh.h"
#include "goxel/view.h"

struct run {
	struct pos	 first;
	int32_t		 len;		/* voxels; 0: none yet */
	struct rgba	 color;
	const struct part *part;
	const struct material *material;	/* NULL: POV-Ray's own */
	bool		 begun;		/* the part's union */
	struct buf	*out;
};

#define SMOOTHEST	0.001	/* roughness that a highlight still shows */

static const char head[] =
    "// voxel model, Z up\n"
    "#version 3.7;\n"
    "global_settings { assumed_gamma 1 }\n"
    "background { srgb <0.94, 0.94, 0.94> }\n"
    "#macro B(X, Y, Z, N, R, G, C)\n"
    "#local Voxel = srgb <R, G, C> / 255;\n"
    "box { <X, Y, Z>, <X + N, Y + 1, Z + 1>\n"
    "\ttexture { Layer pigment { color Voxel * Tint transmit Clear } } }\n"
    "#end\n";

static void
put_vector(struct buf *out, const char *name, const double v[3], double scale)
{
	buf_add_format(out, "\t%s <%.6f, %.6f, %.6f>\n", name, v[0] * scale,
	    v[1] * scale, v[2] * scale);
}

/* A picture as wide as it is high. */
static void
put_camera(const struct box *box, struct buf *out)
{
	struct view view;

	view_preset(&view, PRESET_DEFAULT, box, 1);
	buf_add_text(out, "camera { perspective\n");
	put_vector(out, "location", view.eye, 1);
	put_vector(out, "right", view.right, 2 * view.half_width);
	put_vector(out, "up", view.up, 2 * view.half_height);
	put_vector(out, "direction", view.forward, 1);
	buf_add_text(out, "}\nlight_source {\n\t<-1000000, -2000000, "
	    "3000000> rgb 1\n\tparallel point_at 0\n}\n");
}

static void
put_color(struct buf *out, const char *name, const float v[3], const char *end)
{
	buf_add_format(out, "%s rgb <%.6f, %.6f, %.6f>%s", name, (double)v[0],
	    (double)v[1], (double)v[2], end);
}

/* What the macro takes the texture from. */
static void
put_texture(struct buf *out, const struct material *m)
{
	static const float white[4] = { 1, 1, 1, 1 };
	const float *color = m == NULL ? white : m->color;
	double rough;

	put_color(out, "#declare Tint =", color, ";\n");
	buf_add_format(out, "#declare Clear = %.6f;\n"
	    "#declare Layer = texture { finish { ambient 0.4 diffuse 0.7",
	    1 - (double)color[3]);
	if (m != NULL) {
		rough = (double)m->roughness;
		buf_add_format(out, "\n\tspecular %.6f roughness %.6f "
		    "metallic %.6f\n\treflection { %.6f metallic }",
		    1 - rough, rough * rough > SMOOTHEST ? rough * rough :
		    SMOOTHEST, (double)m->metallic,
		    (double)m->metallic * (1 - rough));
		put_color(out, "\n\temission", m->emission, "");
	}
	buf_add_text(out, " } }\n");
}

/* A name is a stranger's: nothing of it may end the comment. */
static void
put_name(struct buf *out, const char *name)
{
	buf_add_text(out, "// layer ");
	for (; *name != '\0'; name++)
		buf_add_u8(out, *name < ' ' || *name > '~' ? '_' :
		    (uint8_t)*name);
	buf_add_text(out, "\n");
}

static void
begin_union(struct run *run)
{
	put_name(run->out, run->part->layer->name);
	put_texture(run->out, run->material);
	buf_add_text(run->out, "union {\n");
	run->begun = true;
}

static void
put_run(struct run *run)
{
	char line[128], *end = line;
	int i;

	if (run->len == 0)
		return;
	if (!run->begun)
		begin_union(run);
	*end++ = 'B';
	*end++ = '(';
	for (i = 0; i < 7; i++) {
		end = digits_put(end, i < 3 ? run->first.at[i] : i == 3 ?
		    run->len : run->color.c[i - 4]);
		*end++ = i < 6 ? ',' : ')';
	}
	*end++ = '\n';
	buf_add(run->out, line, (size_t)(end - line));
}

static struct pos
voxel_of(const struct quad *quad)
{
	struct pos pos = quad->corner[0];
	int corner, axis;

	for (corner = 1; corner < 4; corner++)
		for (axis = 0; axis < 3; axis++)
			if (quad->corner[corner].at[axis] < pos.at[axis])
				pos.at[axis] = quad->corner[corner].at[axis];
	pos.at[quad->side / 2] -= quad->side & 1;
	return pos;
}

static enum err
take_face(void *arg, const struct quad *quad)
{
	struct run *run = arg;
	struct pos pos = voxel_of(quad), next = run->first;

	next.at[0] += run->len - 1;
	if (run->len > 0 && memcmp(&pos, &next, sizeof pos) == 0)
		return OK;
	next.at[0]++;
	if (run->len > 0 && memcmp(&pos, &next, sizeof pos) == 0 &&
	    rgba_same(quad->color, run->color)) {
		run->len++;
		return OK;
	}
	put_run(run);
	run->first = pos;
	run->len = 1;
	run->color = quad->color;
	return run->out->failed ? ERR_TOO_BIG : OK;
}

static enum err
put_part(const struct part *part, const struct material *material,
    struct buf *out, const struct progress *progress)
{
	struct run run = { .part = part, .material = material, .out = out };
	enum err err = mesh_faces(&part->volume, take_face, &run,
	    progress);

	put_run(&run);
	if (run.begun)
		buf_add_text(out, "}\n");
	return err;
}

enum err
pov_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct parts p;
	enum err err = parts_init(&p, image);
	struct progress share;
	uint32_t i;

	if (err == OK) {
		buf_add_text(out, head);
		put_camera(&p.box, out);
	}
	for (i = 0; err == OK && i < p.count; i++) {
		share = progress_share(progress, i, i + 1, p.count);
		err = put_part(&p.part[i], parts_material(image, &p.part[i]),
		    out, &share);
	}
	parts_fini(&p);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
