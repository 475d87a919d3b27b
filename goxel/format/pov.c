/*
 * pov - POV-Ray: a scene of boxes, a light, and a camera that sees them all
 *
 * The faces of a model come voxel by voxel, along x within a tile: so runs
 * are found while they come, and nothing has to be remembered but the last.
 */
#include <string.h>

#include "goxel/format/digits.h"
#include "goxel/format/pov.h"
#include "goxel/format/solids.h"
#include "goxel/mesh.h"
#include "goxel/view.h"

struct run {
	struct pos	 first;
	int32_t		 len;		/* voxels; 0: none yet */
	struct rgba	 color;
	struct buf	*out;
};

static const char head[] =
    "// voxel model, Z up\n"
    "#version 3.7;\n"
    "global_settings { assumed_gamma 1 }\n"
    "background { srgb <0.94, 0.94, 0.94> }\n"
    "#macro B(X, Y, Z, N, R, G, C)\n"
    "box { <X, Y, Z>, <X + N, Y + 1, Z + 1>\n"
    "\tpigment { srgb <R, G, C> / 255 }\n"
    "\tfinish { ambient 0.4 diffuse 0.7 } }\n"
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
put_run(const struct run *run)
{
	char line[128], *end = line;
	int i;

	if (run->len == 0)
		return;
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

enum err
pov_write(const struct image *image, struct buf *out)
{
	struct run run = { .out = out };
	struct solids s;
	enum err err = solids_init(&s, image);

	if (err == OK) {
		buf_add_text(out, head);
		put_camera(&s.box, out);
		err = mesh_faces(&s.volume, take_face, &run);
		put_run(&run);
	}
	solids_fini(&s);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
