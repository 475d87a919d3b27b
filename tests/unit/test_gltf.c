#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/gltf.h"
#include "text.h"

static const struct mesh_options usual;

#define STRIDE	32	/* bytes of a vertex: place, normal, colour */

/* A file taken to pieces by the standard alone. */
struct parts {
	cJSON		*json;
	unsigned char	*buffer;
	size_t		 size;		/* bytes of it */
	uint32_t	 vertices, indices;
};

static const cJSON *
at(const struct parts *p, const char *list, int index)
{
	const cJSON *found = cJSON_GetArrayItem(cJSON_GetObjectItem(p->json,
	    list), index);

	cr_assert_not_null(found, "%s[%d]", list, index);
	return found;
}

static uint32_t
number(const cJSON *object, const char *key)
{
	const cJSON *value = cJSON_GetObjectItem(object, key);

	return value == NULL ? 0 : (uint32_t)value->valuedouble;
}

static void
take_parts(struct parts *p)
{
	if (cJSON_GetObjectItem(p->json, "meshes") == NULL)
		return;
	cr_assert_eq(number(at(p, "buffers", 0), "byteLength"), p->size);
	p->vertices = number(at(p, "accessors", 0), "count");
	p->indices = number(at(p, "accessors", 3), "count");
	cr_assert_eq(number(at(p, "bufferViews", 0), "byteLength"),
	    p->vertices * STRIDE);
	cr_assert_eq(number(at(p, "bufferViews", 1), "byteOffset"),
	    p->vertices * STRIDE);
	cr_assert_eq(p->vertices * STRIDE + p->indices * 4, p->size);
}

static struct parts
take_text(const struct buf *b)
{
	struct parts p = { .json = cJSON_ParseWithLength(b->bytes, b->len) };
	const char *uri, *comma;

	cr_assert_not_null(p.json);
	if (cJSON_GetObjectItem(p.json, "buffers") != NULL) {
		uri = cJSON_GetObjectItem(at(&p, "buffers", 0),
		    "uri")->valuestring;
		comma = strchr(uri, ',');
		p.buffer = malloc(strlen(comma));
		cr_assert(text_unbase64(comma + 1, strlen(comma + 1),
		    p.buffer, &p.size));
	}
	take_parts(&p);
	return p;
}

static uint32_t
word(const char *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof value);
	return value;
}

static struct parts
take_binary(const struct buf *b)
{
	struct parts p = { .json = NULL };
	uint32_t len = word(b->bytes + 12);

	cr_assert_eq(memcmp(b->bytes, "glTF\2\0\0\0", 8), 0);
	cr_assert_eq(word(b->bytes + 8), b->len);
	cr_assert_eq(memcmp(b->bytes + 16, "JSON", 4), 0);
	cr_assert_eq(len % 4, 0);
	p.json = cJSON_ParseWithLength(b->bytes + 20, len);
	cr_assert_not_null(p.json);
	if (20 + len < b->len) {
		p.size = word(b->bytes + 20 + len);
		cr_assert_eq(memcmp(b->bytes + 24 + len, "BIN\0", 4), 0);
		cr_assert_eq(28 + len + p.size, b->len);
		p.buffer = malloc(p.size);
		memcpy(p.buffer, b->bytes + 28 + len, p.size);
	}
	take_parts(&p);
	return p;
}

static void
drop(struct parts *p)
{
	cJSON_Delete(p->json);
	free(p->buffer);
}

static void
corner(const struct parts *p, uint32_t i, float place[3])
{
	uint32_t index = word((const char *)p->buffer + p->vertices * STRIDE +
	    4 * i);

	cr_assert_lt(index, p->vertices);
	memcpy(place, p->buffer + STRIDE * index, 12);
}

/* Six times the volume inside: right only if every face looks outwards. */
static double
volume_inside(const struct parts *p)
{
	double sum = 0;
	float a[3], b[3], c[3];
	uint32_t i;

	for (i = 0; i < p->indices; i += 3) {
		corner(p, i, a);
		corner(p, i + 1, b);
		corner(p, i + 2, c);
		sum += (double)(a[0] * (b[1] * c[2] - b[2] * c[1]) +
		    a[1] * (b[2] * c[0] - b[0] * c[2]) +
		    a[2] * (b[0] * c[1] - b[1] * c[0]));
	}
	return sum / 6;
}

