/*
 * gox - Goxel's own file format; here is what it is, and its reader
 *
 * Integers are 32 bits, little-endian; floats IEEE 754 single; no alignment.
 *
 *	"GOX " | int32 version | chunks to the end of the file
 *	chunk: type, 4 characters | int32 len | len bytes | int32, not read
 *
 * Version 2 is written; 1 differs only in LAYR.  Above 2 is refused.  Order of
 * what is written: IMG, PREV, BL16s, MATEs, LAYRs bottom first, CAMRs, LIGH,
 * then the chunks of a type we do not know.  BL16 and MATE must precede the
 * LAYR that counts them.  D is a dictionary (dict.h); a *box* is a matrix from
 * the cube [-1,1]^3: half-extents in rows 0 to 2, the centre in row 3.
 *
 *	IMG	D: box (box); ours: goxeld_name (text), goxeld_active (int32:
 *		id of the active layer, when that is not the topmost)
 *	PREV	a PNG of 128x128 pixels
 *	BL16	a PNG of 64x64 pixels = 16^3 voxels, pixel number = x + 16 y +
 *		256 z; straight alpha, 0 is empty; numbered from 0
 *	MATE	D: name color[4] metallic roughness emission[3]
 *	LAYR	int32 n | n times {int32 block, x, y, z, 0} | D
 *		x y z: lowest corner of the block, or in version 1 its centre
 *		D: name mat(matrix) id base_id material(number of a MATE; the
 *		last one read if absent) mode img-path box(box) shape
 *		color(4 bytes, with shape only) visible(1 byte)
 *		ours: goxeld_part (int32 id): see below; goxeld_material (int32
 *		-1): it has none, which Goxel has no word for
 *	CAMR	D: name dist ortho(1 byte) mat(camera to world) active(empty)
 *	LIGH	D: pitch yaw intensity fixed(1 byte) ambient shadow
 *
 * Clones (base_id) and shape layers hold no blocks and are rebuilt.
 *
 * Goxel reads LAYR into 1 MiB.  A layer of mode Over that needs more blocks
 * than that is written as several, equal but for id and goxeld_part, which
 * names the first; here they become one layer again, in Goxel they stand
 * above each other, which in mode Over looks the same.
 *
 * A known key whose value has the wrong size, or is a float that is not
 * finite, is dropped, as Goxel does.  Ids that are missing or taken are chosen
 * anew.  PREV is not kept.  Everything else that is wrong refuses the file.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/gox.h"
#include "goxel/format/gox_in.h"

enum err
gox_refuse(struct gox_in *g, enum err err, const char *format, ...)
{
	va_list args;
	int len = 0;

	if (g->type[0] != '\0')
		len = snprintf(g->why, FORMAT_WHY, "chunk %s at byte %zu ",
		    g->type, g->at);
	va_start(args, format);
	vsnprintf(g->why + len, FORMAT_WHY - (size_t)len, format, args);
	va_end(args);
	return err;
}

enum err
gox_keep_extra(struct gox_in *g, struct extra **list, const char *key,
    const struct bytes_in *value)
{
	if (key[0] == '\0')
		return OK;
	if (g->extras++ == GOX_THINGS)
		return gox_refuse(g, ERR_TOO_BIG,
		    "is the one with unknown thing number %u", GOX_THINGS + 1);
	extra_add(list, key, value->at, (uint32_t)bytes_left(value));
	return OK;
}

static enum err
read_preview(struct gox_in *g)
{
	(void)g;
	return OK;
}

/* A checkpoint's history (store/project.h): it is not of the model. */
static enum err
read_ours(struct gox_in *g)
{
	(void)g;
	return OK;
}

static enum err
read_unknown(struct gox_in *g)
{
	return gox_keep_extra(g, &g->image->chunks, g->type, &g->data);
}

