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
#include "goxel/format/slices.h"
#include "goxel/format/stl.h"
#include "goxel/format/txt.h"
#include "goxel/format/vox.h"
#include "goxel/format/vxl.h"

const struct format formats[] = {
	{ "gox", "Goxel project: layers, materials, cameras.", "GOX ",
	    gox_read, gox_write, NULL },
	{ "txt", "One line a voxel: X Y Z RRGGBB.", "# Goxel",
	    txt_read, txt_write, NULL },
	{ "obj", "Wavefront OBJ: quads with vertex colours, Y up.", NULL,
	    NULL, obj_write, NULL },
	{ "ply", "Stanford PLY, ASCII: quads with vertex colours, Y up.", NULL,
	    NULL, ply_write, NULL },
	{ "vox", "MagicaVoxel: models of 256 a side, 255 colours.", "VOX ",
	    vox_read, vox_write, NULL },
	{ "gltf", "glTF 2.0 as text: vertex colours, Y up.", NULL,
	    NULL, gltf_write, NULL },
	{ "glb", "glTF 2.0 in one binary file: vertex colours, Y up.", NULL,
	    NULL, gltf_write_binary, NULL },
	{ "kvx", "Build engine: what is seen of 256^3, 255 colours.", NULL,
	    kvx_read, kvx_write, KVX_HOLDS },
	{ "vxl", "Ace of Spades: maps of 512 x 512 x 64.", NULL,
	    vxl_read, vxl_write, VXL_HOLDS },
	{ "qb", "Qubicle: one box of voxels, compressed.", NULL,
	    qb_read, qb_write, QB_HOLDS },
	{ "stl", "Binary STL: triangles without colours, Z up.", NULL,
	    NULL, stl_write, NULL },
	{ "pov", "POV-Ray: a scene of boxes, Z up.", NULL,
	    NULL, pov_write, NULL },
	{ "povray", "The same, by the name that Goxel gives it.", NULL,
	    NULL, pov_write, NULL },
	{ "csv", "Sproxel: a table of colours, Y up.", NULL,
	    csv_read, csv_write, NULL },
	{ "kv6", "Voxlap: what is seen, in true colours.", "Kvxl",
	    kv6_read, NULL, NULL },
	{ "qbcl", "Qubicle project: a layer for each matrix.", "QBCL",
	    qbcl_read, NULL, NULL },
	{ "mts", "Luanti schematic: a colour for each name.", "MTSM",
	    mts_read, NULL, NULL },
	{ "slices", "PNG of slices side by side.", "\x89PNG",
	    slices_read, NULL, NULL },
	{ .name = NULL }
};

void
format_list(char *text, size_t size)
{
	const struct format *f;
	size_t len = 0;

	for (f = formats; f->name != NULL && len < size; f++)
		if (f->write != NULL)
			len += (size_t)snprintf(text + len, size - len,
			    "%s%s", len > 0 ? ", " : "", f->name);
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
	return NULL;
}

const struct format *
format_unmarked(const char *path)
{
	const struct format *f = format_of_path(path);

	return f != NULL && f->read != NULL && f->magic == NULL ? f : NULL;
}
