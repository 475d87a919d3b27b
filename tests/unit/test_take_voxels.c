/*
 * test_take_voxels - lists of voxels
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/caller.h"
#include "worker/method/take.h"

static struct mem mem;
static struct call call;

static void
setup(void)
{
	mem_init(&mem, 4096, BOUND_REQUEST_MEM);
	call = (struct call){ .mem = &mem, .method = methods };
}

static void
teardown(void)
{
	mem_fini(&mem);
}

TestSuite(take_voxels, .init = setup, .fini = teardown);

static enum err
take(const char *text, struct voxel_list *out)
{
	struct json j;
	struct take t = { .call = &call, .json = &j, .name = "voxels" };
	enum err err;

	mem_reset(&mem);
	json_open(&j, text, strlen(text));
	take_next(&t);
	err = take_voxels(&t, out);
	if (err == OK)
		cr_assert_eq(json_next(&j), JSON_END, "%s", text);
	return err;
}

/* The only element, at 1,-2,3, of this colour. */
static void
gives(const char *element, int r, int g, int b, int a)
{
	struct rgba want = { { (uint8_t)r, (uint8_t)g, (uint8_t)b,
	    (uint8_t)a } };
	struct voxel_list out;
	char text[256];

	snprintf(text, sizeof text, "[%s]", element);
	cr_assert_eq(take(text, &out), OK);
	cr_assert_eq(out.count, 1, "%s", element);
	cr_assert_eq(out.failed, 0);
	cr_assert_eq(out.at[0].pos.at[0], 1);
	cr_assert_eq(out.at[0].pos.at[1], -2);
	cr_assert_eq(out.at[0].pos.at[2], 3);
	cr_assert(rgba_same(out.at[0].color, want), "%s: %d %d %d %d", element,
	    out.at[0].color.c[0], out.at[0].color.c[1], out.at[0].color.c[2],
	    out.at[0].color.c[3]);
}

Test(take_voxels, an_element_is_an_object)
{
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"r\":4,\"g\":5,\"b\":6}",
	    4, 5, 6, 255);
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"r\":4,\"g\":5,\"b\":6,\"a\":7}",
	    4, 5, 6, 7);
	gives("{\"a\":7,\"z\":3.9,\"other\":[{}],\"y\":-2,\"x\":1.5,\"r\":4}",
	    4, 0, 0, 7);
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"color\":[4,5,6]}", 4, 5, 6, 255);
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"color\":\"#04050607\"}",
	    4, 5, 6, 7);
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"rgba\":[4,5,6,7]}", 4, 5, 6, 7);
	gives("{\"x\":1,\"y\":-2,\"z\":3,\"color\":{\"r\":4,\"g\":5,\"b\":6}}",
	    4, 5, 6, 255);
	gives("{\"\\u0078\":1,\"y\":-2,\"z\":3,\"r\":4}", 4, 0, 0, 255);
}

Test(take_voxels, an_element_is_an_array)
{
	gives("[1,-2,3,4,5,6]", 4, 5, 6, 255);
	gives("[1,-2,3,4,5,6,7]", 4, 5, 6, 7);
	gives("[1,-2,3,4,5,6,7,8,9]", 4, 5, 6, 7);
	gives("[1,-2,3,\"#040506\"]", 4, 5, 6, 255);
	gives("[1,-2,3,[4,5,6,7]]", 4, 5, 6, 7);
}

Test(take_voxels, without_a_color_it_is_white)
{
	gives("{\"x\":1,\"y\":-2,\"z\":3}", 255, 255, 255, 255);
	gives("[1,-2,3]", 255, 255, 255, 255);
}

Test(take_voxels, fractions_are_colors_of_one)
{
	gives("[1,-2,3,0.5,1.0,1]", 127, 255, 1, 255);
}

Test(take_voxels, the_last_of_a_key_given_twice_counts)
{
	gives("{\"x\":9,\"x\":1,\"y\":-2,\"z\":3,\"r\":4}", 4, 0, 0, 255);
}

