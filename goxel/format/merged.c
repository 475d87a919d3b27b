/*
 * merged - formats of faces, with what lies side by side as one face
 */
#include <stddef.h>
#include <strings.h>

#include "goxel/format/gltf.h"
#include "goxel/format/merged.h"
#include "goxel/format/obj.h"
#include "goxel/format/ply.h"
#include "goxel/format/stl.h"

merged_writer *
merged_named(const char *name)
{
	static const struct {
		const char	*name;
		merged_writer	*write;
	} writers[] = {
		{ "obj", obj_write_merged }, { "ply", ply_write_merged },
		{ "stl", stl_write_merged }, { "gltf", gltf_write_merged },
		{ "glb", gltf_write_binary_merged },
	};
	size_t i;

	for (i = 0; i < sizeof writers / sizeof writers[0]; i++)
		if (strcasecmp(writers[i].name, name) == 0)
			return writers[i].write;
	return NULL;
}
