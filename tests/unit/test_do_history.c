/*
 * test_do_history - undo, redo, and names for states of a model
 */
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_history);

static uint64_t
count(void)
{
	return volume_count(&image_layer(caller.projects[0]->image,
	    0)->volume);
}

static void
history(const char *params, uint64_t voxels)
{
	cr_assert_eq(caller_run(&caller, "voxel_history", params), OK,
	    "%s: %s", params, caller.call.why);
	cr_assert_eq(count(), voxels, "%s: %llu", params,
	    (unsigned long long)count());
}

/* Three voxels, each a step: revisions 2, 3 and 4. */
static void
build_three(void)
{
	caller_run(&caller, "goxel.add_voxel", "[0,0,0]");
	caller_run(&caller, "goxel.add_voxel", "[1,0,0]");
	caller_run(&caller, "goxel.add_voxel", "[2,0,0]");
}

Test(do_history, goes_so_many_steps_back_and_forward)
{
	build_three();
	history("{\"action\":\"undo\"}", 2);
	history("{\"action\":\"undo\",\"steps\":2}", 0);
	history("{\"action\":\"redo\",\"steps\":3}", 3);
}

Test(do_history, tells_what_became_of_it)
{
	build_three();
	expect(&caller, "voxel_history", "{\"action\":\"undo\",\"steps\":2}",
	    "{\"model\":\"P\",\"revision\":6,\"changed\":2,"
	    "\"bbox\":[1,0,0,2,0,0],\"steps\":-2,\"undo_steps\":2,"
	    "\"redo_steps\":2}");
}

Test(do_history, refuses_more_steps_than_there_are)
{
	build_three();
	refuse(&caller, "voxel_history", "{\"action\":\"undo\",\"steps\":5}",
	    ERR_NO_STEP, "there are 4 steps to take back");
	refuse(&caller, "voxel_history", "{\"action\":\"redo\"}",
	    ERR_NO_STEP, "there are 0 steps to do again");
	cr_assert_eq(count(), 3);
	refuse(&caller, "voxel_history", "{\"action\":\"undo\",\"steps\":0}",
	    ERR_PARAMS, "from 1 to 1000");
	refuse(&caller, "voxel_history",
	    "{\"action\":\"undo\",\"steps\":1001}", ERR_PARAMS, "1000");
	refuse(&caller, "voxel_history",
	    "{\"action\":\"undo\",\"steps\":1000}", ERR_NO_STEP, "4 steps");
	refuse(&caller, "voxel_history", "{\"action\":\"jump\"}", ERR_PARAMS,
	    "not 'jump'");
}

Test(do_history, goes_to_a_revision_and_back)
{
	build_three();
	history("{\"action\":\"goto\",\"revision\":2}", 1);
	history("{\"action\":\"goto\",\"revision\":4}", 3);
	history("{\"action\":\"goto\",\"revision\":4}", 3);
	refuse(&caller, "voxel_history",
	    "{\"action\":\"goto\",\"revision\":99}", ERR_NO_STEP,
	    "not in the history");
}

Test(do_history, goes_to_a_checkpoint)
{
	build_three();
	history("{\"action\":\"checkpoint\",\"name\":\"walls\"}", 3);
	cr_assert_eq(caller.projects[0]->revision, 4);
	caller_run(&caller, "goxel.add_voxel", "[3,0,0]");
	caller_run(&caller, "goxel.add_voxel", "[4,0,0]");
	history("{\"action\":\"goto\",\"name\":\"walls\"}", 3);
	history("{\"action\":\"redo\",\"steps\":2}", 5);
	refuse(&caller, "voxel_history",
	    "{\"action\":\"goto\",\"name\":\"roof\"}", ERR_PARAMS,
	    "no checkpoint 'roof'");
	refuse(&caller, "voxel_history",
	    "{\"action\":\"checkpoint\",\"name\":\"walls\"}", ERR_PARAMS,
	    "already");
	refuse(&caller, "voxel_history", "{\"action\":\"checkpoint\"}",
	    ERR_PARAMS, "give name");
}

Test(do_history, a_checkpoint_is_gone_when_its_future_is_another)
{
	build_three();
	history("{\"action\":\"checkpoint\",\"name\":\"three\"}", 3);
	history("{\"action\":\"undo\"}", 2);
	caller_run(&caller, "goxel.add_voxel", "[9,9,9]");
	refuse(&caller, "voxel_history",
	    "{\"action\":\"goto\",\"name\":\"three\"}", ERR_NO_STEP,
	    "not in the history");
	cr_assert_eq(count(), 3);
}

Test(do_history, a_field_is_one_step)
{
	expect(&caller, "voxel_field", "{\"box\":[0,0,0,3,3,3],"
	    "\"expr\":\"z < 1\",\"color\":\"#ff0000\"}", "{\"model\":\"P\","
	    "\"revision\":2,\"changed\":16,\"bbox\":[0,0,0,3,3,0],"
	    "\"warnings\":[]}");
	cr_assert_eq(caller_run(&caller, "voxel_field", "{\"box\":"
	    "[0,0,0,1,1,1],\"expr\":\"1\",\"mode\":\"subtract\"}"), OK);
	cr_assert_eq(count(), 12);
	refuse(&caller, "voxel_field", "{\"box\":[0,0,0,3,3,3],"
	    "\"expr\":\"z <\"}", ERR_PARAMS, "expr, line 1");
	refuse(&caller, "voxel_field", "{\"box\":[0,0,0,3,3,3],"
	    "\"expr\":\"1\",\"mode\":\"xor\"}", ERR_PARAMS, "'xor'");
	refuse(&caller, "voxel_field", "{\"box\":[0,0,0,1023,1023,16],"
	    "\"expr\":\"1\"}", ERR_TOO_BIG, "at most");
	cr_assert_eq(caller_run(&caller, "voxel_field", "{\"box\":"
	    "[0,0,0,1023,1023,15],\"expr\":\"0\"}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, "no voxel changed"));
	history("{\"action\":\"undo\",\"steps\":3}", 0);
}
