/*
 * gltf_json - the text of a glTF file: nodes, materials, and what is where
 *
 * Accessors come mesh by mesh: places, normals where there are any, colours,
 * indices.  Views of the buffer: 0 vertices, 1 indices, 2 the picture.
 */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "goxel/format/gltf_json.h"
#include "mem.h"

#define ARRAY_BUFFER		34962
#define ELEMENT_ARRAY_BUFFER	34963
#define NEAREST			9728
#define FLOAT			5126
#define UNSIGNED_SHORT		5123
#define UNSIGNED_INT		5125
#define STRONG	"KHR_materials_emissive_strength"

struct writer {
	const struct gltf_model *model;
	struct json_out	 json;
	/* Which the file has, in order, and that of each mesh. */
	const struct material **material;
	uint32_t	 material_count;
	uint32_t	*material_of;
};

struct accessor {
	int		 view, component;
	size_t		 offset;
	uint32_t	 count;
	const char	*type;
	bool		 normalized;
	const float	*lo, *hi;	/* or NULL */
};

static void
put_int(struct json_out *o, const char *key, int64_t value)
{
	json_put_key(o, key);
	json_put_int(o, value);
}

static void
put_reals(struct json_out *o, const char *key, const float *value, int count)
{
	int i;

	json_put_key(o, key);
	json_put_array(o);
	for (i = 0; i < count; i++)
		json_put_real(o, (double)value[i]);
	json_put_array_end(o);
}

static void
put_name(struct json_out *o, const char *name)
{
	if (*name == '\0')
		return;
	json_put_key(o, "name");
	json_put_text(o, name);
}

static void
open_list(struct json_out *o, const char *key)
{
	json_put_key(o, key);
	json_put_array(o);
}

/* Whatever a file had, even no number, as what the standard allows. */
static float
unit(float value)
{
	return value > 0 ? fminf(value, 1) : 0;
}

/*
 * Nodes and meshes
 */

static void
put_nodes(struct writer *w)
{
	struct json_out *o = &w->json;
	uint32_t i;

	open_list(o, "nodes");
	json_put_object(o);
	put_name(o, w->model->image->name);
	open_list(o, "children");
	for (i = 0; i < w->model->count; i++)
		json_put_int(o, i + 1);
	json_put_array_end(o);
	json_put_object_end(o);
	for (i = 0; i < w->model->count; i++) {
		json_put_object(o);
		put_name(o, w->model->mesh[i].part->layer->name);
		put_int(o, "mesh", i);
		json_put_object_end(o);
	}
	json_put_array_end(o);
}

static void
put_primitive(struct writer *w, uint32_t index)
{
	const struct gltf_model *m = w->model;
	int64_t accessor = (int64_t)index * (m->normals ? 4 : 3);
	struct json_out *o = &w->json;

	json_put_object(o);
	json_put_key(o, "attributes");
	json_put_object(o);
	put_int(o, "POSITION", accessor++);
	if (m->normals)
		put_int(o, "NORMAL", accessor++);
	put_int(o, m->textured ? "TEXCOORD_0" : "COLOR_0", accessor++);
	json_put_object_end(o);
	put_int(o, "indices", accessor);
	put_int(o, "material", w->material_of[index]);
	json_put_object_end(o);
}

static void
put_meshes(struct writer *w)
{
	struct json_out *o = &w->json;
	uint32_t i;

	open_list(o, "meshes");
	for (i = 0; i < w->model->count; i++) {
		json_put_object(o);
		put_name(o, w->model->mesh[i].part->layer->name);
		open_list(o, "primitives");
		put_primitive(w, i);
		json_put_array_end(o);
		json_put_object_end(o);
	}
	json_put_array_end(o);
}

/*
 * Materials
 */

