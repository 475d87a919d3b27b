/*
 * stl - binary STL: triangles without colours, Z up, a voxel a unit
 *
 * For printers, which have Z up as we do.  Every edge of a face is one of its
 * neighbour's too, so the surface is closed and encloses as many units as
 * there are solid voxels.  Merged faces enclose the same, but not all of their
 * edges meet.
 */
#include <string.h>

#include "goxel/format/stl.h"
#include "goxel/mesh.h"

#define HEAD_BYTES	80
#define TRIANGLE_BYTES	50

static const char head[HEAD_BYTES] = "voxel model, Z up, a voxel a unit";

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "floats are written as they are in memory");

static char *
put_place(char *to, const struct pos *pos)
{
	float place[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		place[axis] = (float)pos->at[axis];
	memcpy(to, place, sizeof place);
	return to + sizeof place;
}

static enum err
put_quad(void *arg, const struct quad *quad)
{
	static const uint8_t corner[6] = { 0, 1, 2, 0, 2, 3 };
	struct buf *out = arg;
	struct pos normal = { { 0 } };
	char *to = buf_room(out, (size_t)2 * TRIANGLE_BYTES);
	int i;

	if (to == NULL)
		return ERR_TOO_BIG;
	normal.at[quad->side / 2] = quad->side & 1 ? 1 : -1;
	for (i = 0; i < 6; i++) {
		if (i % 3 == 0)
			to = put_place(to, &normal);
		to = put_place(to, &quad->corner[corner[i]]);
		if (i % 3 == 2) {
			memset(to, 0, 2);
			to += 2;
		}
	}
	out->len += (size_t)2 * TRIANGLE_BYTES;
	return OK;
}

static void
set_count(struct buf *out, size_t at)
{
	size_t count = (out->len - at - 4) / TRIANGLE_BYTES;
	int i;

	for (i = 0; i < 4; i++)
		out->bytes[at + (size_t)i] = (char)(count >> 8 * i & 255);
}

static enum err
write_faces(const struct image *image, bool merged, struct buf *out)
{
	struct volume flat = { 0 };
	size_t at = out->len + HEAD_BYTES;
	enum err err = image_flatten(image, &flat);

	buf_add(out, head, sizeof head);
	buf_add_u32(out, 0);
	if (err == OK)
		err = (merged ? mesh_merged : mesh_faces)(&flat, put_quad,
		    out);
	volume_fini(&flat);
	if (err == OK && out->failed)
		err = ERR_TOO_BIG;
	if (err == OK)
		set_count(out, at);
	return err;
}

enum err
stl_write(const struct image *image, struct buf *out)
{
	return write_faces(image, false, out);
}

enum err
stl_write_merged(const struct image *image, struct buf *out)
{
	return write_faces(image, true, out);
}
