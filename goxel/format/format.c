/*
 * format - models to and from bytes
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "goxel/format/csv.h"
#include "goxel/format/format.h"
#include "goxel/format/gltf.h"
#include "goxel/format/gox.h"
#include "goxel/format/kv6.h"
#include "goxel/format/kvx.h"
#include "goxel/format/mts.h"
#include "goxel/format/obj.h"
#include "goxel/format/ply.h"
#include "goxel/format/pov.h"
#include "goxel/format/qb.h"
#include "goxel/format/qbcl.h"
#include "goxel/format/schem.h"
#include "goxel/format/slices.h"
#include "goxel/format/stl.h"
#include "goxel/format/txt.h"
#include "goxel/format/vox.h"
#include "goxel/format/vxl.h"

const struct format formats[] = {
	{ "gox", "Goxel project: layers, materials, cameras.", "GOX ",
	    gox_read, gox_write, .holds = NULL },
	{ "txt", "One line a voxel: X Y Z RRGGBB.", "# Goxel",
	    txt_read, txt_write, .holds = NULL },
	{ "obj", "Wavefront OBJ: polygons with vertex colours.", NULL,
	    .write_mesh = obj_write, .mesher_last = MESHER_SMOOTH,
	    .write_pair = obj_write_pair, .beside = "mtl" },
	{ "ply", "Stanford PLY, ASCII: polygons with vertex colours.", NULL,
	    .write_mesh = ply_write, .mesher_last = MESHER_SMOOTH },
	{ "vox", "MagicaVoxel: models of 256 a side, 255 colours.", "VOX ",
	    vox_read, vox_write, .holds = NULL },
	{ "gltf", "glTF 2.0 as text: a mesh and material a layer.", NULL,
	    .write_mesh = gltf_write, .mesher_last = MESHER_SMOOTH,
	    .textures = true },
	{ "glb", "glTF 2.0 in one binary file: the same.", NULL,
	    .write_mesh = gltf_write_binary, .mesher_last = MESHER_SMOOTH,
	    .textures = true },
	{ "kvx", "Build engine: what is seen of 256^3, 255 colours.", NULL,
	    kvx_read, kvx_write, .holds = KVX_HOLDS },
	{ "vxl", "Ace of Spades: maps of 512 x 512 x 64.", NULL,
	    vxl_read, vxl_write, .holds = VXL_HOLDS },
	{ "qb", "Qubicle: a box of voxels a layer, compressed.", NULL,
	    qb_read, qb_write, .holds = QB_HOLDS },
	{ "stl", "Binary STL: triangles without colours, Z up.", NULL,
	    .write_mesh = stl_write, .mesher_last = MESHER_SMOOTH },
	{ "pov", "POV-Ray: a union of boxes a layer, Z up.", NULL,
	    NULL, pov_write, .holds = NULL },
	{ "povray", "The same, by the name that Goxel gives it.", NULL,
	    NULL, pov_write, .holds = NULL },
	{ "csv", "Sproxel: a table of colours, Y up.", NULL,
	    csv_read, csv_write, .holds = NULL },
	{ "kv6", "Voxlap: what is seen, in true colours.", "Kvxl",
	    kv6_read, kv6_write, .holds = KV6_HOLDS },
	{ "qbcl", "Qubicle project: a layer for each matrix.", "QBCL",
	    qbcl_read, NULL, .holds = NULL },
	{ "mts", "Luanti schematic: a colour for each name.", "MTSM",
	    mts_read, NULL, .holds = NULL },
	{ "schem", "Minecraft schematics: a colour for each name.",
	    "\x1f\x8b", schem_read, .knows = schem_knows },
	{ "slices", "PNG of slices side by side.", "\x89PNG",
	    slices_read, slices_write, .holds = SLICES_HOLDS },
	{ .name = NULL }
};

static void
list(char *text, size_t size, bool meshes)
{
	const struct format *f;
	size_t len = 0;

	for (f = formats; f->name != NULL && len < size; f++)
		if (f->write_mesh != NULL || (f->write != NULL && !meshes))
			len += (size_t)snprintf(text + len, size - len,
			    "%s%s", len > 0 ? ", " : "", f->name);
}

void
format_list(char *text, size_t size)
{
	list(text, size, false);
}

void
format_list_meshes(char *text, size_t size)
{
	list(text, size, true);
}

bool
format_writes(const struct format *f)
{
	return f->write != NULL || f->write_mesh != NULL;
}

/* Between the corners of a rounded triangle a texture has other colours. */
static enum err
check_texture(const struct format *f, const struct mesh_options *options,
    char why[FORMAT_WHY])
{
	if (options->colors != MESH_COLORS_TEXTURE)
		return OK;
	if (!f->textures) {
		snprintf(why, FORMAT_WHY, "colors from a texture are for gltf "
		    "and glb, not for %s", f->name);
		return ERR_PARAMS;
	}
	if (options->mesher > MESHER_GREEDY) {
		snprintf(why, FORMAT_WHY, "colors from a texture are for the "
		    "meshers simple and greedy");
		return ERR_PARAMS;
	}
	return OK;
}