static enum err
read_data(struct gox_in *g)
{
	static const struct {
		const char	*type;
		enum err	(*read)(struct gox_in *g);
	} kinds[] = {
		{ "IMG ", gox_read_image },
		{ "PREV", read_preview },
		{ "BL16", gox_read_block },
		{ "MATE", gox_read_material },
		{ "LAYR", gox_read_layer },
		{ "CAMR", gox_read_camera },
		{ "LIGH", gox_read_light },
		{ "GXLD", read_ours },
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].type, g->type) == 0)
			return kinds[i].read(g);
	return read_unknown(g);
}

static bool
readable(const uint8_t *type)
{
	int i;

	for (i = 0; i < 4; i++)
		if (type[i] < ' ' || type[i] > '~')
			return false;
	return true;
}

static enum err
read_chunk(struct gox_in *g)
{
	const uint8_t *type, *data;
	size_t left;
	uint32_t len;

	g->type[0] = '\0';
	g->at = (size_t)(g->in.at - g->start);
	left = bytes_left(&g->in);
	type = bytes_take(&g->in, 4);
	len = bytes_u32(&g->in);
	if (g->in.failed)
		return gox_refuse(g, ERR_FORMAT, "a chunk begins at byte %zu, "
		    "%zu bytes before the end", g->at, left);
	if (!readable(type))
		return gox_refuse(g, ERR_FORMAT, "the chunk at byte %zu has no "
		    "readable type", g->at);
	memcpy(g->type, type, 4);
	left = bytes_left(&g->in);
	data = bytes_take(&g->in, len);
	if (data == NULL)
		return gox_refuse(g, ERR_FORMAT, "says %" PRIu32 " bytes, %zu "
		    "are left", len, left);
	bytes_u32(&g->in);
	if (g->in.failed)
		return gox_refuse(g, ERR_FORMAT,
		    "ends without its last 4 bytes");
	bytes_open(&g->data, data, len);
	return read_data(g);
}

/* The ids that were missing or taken: the smallest that are free. */
static void
choose_ids(struct image *image)
{
	uint32_t i, id = 1;

	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->id != 0)
			continue;
		while (gox_id_used(image, id))
			id++;
		image->layers[i]->id = id;
	}
}

/* What holds of every image: there is a layer, and an active one. */
static enum err
complete(struct gox_in *g)
{
	struct image *image = g->image;

	g->type[0] = '\0';
	choose_ids(image);
	if (image->layer_count == 0 &&
	    image_layer_add(image, "", NULL) != OK)
		return gox_refuse(g, ERR_TOO_BIG, "no layer can be made");
	if (g->active > 0 && gox_id_used(image, (uint32_t)g->active))
		image->active = (uint32_t)g->active;
	else
		image->active = image->layers[image->layer_count - 1]->id;
	if (image_refresh(image) != OK)
		return gox_refuse(g, ERR_TOO_BIG,
		    "a clone or shape layer is too big");
	return OK;
}

static enum err
read_file(struct gox_in *g)
{
	const uint8_t *magic = bytes_take(&g->in, 4);
	enum err err = OK;

	g->version = bytes_i32(&g->in);
	if (g->in.failed || memcmp(magic, "GOX ", 4) != 0)
		return gox_refuse(g, ERR_FORMAT, "this is not a .gox file");
	if (g->version < 1 || g->version > GOX_VERSION)
		return gox_refuse(g, ERR_FORMAT, "version %" PRId32 " is not "
		    "known, only 1 and 2", g->version);
	while (err == OK && bytes_left(&g->in) > 0) {
		progress_at(g->progress, (size_t)(g->in.at - g->start),
		    (size_t)(g->in.end - g->start));
		err = read_chunk(g);
	}
	return err == OK ? complete(g) : err;
}

enum err
gox_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct gox_in g = { .start = bytes, .why = why, .progress = progress,
	    .blocks.tiles_max = tile_alive() + FORMAT_TILES };
	enum err err;

	g.image = image_bare("");
	bytes_open(&g.in, bytes, len);
	err = read_file(&g);
	block_free(&g.blocks);
	if (err != OK) {
		image_free(g.image);
		return err;
	}
	*image = g.image;
	return OK;
}