static struct image *
three_voxels(void)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct layer *layer;

	volume_set(v, &(struct pos){ { 1, 2, 3 } },
	    (struct rgba){ { 255, 128, 0, 255 } });
	volume_set(v, &(struct pos){ { 2, 2, 3 } },
	    (struct rgba){ { 255, 128, 0, 255 } });
	volume_set(v, &(struct pos){ { -9, 20, -30 } },
	    (struct rgba){ { 10, 0, 0, 200 } });
	image_layer_add(image, "hidden", &layer);
	layer->visible = false;
	volume_set(&layer->volume, &(struct pos){ { 99, 0, 0 } },
	    (struct rgba){ { 10, 0, 0, 255 } });
	return image;
}

static void
expect_three(const struct parts *p)
{
	static const double lo[3] = { -9, -30, -21 }, hi[3] = { 3, 4, -2 };
	const cJSON *place = at(p, "accessors", 0);
	int i;

	cr_assert_eq(p->indices, (10 + 6) * 6);
	cr_assert_float_eq(volume_inside(p), 3, 1e-3);
	for (i = 0; i < 3; i++) {
		cr_assert_eq(cJSON_GetArrayItem(cJSON_GetObjectItem(place,
		    "min"), i)->valuedouble, lo[i]);
		cr_assert_eq(cJSON_GetArrayItem(cJSON_GetObjectItem(place,
		    "max"), i)->valuedouble, hi[i]);
	}
	cr_assert_eq(number(at(p, "bufferViews", 0), "target"), 34962);
	cr_assert_eq(number(at(p, "bufferViews", 1), "target"), 34963);
}

Test(gltf, text_holds_the_visible_faces_looking_outwards)
{
	struct image *image = three_voxels();
	struct parts p;
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(gltf_write(image, &usual, &b), OK);
	p = take_text(&b);
	expect_three(&p);
	drop(&p);
	buf_fini(&b);
	image_free(image);
}

Test(gltf, binary_holds_the_same_buffer)
{
	struct image *image = three_voxels();
	struct parts p, q;
	struct buf b, c;

	buf_init(&b, 1u << 20);
	buf_init(&c, 1u << 20);
	cr_assert_eq(gltf_write_binary(image, &usual, &b), OK);
	cr_assert_eq(gltf_write(image, &usual, &c), OK);
	p = take_binary(&b);
	q = take_text(&c);
	expect_three(&p);
	cr_assert_eq(p.size, q.size);
	cr_assert_eq(memcmp(p.buffer, q.buffer, p.size), 0);
	drop(&p);
	drop(&q);
	buf_fini(&b);
	buf_fini(&c);
	image_free(image);
}

Test(gltf, colours_are_linear)
{
	/* 65535 times the sRGB curve at 255, 128, 0 and 10 of 255. */
	static const uint16_t orange[4] = { 65535, 14146, 0, 65535 };
	static const uint16_t dark[4] = { 199, 0, 0, 65535 };
	struct image *image = three_voxels();
	struct parts p;
	struct buf b;
	uint32_t i;
	float x;

	buf_init(&b, 1u << 20);
	cr_assert_eq(gltf_write(image, &usual, &b), OK);
	p = take_text(&b);
	for (i = 0; i < p.vertices; i++) {
		memcpy(&x, p.buffer + STRIDE * i, sizeof x);
		cr_assert_eq(memcmp(p.buffer + STRIDE * i + 24,
		    x > 0 ? orange : dark, 8), 0);
	}
	drop(&p);
	buf_fini(&b);
	image_free(image);
}

Test(gltf, an_empty_model_is_a_scene_without_nodes)
{
	struct image *image = image_new("");
	struct parts p;
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(gltf_write(image, &usual, &b), OK);
	p = take_text(&b);
	cr_assert_eq(cJSON_GetArraySize(at(&p, "scenes", 0)), 0);
	cr_assert_null(cJSON_GetObjectItem(p.json, "buffers"));
	drop(&p);
	buf_reset(&b);
	cr_assert_eq(gltf_write_binary(image, &usual, &b), OK);
	p = take_binary(&b);
	cr_assert_null(p.buffer);
	drop(&p);
	buf_fini(&b);
	image_free(image);
}

Test(gltf, full_buffer_is_told)
{
	struct image *image = three_voxels();
	struct buf b;

	buf_init(&b, 1000);
	cr_assert_eq(gltf_write(image, &usual, &b), ERR_TOO_BIG);
	buf_reset(&b);
	cr_assert_eq(gltf_write_binary(image, &usual, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