Test(take_voxels, what_is_no_voxel_is_counted_and_passed_over)
{
	static const char *const bad[] = {
		"3", "\"x\"", "null", "true", "[]", "{}", "[1,2]",
		"{\"x\":1,\"y\":2}", "{\"x\":1,\"y\":2,\"z\":\"3\"}",
		"[1,2,\"3\",1,1,1]", "[1,2,3,\"red\"]", "[1,2,3,[1]]",
		"[1,2,3,4,\"5\"]", "[1,2,3,{\"r\":{\"x\":[[]]}}]",
		"[1048576,0,0]", "{\"x\":0,\"y\":0,\"z\":-1048577}",
		"[[1],2,3]", "{\"x\":{\"a\":[1,{}]},\"y\":1,\"z\":1}",
		"{\"x\":1,\"y\":1,\"z\":1,\"color\":[1,2,[3,[4]],5]}",
	};
	struct voxel_list out;
	char text[256];
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(text, sizeof text, "[[0,0,1],%s,[0,0,2],%s]", bad[i],
		    bad[i]);
		cr_assert_eq(take(text, &out), OK, "%s: %s", text, call.why);
		cr_assert_eq(out.count, 2, "%s", text);
		cr_assert_eq(out.failed, 2, "%s", text);
		cr_assert_eq(out.at[1].pos.at[2], 2);
	}
}

Test(take_voxels, what_is_no_list_is_refused)
{
	struct voxel_list out;

	cr_assert_eq(take("{\"x\":1}", &out), ERR_PARAMS);
	cr_assert_str_eq(call.why, "Invalid voxels parameter (must be array)");
}

Test(take_voxels, what_is_no_json_is_refused)
{
	static const char *const texts[] = {
		"[", "[[1,2,3]", "[[1,2,3", "[{\"x\":1", "[{\"x\"",
		"[{\"x\":}]",
		"[[1,2,3}]", "[[1,2,3,\"#ff", "[nope]", "[1,]", "[{]",
		"[[1,2,3,[1,2}]]", "[[[]", "[{\"color\":{\"r\":1,",
	};
	struct voxel_list out;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_assert_eq(take(texts[i], &out), ERR_PARSE, "%s", texts[i]);
}

/* `count` times [0,0,0]. */
static char *
long_list(size_t count)
{
	char *text = malloc(count * 8 + 3);
	size_t i;

	text[0] = '[';
	for (i = 0; i < count; i++)
		memcpy(text + 1 + i * 8, "[0,0,0],", 8);
	strcpy(text + count * 8, "]");
	return text;
}

Test(take_voxels, a_list_grows_and_keeps_its_order)
{
	struct voxel_list out;
	struct buf text;
	uint32_t i;

	buf_init(&text, 1 << 20);
	for (i = 0; i < 5000; i++)
		buf_add_format(&text, "%c[%u,0,0]", i == 0 ? '[' : ',', i);
	buf_add(&text, "]", 2);
	cr_assert_eq(take(text.bytes, &out), OK);
	cr_assert_eq(out.count, 5000);
	for (i = 0; i < 5000; i++)
		cr_assert_eq(out.at[i].pos.at[0], (int32_t)i);
	buf_fini(&text);
}

Test(take_voxels, a_list_reaches_to_the_bound_and_not_beyond)
{
	struct voxel_list out;
	char *text;

	text = long_list(BOUND_EDIT_VOXELS);
	cr_assert_eq(take(text, &out), OK, "%s", call.why);
	cr_assert_eq(out.count, BOUND_EDIT_VOXELS);
	free(text);
	text = long_list(BOUND_EDIT_VOXELS + 1);
	cr_assert_eq(take(text, &out), ERR_TOO_BIG);
	cr_assert_str_eq(call.why, "there are more than 16777216 voxels, "
	    "which is the limit of one request");
	free(text);
}