static enum err
check_options(const struct format *f, const struct mesh_options *options,
    char why[FORMAT_WHY])
{
	char meshes[FORMAT_LIST];

	if (f->write_mesh == NULL && mesh_options_given(options)) {
		format_list_meshes(meshes, sizeof meshes);
		snprintf(why, FORMAT_WHY, "mesher, up, scale, origin and "
		    "colors are for %.60s; %s has no faces", meshes, f->name);
		return ERR_PARAMS;
	}
	if (f->write_mesh != NULL && options->mesher > f->mesher_last) {
		snprintf(why, FORMAT_WHY, "%s is not written by mesher '%s'",
		    f->name, mesh_options_mesher(options->mesher));
		return ERR_PARAMS;
	}
	return check_texture(f, options, why);
}

/* The reason of an error of a writer. */
static enum err
explain(const struct format *f, enum err err, size_t limit,
    char why[FORMAT_WHY])
{
	if (err == ERR_BOUNDS)
		snprintf(why, FORMAT_WHY, "%s holds %s; the model is larger",
		    f->name, f->holds);
	else if (err != OK)
		snprintf(why, FORMAT_WHY, "as %s the model is larger than "
		    "%zu bytes", f->name, limit);
	return err;
}

enum err
format_write(const struct format *f, const struct image *image,
    const struct mesh_options *options, struct buf *out,
    char why[FORMAT_WHY])
{
	enum err err = check_options(f, options, why);

	if (err != OK)
		return err;
	err = f->write_mesh != NULL ? f->write_mesh(image, options, out) :
	    f->write(image, options->progress, out);
	return explain(f, err, out->limit, why);
}

enum err
format_write_pair(const struct format *f, const struct image *image,
    const struct mesh_options *options, struct format_pair *pair,
    char why[FORMAT_WHY])
{
	enum err err = check_options(f, options, why);

	return err != OK ? err : explain(f, f->write_pair(image, options,
	    pair), pair->out->limit, why);
}

const struct format *
format_named(const char *name)
{
	const struct format *f;

	for (f = formats; f->name != NULL; f++)
		if (strcasecmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct format *
format_of_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash == NULL ? path : slash, '.');

	return dot == NULL ? NULL : format_named(dot + 1);
}

const struct format *
format_of_bytes(const void *bytes, size_t len)
{
	const struct format *f;

	for (f = formats; f->name != NULL; f++)
		if (f->read != NULL && f->magic != NULL &&
		    len >= strlen(f->magic) &&
		    memcmp(bytes, f->magic, strlen(f->magic)) == 0)
			return f;
	for (f = formats; f->name != NULL; f++)
		if (f->knows != NULL && f->knows(bytes, len))
			return f;
	return NULL;
}

const struct format *
format_unmarked(const char *path)
{
	const struct format *f = format_of_path(path);

	return f != NULL && f->read != NULL && f->magic == NULL ? f : NULL;
}
