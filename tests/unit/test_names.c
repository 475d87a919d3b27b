/*
 * test_names - a method answers to all its names
 */
#include <string.h>

#include "tests/unit/caller.h"

static const char *preset;

static const struct method *
found(const char *name)
{
	return method_find(name, strlen(name), &preset);
}

TestSuite(names, .init = methods_init);

Test(names, prefix_may_be_left_out_or_added)
{
	cr_assert_eq(found("goxel.add_voxel"), &methods[METHOD_add_voxel]);
	cr_assert_eq(found("add_voxel"), &methods[METHOD_add_voxel]);
	cr_assert_eq(found("ping"), &methods[METHOD_ping]);
	cr_assert_eq(found("goxel.ping"), &methods[METHOD_ping]);
	cr_assert_null(preset);
	cr_assert_null(found("goxel.goxel.add_voxel"));
}

Test(names, every_alias_leads_to_its_method)
{
#define ALIAS(name, id, set)						\
	cr_assert_eq(found(name), &methods[METHOD_##id], "%s", name);
#include "tbl/aliases.h"
}

Test(names, names_old_clients_called_in_vain_are_answered)
{
	static const char *const names[] = {
		"goxel.get_version", "goxel.ping", "goxel.version",
		"goxel.list_methods", "goxel.echo", "goxel.get_info",
		"goxel.help", "goxel.add_voxels", "goxel.add_voxel_batch",
		"goxel.open_file", "goxel.save_file", "goxel.export_file",
		"goxel.export", "goxel.render", "add_voxel",
		"create_project", "get_voxel", "remove_voxel", "export_mesh",
		"get_status", "get_project_info", "batch_add_voxels",
		"render_preview",
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		cr_assert_not_null(found(names[i]), "%s", names[i]);
}

Test(names, an_alias_brings_parameters_that_the_client_may_change)
{
	struct caller caller;

	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "shape.sphere",
	    "{\"center\":[0,0,0],\"radius\":2}"), OK, "%s", caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"sphere\""));
	cr_assert_eq(caller_run(&caller, "shape.sphere",
	    "{\"shape_type\":\"cube\",\"size\":[1,2,3]}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"cube\",\"voxels_"
	    "created\":6"));
	caller_fini(&caller);
}

Test(names, a_name_longer_than_any_is_none)
{
	char name[300];

	memset(name, 'a', sizeof name);
	cr_assert_null(method_find(name, sizeof name, &preset));
	memcpy(name, "goxel.", 6);
	cr_assert_null(method_find(name, sizeof name, &preset));
}
