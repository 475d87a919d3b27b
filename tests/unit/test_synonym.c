/*
 * test_synonym - other names of parameters
 */
#include <string.h>

#include "tests/unit/caller.h"
#include "worker/method/synonym.h"

static const struct param *params[3];

static const struct synonym *
found(enum method_id id, const char *name)
{
	return synonym_find(&methods[id], name, strlen(name), params);
}

Test(synonym, names_what_the_method_has)
{
	cr_assert_not_null(found(METHOD_save_project, "file_path"));
	cr_assert_str_eq(params[0]->name, "path");
	cr_assert_not_null(found(METHOD_render_scene, "file_path"));
	cr_assert_str_eq(params[0]->name, "output_path");
	cr_assert_not_null(found(METHOD_create_project, "filename"));
	cr_assert_str_eq(params[0]->name, "name");
	cr_assert_null(found(METHOD_ping, "file_path"));
	cr_assert_null(found(METHOD_add_voxel, "size"));
}

Test(synonym, one_value_may_stand_for_three)
{
	const struct synonym *s = found(METHOD_add_voxel, "position");

	cr_assert_not_null(s);
	cr_assert_str_eq(params[2]->name, "z");
	cr_assert_eq(synonym_part(s, "y", 1), 1);
	cr_assert_eq(synonym_part(s, "w", 1), -1);
	s = found(METHOD_create_project, "dimensions");
	cr_assert_eq(synonym_part(s, "depth", 5), 2);
}

Test(synonym, requests_may_use_them)
{
	static const char *const voxels[] = {
		"{\"position\":[4,5,6],\"color\":[1,2,3]}",
		"{\"position\":{\"x\":4,\"y\":5,\"z\":6},\"color\":[1,2,3]}",
		"{\"position\":{\"z\":6,\"why\":[{}],\"x\":4,\"y\":5}}",
	};
	struct caller caller;
	size_t i;

	caller_start(&caller);
	for (i = 0; i < sizeof voxels / sizeof voxels[0]; i++) {
		cr_assert_eq(caller_run(&caller, "voxel.add", voxels[i]), OK,
		    "%s", caller.call.why);
		cr_assert_not_null(strstr(caller.reply.bytes,
		    "\"x\":4,\"y\":5,\"z\":6"), "%s", caller.reply.bytes);
	}
	cr_assert_eq(caller_run(&caller, "voxel.fill", "{\"start\":[0,0,0],"
	    "\"end\":[1,1,1],\"color\":\"#ffffff\"}"), OK);
	caller_fini(&caller);
}

Test(synonym, what_is_not_three_is_refused)
{
	static const char *const bad[] = {
		"{\"position\":7}", "{\"position\":[1,2,3,4]}",
		"{\"position\":[1,\"a\",3]}", "{\"position\":{\"x\":[]}}",
	};
	struct caller caller;
	size_t i;

	caller_start(&caller);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert_eq(caller_run(&caller, "goxel.add_voxel", bad[i]),
		    ERR_PARAMS, "%s", bad[i]);
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "{\"position\":[1,2"), ERR_PARSE);
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "{\"position\":{\"x\":1"), ERR_PARSE);
	caller_fini(&caller);
}
