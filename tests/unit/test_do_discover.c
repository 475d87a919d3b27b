/*
 * test_do_discover - the OpenRPC document
 */
#include <string.h>

#include <cjson/cJSON.h>

#include "tests/unit/caller.h"

static struct caller caller;
static cJSON *document;

static void
setup(void)
{
	caller_init(&caller);
	cr_assert_eq(caller_run(&caller, "rpc.discover", NULL), OK);
	document = cJSON_Parse(caller.reply.bytes);
	cr_assert_not_null(document);
}

static void
teardown(void)
{
	cJSON_Delete(document);
	caller_fini(&caller);
}

TestSuite(do_discover, .init = setup, .fini = teardown);

static const char *
text_of(const cJSON *object, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(object, key));
}

static const cJSON *
named(const cJSON *list, const char *name)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
		if (strcmp(text_of(item, "name"), name) == 0)
			return item;
	return NULL;
}

static const cJSON *
params_of(const char *method)
{
	return cJSON_GetObjectItem(named(cJSON_GetObjectItem(document,
	    "methods"), method), "params");
}

Test(do_discover, it_is_openrpc_of_this_server)
{
	const cJSON *info = cJSON_GetObjectItem(document, "info");

	cr_assert_str_eq(text_of(document, "openrpc"), "1.2.6");
	cr_assert_str_eq(text_of(info, "title"), "goxeld");
	cr_assert_str_eq(text_of(info, "version"), GOXELD_VERSION);
}

Test(do_discover, every_method_has_what_openrpc_wants)
{
	const cJSON *list = cJSON_GetObjectItem(document, "methods"), *m, *p;

	cr_assert_eq(cJSON_GetArraySize(list), METHOD_COUNT);
	cJSON_ArrayForEach(m, list) {
		cr_assert_not_null(text_of(m, "name"));
		cr_assert_not_null(text_of(m, "summary"));
		cr_assert(cJSON_IsArray(cJSON_GetObjectItem(m, "params")));
		p = cJSON_GetObjectItem(m, "result");
		cr_assert_not_null(text_of(p, "name"));
		cr_assert(cJSON_IsObject(cJSON_GetObjectItem(p, "schema")));
		cJSON_ArrayForEach(p, cJSON_GetObjectItem(m, "params")) {
			cr_assert_not_null(text_of(p, "name"));
			cr_assert(cJSON_IsBool(cJSON_GetObjectItem(p,
			    "required")));
			cr_assert(cJSON_IsObject(cJSON_GetObjectItem(p,
			    "schema")), "%s", text_of(p, "name"));
		}
	}
}

Test(do_discover, a_parameter_has_its_schema)
{
	const cJSON *mode = named(params_of("goxel.fill_box"), "mode");
	const cJSON *names = cJSON_GetObjectItem(cJSON_GetObjectItem(mode,
	    "schema"), "enum");
	int i;

	cr_assert_eq(cJSON_GetArraySize(names), MODE_COUNT);
	for (i = 0; i < MODE_COUNT; i++)
		cr_assert_str_eq(cJSON_GetStringValue(cJSON_GetArrayItem(names,
		    i)), mode_names[i]);
}

Test(do_discover, project_methods_are_called_by_name)
{
	const cJSON *list = cJSON_GetObjectItem(document, "methods");

	cr_assert_str_eq(text_of(named(list, "goxel.get_voxel"),
	    "paramStructure"), "by-name");
	cr_assert_str_eq(text_of(named(list, "ping"), "paramStructure"),
	    "either");
	cr_assert_not_null(named(params_of("goxel.get_voxel"), "project"));
	cr_assert_null(named(params_of("goxel.get_voxel"), "expect_revision"));
	cr_assert_not_null(named(params_of("goxel.undo"), "expect_revision"));
	cr_assert_null(named(params_of("ping"), "project"));
}
