/*
 * test_do_project - methods on projects as a whole
 */
#include <stdio.h>

#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_init(&caller);
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_project, .init = setup, .fini = teardown);

static void
status_is(const char *rest)
{
	char want[400];

	snprintf(want, sizeof want, "{\"version\":\"" GOXELD_VERSION "\",%s}",
	    rest);
	expect(&caller, "goxel.get_status", "[]", want);
}

/*
 * create_project
 */

Test(do_project, create_answers_its_name_and_size)
{
	expect(&caller, "goxel.create_project", "[\"T\",16,17,18]",
	    "{\"success\":true,\"name\":\"T\",\"width\":16,\"height\":17,"
	    "\"depth\":18}");
	expect(&caller, "goxel.create_project",
	    "{\"name\":\"U\",\"depth\":1,\"other\":[5,5,5]}",
	    "{\"success\":true,\"name\":\"U\",\"width\":64,\"height\":64,"
	    "\"depth\":1}");
	expect(&caller, "goxel.create_project",
	    "{\"name\":\"U\",\"size\":[5,6,7]}",
	    "{\"success\":true,\"name\":\"U\",\"width\":5,\"height\":6,"
	    "\"depth\":7}");
}

Test(do_project, create_without_a_name_is_a_new_project)
{
	expect(&caller, "goxel.create_project", NULL,
	    "{\"success\":true,\"name\":\"New Project\",\"width\":64,"
	    "\"height\":64,\"depth\":64}");
	expect(&caller, "goxel.create_project", "[\"\",0,-5]",
	    "{\"success\":true,\"name\":\"New Project\",\"width\":64,"
	    "\"height\":64,\"depth\":64}");
	cr_assert_null(caller.projects[1]);
}

Test(do_project, create_again_starts_afresh_and_undo_takes_it_back)
{
	caller_run(&caller, "goxel.create_project", "[\"T\",16,17,18]");
	caller_run(&caller, "goxel.add_voxel", "[1,2,3]");
	caller_run(&caller, "goxel.create_project", "[\"T\",5,6,7]");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
	status_is("\"layer_count\":1,\"read_only\":false,\"width\":5,"
	    "\"height\":6,\"depth\":7,\"name\":\"T\",\"revision\":3,"
	    "\"undo_steps\":3,\"redo_steps\":0");
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[0,0,0,255]}");
}

Test(do_project, sizes_reach_to_the_bound_and_not_beyond)
{
	expect(&caller, "goxel.create_project",
	    "[\"T\",1048576,1048576,1048576]", "{\"success\":true,"
	    "\"name\":\"T\",\"width\":1048576,\"height\":1048576,"
	    "\"depth\":1048576}");
	refuse(&caller, "goxel.create_project", "[\"T\",1,1048577]",
	    ERR_PARAMS, "must be at most 1048576");
}

Test(do_project, one_more_project_than_fit_is_refused)
{
	char params[20];
	int i;

	for (i = 0; i < CALLER_PROJECTS; i++) {
		snprintf(params, sizeof params, "[\"%d\"]", i);
		cr_assert_eq(caller_run(&caller, "goxel.create_project",
		    params), OK);
	}
	refuse(&caller, "goxel.create_project", "[\"x\"]", ERR_FULL,
	    "close one");
}

/*
 * open_project, close_project
 */

Test(do_project, open_makes_it_the_current_one)
{
	caller_run(&caller, "goxel.create_project", "[\"A\"]");
	caller_run(&caller, "goxel.create_project", "[\"B\"]");
	expect(&caller, "goxel.open_project", "{\"name\":\"A\"}",
	    "{\"success\":true,\"name\":\"A\",\"revision\":1}");
	cr_assert_eq(caller.current, 0);
}

Test(do_project, open_does_not_make_one)
{
	refuse(&caller, "goxel.open_project", "[\"A\"]", ERR_NO_PROJECT,
	    "there is no project 'A'; goxel.list_projects tells their names");
}

Test(do_project, close_closes_the_named_or_the_current_one)
{
	caller_run(&caller, "goxel.create_project", "[\"A\"]");
	caller_run(&caller, "goxel.create_project", "[\"B\"]");
	expect(&caller, "goxel.close_project", "{\"name\":\"A\"}",
	    "{\"success\":true,\"name\":\"A\"}");
	expect(&caller, "goxel.close_project", NULL,
	    "{\"success\":true,\"name\":\"B\"}");
	refuse(&caller, "goxel.close_project", NULL, ERR_NO_PROJECT,
	    "no project is open");
	refuse(&caller, "goxel.close_project", "[\"A\"]", ERR_NO_PROJECT,
	    "there is no project 'A'");
}