static void
list_materials(struct writer *w)
{
	const struct gltf_model *m = w->model;
	uint32_t i, k;

	w->material = xcalloc((size_t)m->count, sizeof *w->material);
	w->material_of = xcalloc((size_t)m->count, sizeof *w->material_of);
	for (i = 0; i < m->count; i++) {
		const struct material *material = parts_material(m->image,
		    m->mesh[i].part);

		for (k = 0; k < w->material_count; k++)
			if (w->material[k] == material)
				break;
		if (k == w->material_count)
			w->material[w->material_count++] = material;
		w->material_of[i] = k;
	}
}

static float
brightest(const struct material *material)
{
	float most = 0;
	int i;

	for (i = 0; material != NULL && i < 3; i++)
		if (isfinite(material->emission[i]))
			most = fmaxf(most, material->emission[i]);
	return most;
}

/* Light beyond 1 is the standard's only by an extension. */
static void
put_emission(struct json_out *o, const struct material *material)
{
	float most = brightest(material), factor[3];
	int i;

	if (!(most > 0))
		return;
	for (i = 0; i < 3; i++)
		factor[i] = unit(material->emission[i] / fmaxf(most, 1));
	put_reals(o, "emissiveFactor", factor, 3);
	if (most <= 1)
		return;
	json_put_key(o, "extensions");
	json_put_object(o);
	json_put_key(o, STRONG);
	json_put_object(o);
	json_put_key(o, "emissiveStrength");
	json_put_real(o, (double)most);
	json_put_object_end(o);
	json_put_object_end(o);
}

static void
put_surface(struct writer *w, const struct material *material)
{
	struct json_out *o = &w->json;
	float color[4] = { 1, 1, 1, 1 };
	int i;

	json_put_key(o, "pbrMetallicRoughness");
	json_put_object(o);
	if (w->model->textured) {
		json_put_key(o, "baseColorTexture");
		json_put_object(o);
		put_int(o, "index", 0);
		json_put_object_end(o);
	}
	for (i = 0; material != NULL && i < 4; i++)
		color[i] = unit(material->color[i]);
	put_reals(o, "baseColorFactor", color, 4);
	json_put_key(o, "metallicFactor");
	json_put_real(o, material == NULL ? 0 :
	    (double)unit(material->metallic));
	json_put_key(o, "roughnessFactor");
	json_put_real(o, material == NULL ? 1 :
	    (double)unit(material->roughness));
	json_put_object_end(o);
}

static void
put_materials(struct writer *w)
{
	struct json_out *o = &w->json;
	uint32_t i;

	open_list(o, "materials");
	for (i = 0; i < w->material_count; i++) {
		const struct material *material = w->material[i];

		json_put_object(o);
		if (material != NULL)
			put_name(o, material->name);
		put_surface(w, material);
		put_emission(o, material);
		if (material != NULL && unit(material->color[3]) < 1) {
			json_put_key(o, "alphaMode");
			json_put_text(o, "BLEND");
		}
		json_put_object_end(o);
	}
	json_put_array_end(o);
}

static void
put_extensions(struct writer *w)
{
	bool strong = false;
	uint32_t i;

	for (i = 0; i < w->material_count; i++)
		strong |= brightest(w->material[i]) > 1;
	if (!strong)
		return;
	open_list(&w->json, "extensionsUsed");
	json_put_text(&w->json, STRONG);
	json_put_array_end(&w->json);
}

/*
 * What is where in the buffer
 */

static void
put_accessor(struct json_out *o, const struct accessor *a)
{
	json_put_object(o);
	put_int(o, "bufferView", a->view);
	put_int(o, "byteOffset", (int64_t)a->offset);
	put_int(o, "componentType", a->component);
	if (a->normalized) {
		json_put_key(o, "normalized");
		json_put_bool(o, true);
	}
	put_int(o, "count", a->count);
	json_put_key(o, "type");
	json_put_text(o, a->type);
	if (a->lo != NULL) {
		put_reals(o, "min", a->lo, 3);
		put_reals(o, "max", a->hi, 3);
	}
	json_put_object_end(o);
}

