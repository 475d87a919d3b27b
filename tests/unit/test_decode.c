/*
 * test_decode - parameters by name and by position
 */
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/caller.h"

static struct mem mem;
static struct call call;
static struct json json;

static void
setup(void)
{
	methods_init();
	mem_init(&mem, 4096, 1 << 20);
}

static void
teardown(void)
{
	mem_fini(&mem);
}

TestSuite(decode, .init = setup, .fini = teardown);

static enum err
decode(enum method_id id, const char *params)
{
	call = (struct call){ .mem = &mem, .method = &methods[id] };
	if (params == NULL)
		return method_decode(&call, NULL);
	json_open(&json, params, strlen(params));
	return method_decode(&call, &json);
}

static const struct add_voxel_in *
voxel(const char *params)
{
	cr_assert_eq(decode(METHOD_add_voxel, params), OK, "%s: %s", params,
	    call.why);
	return call.in;
}

static void
refuses(enum method_id id, const char *params, const char *words)
{
	cr_assert_eq(decode(id, params), ERR_PARAMS, "%s", params);
	cr_assert_str_eq(call.why, words);
}

Test(decode, names_come_in_any_order)
{
	const struct add_voxel_in *in;

	in = voxel("{\"a\":4,\"z\":3,\"b\":6,\"x\":1,\"r\":7,\"y\":2}");
	cr_assert_eq(in->x, 1);
	cr_assert_eq(in->y, 2);
	cr_assert_eq(in->z, 3);
	cr_assert_eq(in->r.value, 7);
	cr_assert_eq(in->b.value, 6);
	cr_assert_eq(in->a.value, 4);
	cr_assert(in->has_x && in->has_a);
	cr_assert_not(in->has_g);
	cr_assert_not(call.positional);
}

Test(decode, unknown_names_are_ignored)
{
	const struct add_voxel_in *in;

	in = voxel("{\"xx\":[1,{\"x\":5}],\"\":null,\"x\":1,\"X\":2}");
	cr_assert_eq(in->x, 1);
}

Test(decode, a_name_may_be_escaped)
{
	cr_assert_eq(voxel("{\"\\u0078\":9}")->x, 9);
	cr_assert_eq(voxel("{\"layer\\u005fid\":9}")->layer_id, 9);
}

Test(decode, of_a_name_given_twice_the_last_counts)
{
	const struct add_voxel_in *in;

	cr_assert_eq(voxel("{\"x\":1,\"x\":2}")->x, 2);
	in = voxel("{\"x\":1,\"x\":null}");
	cr_assert_not(in->has_x);
	cr_assert_eq(in->x, 0);
}

Test(decode, a_whole_color_given_before_does_not_show_through)
{
	const struct add_voxel_in *in;

	in = voxel("{\"r\":\"#010203\",\"r\":5}");
	cr_assert_not(in->r.whole);
	cr_assert_eq(in->r.value, 5);
}

Test(decode, positions_are_those_of_the_row)
{
	const struct add_voxel_in *in;

	in = voxel("[1,2,3,4,5,6,7,8]");
	cr_assert_eq(in->x, 1);
	cr_assert_eq(in->z, 3);
	cr_assert_eq(in->r.value, 4);
	cr_assert_eq(in->a.value, 7);
	cr_assert_eq(in->layer_id, 8);
	cr_assert(call.positional);
}

Test(decode, positions_beyond_the_row_are_ignored)
{
	const struct create_project_in *in;

	cr_assert_eq(decode(METHOD_create_project,
	    "[\"n\",1,2,3,[{\"x\":[]}],\"y\"]"), OK);
	in = call.in;
	cr_assert_str_eq(in->name, "n");
	cr_assert_eq(in->depth, 3);
}

Test(decode, a_null_is_absent)
{
	const struct add_voxel_in *in;

	in = voxel("[1,null,3]");
	cr_assert(in->has_x && in->has_z);
	cr_assert_not(in->has_y);
	cr_assert_not(voxel("{\"x\":null}")->has_x);
}

Test(decode, no_parameters_are_all_absent)
{
	static const char *const none[] = { NULL, "null", "{}", "[]" };
	size_t i;

	for (i = 0; i < 4; i++)
		cr_assert_not(voxel(none[i])->has_x);
}

Test(decode, params_are_an_object_or_an_array)
{
	refuses(METHOD_ping, "3 ", "parameter 'params' must be an object or "
	    "an array, not a number");
	refuses(METHOD_ping, "\"x\"", "parameter 'params' must be an object or "
	    "an array, not a string");
}

Test(decode, a_must_that_is_missing_is_named)
{
	refuses(METHOD_load_project, "{}", "Missing required parameter: path");
	refuses(METHOD_load_project, NULL, "Missing required parameter: path");
	refuses(METHOD_save_project, "{\"path\":null}",
	    "Missing required parameter: path");
	refuses(METHOD_add_voxels, NULL, "Missing voxels parameter");
	refuses(METHOD_add_voxels, "{\"voxels\":3}",
	    "Invalid voxels parameter (must be array)");
	refuses(METHOD_get_voxels_region, "{\"max\":[1,1,1]}",
	    "Parameter 'min' must be an array of 3 integers");
	refuses(METHOD_get_voxels_region, "{\"min\":[1,1,1]}",
	    "Parameter 'max' must be an array of 3 integers");
	refuses(METHOD_get_voxels_region,
	    "{\"min\":[1,1,1],\"max\":[1,1,\"1\"]}",
	    "Min/max arrays must contain integers");
	refuses(METHOD_fill_box, "{\"min\":[1,1,1],\"max\":[1,1,1]}",
	    "Missing required parameter: color");
	refuses(METHOD_open_project, "[]", "Missing required parameter: name");
}

