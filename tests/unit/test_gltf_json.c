#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "goxel/format/gltf_json.h"
#include "mem.h"

static void
add_voxel(struct image *image, const char *name, int32_t x, int32_t material)
{
	struct layer *layer;

	cr_assert_eq(image_layer_add(image, name, &layer), OK);
	layer->material = material;
	volume_set(&layer->volume, &(struct pos){ { x, 0, 0 } },
	    (struct rgba){ { 200, 100, 50, 255 } });
}

/* Three layers; the first two have materials 0 and 1, the third none. */
static struct image *
with_materials(void)
{
	struct image *image = image_new("scene");

	image->materials = xrealloc(image->materials,
	    2 * sizeof *image->materials);
	image->material_count = 2;
	image->materials[1] = (struct material){ .name = "gl\"ass",
	    .color = { 0.5f, 0.25f, 1, 0.5f }, .metallic = 0.75f,
	    .roughness = 0.125f, .emission = { 4, 1, 0 } };
	add_voxel(image, "a", 0, 0);
	add_voxel(image, "b\n", 5, 1);
	add_voxel(image, "c", 9, -1);
	return image;
}

static cJSON *
write_json(const struct image *image, enum mesh_colors colors)
{
	struct mesh_options options = { .colors = colors };
	struct gltf_model m;
	struct buf b;
	cJSON *json;

	buf_init(&b, 1u << 20);
	cr_assert_eq(gltf_mesh_collect(&m, image, &options, 1u << 20), OK);
	gltf_json_write(&m, &b);
	if (m.count > 0)
		buf_add_text(&b, "}");
	json = cJSON_ParseWithLength(b.bytes, b.len);
	cr_assert_not_null(json);
	gltf_mesh_discard(&m);
	buf_fini(&b);
	return json;
}

/* By a path as "nodes.0.name". */
static const cJSON *
find(const cJSON *json, const char *path)
{
	char part[64];
	size_t len;

	for (; json != NULL && *path != '\0'; path += len) {
		len = strcspn(path, ".");
		memcpy(part, path, len);
		part[len] = '\0';
		json = cJSON_IsArray(json) ?
		    cJSON_GetArrayItem(json, atoi(part)) :
		    cJSON_GetObjectItem(json, part);
		len += path[len] == '.';
	}
	return json;
}

static double
value(const cJSON *json, const char *path)
{
	const cJSON *found = find(json, path);

	cr_assert_not_null(found, "%s", path);
	return found->valuedouble;
}

static const char *
text(const cJSON *json, const char *path)
{
	const cJSON *found = find(json, path);

	cr_assert_not_null(found, "%s", path);
	return found->valuestring;
}

Test(gltf_json, a_root_node_has_a_named_node_for_each_layer)
{
	struct image *image = with_materials();
	cJSON *json = write_json(image, MESH_COLORS_VERTEX);

	cr_assert_str_eq(text(json, "nodes.0.name"), "scene");
	cr_assert_eq(cJSON_GetArraySize(find(json, "nodes.0.children")), 3);
	cr_assert_str_eq(text(json, "nodes.1.name"), "a");
	cr_assert_str_eq(text(json, "nodes.2.name"), "b\n");
	cr_assert_eq(value(json, "nodes.3.mesh"), 2);
	cJSON_Delete(json);
	image_free(image);
}

Test(gltf_json, layers_have_their_materials)
{
	struct image *image = with_materials();
	cJSON *json = write_json(image, MESH_COLORS_VERTEX);
	const cJSON *glass;

	cr_assert_eq(cJSON_GetArraySize(find(json, "materials")), 3);
	cr_assert_eq(value(json, "meshes.1.primitives.0.material"), 1);
	glass = find(json, "materials.1");
	cr_assert_str_eq(text(glass, "name"), "gl\"ass");
	cr_assert_eq(value(glass, "pbrMetallicRoughness.baseColorFactor.1"),
	    0.25);
	cr_assert_eq(value(glass, "pbrMetallicRoughness.metallicFactor"),
	    0.75);
	cr_assert_eq(value(glass, "pbrMetallicRoughness.roughnessFactor"),
	    0.125);
	cr_assert_str_eq(text(glass, "alphaMode"), "BLEND");
	cr_assert_null(find(json, "materials.2.alphaMode"));
	cJSON_Delete(json);
	image_free(image);
}

Test(gltf_json, emission_beyond_one_is_its_strength)
{
	struct image *image = with_materials();
	cJSON *json = write_json(image, MESH_COLORS_VERTEX);

	cr_assert_eq(value(json, "materials.1.emissiveFactor.0"), 1);
	cr_assert_eq(value(json, "materials.1.emissiveFactor.1"), 0.25);
	cr_assert_eq(value(json, "materials.1.extensions."
	    "KHR_materials_emissive_strength.emissiveStrength"), 4);
	cr_assert_str_eq(text(json, "extensionsUsed.0"),
	    "KHR_materials_emissive_strength");
	cJSON_Delete(json);
	image_free(image);
}

Test(gltf_json, numbers_that_are_none_become_allowed_ones)
{
	struct image *image = with_materials();
	struct material *m = &image->materials[1];
	cJSON *json;

	m->color[0] = NAN;
	m->color[3] = INFINITY;
	m->roughness = -3;
	m->emission[0] = INFINITY;
	m->emission[1] = NAN;
	json = write_json(image, MESH_COLORS_VERTEX);
	cr_assert_eq(value(json, "materials.1.pbrMetallicRoughness."
	    "baseColorFactor.0"), 0);
	cr_assert_eq(value(json, "materials.1.pbrMetallicRoughness."
	    "baseColorFactor.3"), 1);
	cr_assert_eq(value(json, "materials.1.pbrMetallicRoughness."
	    "roughnessFactor"), 0);
	cr_assert_null(find(json, "materials.1.emissiveFactor"));
	cJSON_Delete(json);
	image_free(image);
}

Test(gltf_json, a_texture_takes_the_place_of_vertex_colours)
{
	struct image *image = with_materials();
	cJSON *json = write_json(image, MESH_COLORS_TEXTURE);

	cr_assert_eq(value(json, "materials.2.pbrMetallicRoughness."
	    "baseColorTexture.index"), 0);
	cr_assert_str_eq(text(json, "images.0.mimeType"), "image/png");
	cr_assert_null(find(json, "bufferViews.2.target"));
	cr_assert_null(find(json,
	    "meshes.0.primitives.0.attributes.COLOR_0"));
	cr_assert_eq(value(json,
	    "meshes.0.primitives.0.attributes.TEXCOORD_0"), 2);
	cJSON_Delete(json);
	image_free(image);
}