static void
put_mesh_accessors(struct writer *w, const struct gltf_mesh *mesh)
{
	const struct gltf_model *m = w->model;
	struct accessor a = { .component = FLOAT, .offset = mesh->vertices,
	    .count = mesh->faces.vertex_count, .type = "VEC3",
	    .lo = mesh->lo, .hi = mesh->hi };

	put_accessor(&w->json, &a);
	a.lo = NULL;
	a.offset += 3 * sizeof(float);
	if (m->normals) {
		put_accessor(&w->json, &a);
		a.offset += 3 * sizeof(float);
	}
	a.component = m->textured ? FLOAT : UNSIGNED_SHORT;
	a.normalized = !m->textured;
	a.type = m->textured ? "VEC2" : "VEC4";
	put_accessor(&w->json, &a);
	a = (struct accessor){ .view = 1, .component = UNSIGNED_INT,
	    .offset = mesh->indices - m->indices,
	    .count = mesh->index_count, .type = "SCALAR" };
	put_accessor(&w->json, &a);
}

static void
put_view(struct json_out *o, size_t from, size_t size, int target)
{
	json_put_object(o);
	put_int(o, "buffer", 0);
	put_int(o, "byteOffset", (int64_t)from);
	put_int(o, "byteLength", (int64_t)size);
	if (target != 0)
		put_int(o, "target", target);
}

static void
put_views(struct writer *w)
{
	const struct gltf_model *m = w->model;
	struct json_out *o = &w->json;

	open_list(o, "bufferViews");
	put_view(o, 0, m->indices, ARRAY_BUFFER);
	put_int(o, "byteStride", (int64_t)gltf_mesh_stride(m));
	json_put_object_end(o);
	put_view(o, m->indices, m->picture - m->indices,
	    ELEMENT_ARRAY_BUFFER);
	json_put_object_end(o);
	if (m->textured) {
		put_view(o, m->picture, m->picture_size, 0);
		json_put_object_end(o);
	}
	json_put_array_end(o);
}

/* Pixels are not blended: the picture is of colours that do not belong
 * together. */
static void
put_texture(struct json_out *o)
{
	open_list(o, "images");
	json_put_object(o);
	put_int(o, "bufferView", 2);
	json_put_key(o, "mimeType");
	json_put_text(o, "image/png");
	json_put_object_end(o);
	json_put_array_end(o);
	open_list(o, "samplers");
	json_put_object(o);
	put_int(o, "magFilter", NEAREST);
	put_int(o, "minFilter", NEAREST);
	json_put_object_end(o);
	json_put_array_end(o);
	open_list(o, "textures");
	json_put_object(o);
	put_int(o, "sampler", 0);
	put_int(o, "source", 0);
	json_put_object_end(o);
	json_put_array_end(o);
}

static void
put_content(struct writer *w)
{
	uint32_t i;

	list_materials(w);
	put_extensions(w);
	put_nodes(w);
	put_meshes(w);
	put_materials(w);
	open_list(&w->json, "accessors");
	for (i = 0; i < w->model->count; i++)
		put_mesh_accessors(w, &w->model->mesh[i]);
	json_put_array_end(&w->json);
	put_views(w);
	if (w->model->textured)
		put_texture(&w->json);
	free(w->material);
	free(w->material_of);
}

void
gltf_json_write(const struct gltf_model *m, struct buf *out)
{
	struct writer w = { .model = m };
	struct json_out *o = &w.json;

	json_out_open(o, out);
	json_put_object(o);
	json_put_key(o, "asset");
	json_put_raw(o, "{\"version\":\"2.0\",\"generator\":\"goxeld\"}", 38);
	put_int(o, "scene", 0);
	json_put_key(o, "scenes");
	if (m->count == 0) {
		json_put_raw(o, "[{}]", 4);
		json_put_object_end(o);
		return;
	}
	json_put_raw(o, "[{\"nodes\":[0]}]", 15);
	put_content(&w);
}