/* A project that lives in another worker. */
static enum err
move_by_name(struct call *c, const char *name)
{
	(void)c, (void)name;
	return MOVE;
}

static enum err
move_made(struct call *c, const char *name, bool *made)
{
	*made = false;
	return move_by_name(c, name);
}

static enum err
move_closed(struct call *c, const char *name, bool erase)
{
	(void)erase;
	return move_by_name(c, name);
}

Test(do_project, a_project_elsewhere_moves_the_request)
{
	static const struct services elsewhere = {
		.project_create = move_made, .project_open = move_by_name,
		.project_close = move_closed,
	};

	caller.call.services = &elsewhere;
	cr_assert_eq(caller_run(&caller, "goxel.create_project", NULL), MOVE);
	cr_assert_eq(caller_run(&caller, "goxel.open_project", "[\"x\"]"),
	    MOVE);
	cr_assert_eq(caller_run(&caller, "goxel.close_project", NULL), MOVE);
	cr_assert_eq(caller_run(&caller, "goxel.load_project", "[\"x\"]"),
	    MOVE);
	cr_assert_eq(caller.reply.len, 1);
}

/*
 * get_status
 */

Test(do_project, status_without_a_project_is_all_nothing)
{
	status_is("\"layer_count\":0,\"read_only\":false,\"width\":0,"
	    "\"height\":0,\"depth\":0");
}

Test(do_project, status_tells_the_project)
{
	caller_run(&caller, "goxel.create_project", "[\"T\",16,17,18]");
	caller_run(&caller, "goxel.create_layer", NULL);
	caller_run(&caller, "goxel.add_voxel", NULL);
	caller_run(&caller, "goxel.undo", NULL);
	status_is("\"layer_count\":2,\"read_only\":false,\"width\":16,"
	    "\"height\":17,\"depth\":18,\"name\":\"T\",\"revision\":4,"
	    "\"undo_steps\":2,\"redo_steps\":1");
}

/*
 * undo, redo
 */

Test(do_project, undo_and_redo_go_along_the_history)
{
	caller_run(&caller, "goxel.create_project", NULL);
	caller_run(&caller, "goxel.add_voxel", "[1,2,3]");
	expect(&caller, "goxel.undo", NULL, "{\"success\":true,"
	    "\"revision\":3,\"undo_steps\":1,\"redo_steps\":1}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
	expect(&caller, "goxel.redo", "{}", "{\"success\":true,"
	    "\"revision\":4,\"undo_steps\":2,\"redo_steps\":0}");
	refuse(&caller, "goxel.redo", NULL, ERR_NO_STEP, "do again");
}

Test(do_project, undo_ends_where_the_history_begins)
{
	caller_run(&caller, "goxel.create_project", NULL);
	caller_run(&caller, "goxel.undo", NULL);
	refuse(&caller, "goxel.undo", NULL, ERR_NO_STEP, "take back");
}

Test(do_project, only_delete_erases)
{
	caller_run(&caller, "goxel.create_project", "[\"A\"]");
	expect(&caller, "goxel.close_project", NULL,
	    "{\"success\":true,\"name\":\"A\"}");
	cr_expect_not(caller.erased);
	caller_run(&caller, "goxel.create_project", "[\"A\"]");
	expect(&caller, "goxel.delete_project", "[\"A\"]",
	    "{\"success\":true,\"name\":\"A\"}");
	cr_expect(caller.erased);
	refuse(&caller, "goxel.delete_project", "[\"A\"]", ERR_NO_PROJECT,
	    "there is no project 'A'; goxel.list_projects tells their names");
}

Test(do_project, create_from_a_template_is_one_step)
{
	cr_assert_eq(caller_run(&caller, "goxel.create_project",
	    "{\"name\":\"T\",\"size\":[8,8,8],\"template\":\"cube\"}"), OK);
	expect(&caller, "goxel.get_bounding_box", "{}", "{\"empty\":false,"
	    "\"min\":[2,2,2],\"max\":[6,6,6],\"dimensions\":[4,4,4]}");
	cr_assert_eq(caller_run(&caller, "goxel.create_project",
	    "{\"name\":\"T\",\"template\":\"sphere\"}"), OK);
	refuse(&caller, "goxel.create_project", "{\"template\":\"teapot\"}",
	    ERR_PARAMS, "teapot");
}
