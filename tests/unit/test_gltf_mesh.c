#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/gltf_mesh.h"

#define LIMIT	(1u << 26)

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct image *
two_layers(void)
{
	struct image *image = image_new("");
	struct layer *layer;

	volume_fill(&image_layer_write(image, 0)->volume,
	    &(struct box){ { { 0, 0, 0 } }, { { 4, 4, 4 } } }, red);
	image_layer_add(image, "upper", &layer);
	volume_fill(&layer->volume,
	    &(struct box){ { { 3, 0, 0 } }, { { 6, 4, 4 } } },
	    (struct rgba){ { 0, 0, 255, 255 } });
	return image;
}

static void
floats(const struct gltf_model *m, size_t at, float *to, size_t count)
{
	cr_assert_leq(at + count * sizeof *to, m->bytes.len);
	memcpy(to, m->bytes.bytes + at, count * sizeof *to);
}

static uint32_t
index_at(const struct gltf_model *m, const struct gltf_mesh *mesh, uint32_t i)
{
	uint32_t index;

	memcpy(&index, m->bytes.bytes + mesh->indices + 4 * i, sizeof index);
	cr_assert_lt(index, mesh->faces.vertex_count);
	return index;
}

/* The normal of each triangle from its corners is that of its vertices. */
static void
expect_normals(const struct gltf_model *m, const struct gltf_mesh *mesh)
{
	float corner[3][6], cross;
	uint32_t i;
	int k, a, b;

	for (i = 0; i < mesh->index_count; i += 3) {
		for (k = 0; k < 3; k++)
			floats(m, mesh->vertices + gltf_mesh_stride(m) *
			    index_at(m, mesh, i + (uint32_t)k), corner[k], 6);
		for (k = 0; k < 3; k++) {
			a = (k + 1) % 3;
			b = (k + 2) % 3;
			cross = (corner[1][a] - corner[0][a]) *
			    (corner[2][b] - corner[0][b]) -
			    (corner[1][b] - corner[0][b]) *
			    (corner[2][a] - corner[0][a]);
			cr_assert_eq(cross, corner[0][3 + k]);
			cr_assert_eq(cross, corner[1][3 + k]);
			cr_assert_eq(cross, corner[2][3 + k]);
		}
	}
}

Test(gltf_mesh, every_layer_is_closed_and_shares_no_voxel)
{
	struct image *image = two_layers();
	struct mesh_options options = { 0 };
	struct gltf_model m;

	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	cr_assert_eq(m.count, 2);
	/* 3 x 4 x 4 voxels each. */
	cr_assert_eq(m.mesh[0].index_count, (16 + 12 + 12) * 2 * 6);
	cr_assert_eq(m.mesh[1].index_count, (16 + 12 + 12) * 2 * 6);
	cr_assert_eq(m.mesh[0].hi[0], 3);
	cr_assert_eq(m.mesh[1].lo[0], 3);
	cr_assert_eq(m.mesh[1].lo[2], -4);
	gltf_mesh_discard(&m);
	image_free(image);
}

Test(gltf_mesh, normals_are_those_of_the_faces)
{
	struct image *image = two_layers();
	struct mesh_options options = { .mesher = MESHER_SIMPLE };
	struct gltf_model m;

	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	expect_normals(&m, &m.mesh[0]);
	expect_normals(&m, &m.mesh[1]);
	gltf_mesh_discard(&m);
	image_free(image);
}

Test(gltf_mesh, with_a_texture_vertices_have_the_place_of_their_colour)
{
	struct image *image = two_layers();
	struct mesh_options options = { .colors = MESH_COLORS_TEXTURE };
	struct gltf_model m;
	float uv[2];
	uint32_t i;

	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	cr_assert_eq(m.texture.count, 2);
	for (i = 0; i < m.mesh[1].faces.vertex_count; i++) {
		floats(&m, m.mesh[1].vertices + gltf_mesh_stride(&m) * i + 24,
		    uv, 2);
		cr_assert_eq(uv[0], 0.75f);
		cr_assert_eq(uv[1], 0.25f);
	}
	cr_assert_eq(memcmp(m.bytes.bytes + m.picture, "\x89PNG", 4), 0);
	cr_assert_leq(m.picture + m.picture_size, m.bytes.len);
	cr_assert_eq(m.bytes.len % 4, 0);
	gltf_mesh_discard(&m);
	image_free(image);
}

Test(gltf_mesh, flat_marching_cubes_have_no_normals_and_smooth_ones_do)
{
	struct image *image = two_layers();
	struct mesh_options options = { .mesher = MESHER_MARCHING };
	struct gltf_model m;
	float normal[3];

	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	cr_assert_eq(gltf_mesh_stride(&m), 20);
	gltf_mesh_discard(&m);
	options.mesher = MESHER_SMOOTH;
	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	cr_assert_eq(gltf_mesh_stride(&m), 32);
	floats(&m, 12, normal, 3);
	cr_assert_float_eq(normal[0] * normal[0] + normal[1] * normal[1] +
	    normal[2] * normal[2], 1, 1e-5);
	gltf_mesh_discard(&m);
	image_free(image);
}

Test(gltf_mesh, full_buffer_is_told)
{
	struct image *image = two_layers();
	struct mesh_options options = { .colors = MESH_COLORS_TEXTURE };
	struct gltf_model m;
	size_t size;

	cr_assert_eq(gltf_mesh_collect(&m, image, &options, LIMIT), OK);
	size = m.bytes.len;
	gltf_mesh_discard(&m);
	cr_assert_eq(gltf_mesh_collect(&m, image, &options, size), OK);
	gltf_mesh_discard(&m);
	cr_assert_eq(gltf_mesh_collect(&m, image, &options, size - 1),
	    ERR_TOO_BIG);
	gltf_mesh_discard(&m);
	image_free(image);
}