Test(decode, a_wrong_parameter_is_named)
{
	refuses(METHOD_add_voxel, "{\"y\":\"1\"}",
	    "parameter 'y' must be a number, not a string");
	refuses(METHOD_add_voxel, "[0,0,[]]",
	    "parameter 'z' must be a number, not an array");
	refuses(METHOD_add_voxel, "[0,0,0,\"#12\"]",
	    "Invalid hex color in array");
	refuses(METHOD_add_voxel, "{\"color\":\"#12\"}",
	    "Invalid hex color format");
	refuses(METHOD_add_voxel, "{\"color\":{\"r\":1}}",
	    "Color object missing r, g, b fields");
}

Test(decode, after_a_refusal_the_reader_is_past_the_params)
{
	static const char text[] = "{\"params\":{\"x\":{\"a\":[1,{}]},"
	    "\"y\":[2]},\"id\":7}";

	call = (struct call){
		.mem = &mem, .method = &methods[METHOD_add_voxel]
	};
	json_open(&json, text, strlen(text));
	cr_assert_eq(json_next(&json), JSON_OBJECT);
	cr_assert_eq(json_next(&json), JSON_KEY);
	cr_assert_eq(method_decode(&call, &json), ERR_PARAMS);
	cr_assert_eq(json_next(&json), JSON_KEY);
	cr_assert_eq(memcmp(json.text, "id", 2), 0);
}

Test(decode, after_success_the_reader_is_past_the_params)
{
	static const char text[] = "{\"params\":[1,2,3],\"id\":7}";

	call = (struct call){
		.mem = &mem, .method = &methods[METHOD_add_voxel]
	};
	json_open(&json, text, strlen(text));
	json_next(&json);
	json_next(&json);
	cr_assert_eq(method_decode(&call, &json), OK);
	cr_assert_eq(json_next(&json), JSON_KEY);
	cr_assert_eq(memcmp(json.text, "id", 2), 0);
}

Test(decode, a_refusal_before_broken_json_is_broken_json)
{
	cr_assert_eq(decode(METHOD_add_voxel, "{\"x\":\"1\",}"), ERR_PARSE);
}

Test(decode, project_and_expect_revision_are_common_to_project_methods)
{
	voxel("{\"project\":\"P\",\"x\":1,\"expect_revision\":12}");
	cr_assert_str_eq(call.project, "P");
	cr_assert(call.expects);
	cr_assert_eq(call.expect_revision, 12);
	voxel("{\"project\":null,\"expect_revision\":null}");
	cr_assert_null(call.project);
	cr_assert_not(call.expects);
}

Test(decode, request_key_is_common_to_methods_that_edit)
{
	char text[200], key[BOUND_KEY + 2];

	memset(key, 'k', sizeof key);
	key[BOUND_KEY] = '\0';
	snprintf(text, sizeof text, "{\"request_key\":\"%s\"}", key);
	voxel(text);
	cr_assert_str_eq(call.request_key, key);
	voxel("{\"request_key\":null}");
	cr_assert_null(call.request_key);
	cr_assert_eq(decode(METHOD_get_voxel, "{\"request_key\":[]}"), OK);
	cr_assert_null(call.request_key);
}

Test(decode, request_key_has_1_to_128_bytes)
{
	char text[200], key[BOUND_KEY + 2];

	memset(key, 'k', sizeof key);
	key[BOUND_KEY + 1] = '\0';
	snprintf(text, sizeof text, "{\"request_key\":\"%s\"}", key);
	refuses(METHOD_add_voxel, text,
	    "parameter 'request_key' must have 1 to 128 bytes");
	refuses(METHOD_add_voxel, "{\"request_key\":\"\"}",
	    "parameter 'request_key' must have 1 to 128 bytes");
	refuses(METHOD_add_voxel, "{\"request_key\":7}",
	    "parameter 'request_key' must be a string, not a number");
}

Test(decode, project_means_nothing_to_server_methods)
{
	cr_assert_eq(decode(METHOD_ping, "{\"project\":[]}"), OK);
	cr_assert_null(call.project);
}

Test(decode, a_wrong_common_parameter_is_named)
{
	refuses(METHOD_add_voxel, "{\"project\":1}",
	    "parameter 'project' must be a string, not a number");
	refuses(METHOD_add_voxel, "{\"expect_revision\":\"1\"}",
	    "parameter 'expect_revision' must be a number, not a string");
}

Test(decode, a_whole_method_takes_any_value)
{
	const struct echo_in *in;

	cr_assert_eq(decode(METHOD_echo, " {\"a\":[1]} "), OK);
	in = call.in;
	cr_assert(in->has_params);
	cr_assert_eq(in->params.len, 9);
	cr_assert_eq(memcmp(in->params.at, "{\"a\":[1]}", 9), 0);
	cr_assert_eq(decode(METHOD_echo, NULL), OK);
	in = call.in;
	cr_assert_not(in->has_params);
}

Test(decode, a_request_that_fills_its_memory_is_too_big)
{
	static char text[4000];
	struct mem small;

	mem_init(&small, 1024, 1500);
	memset(text, 'x', sizeof text);
	memcpy(text, "{\"name\":\"\\n", 11);
	strcpy(text + sizeof text - 3, "\"}");
	call = (struct call){ .mem = &small,
	    .method = &methods[METHOD_create_project] };
	json_open(&json, text, strlen(text));
	cr_assert_eq(method_decode(&call, &json), ERR_TOO_BIG);
	mem_fini(&small);
}
