/*
 * test_do_job - methods about jobs that run or wait for their turn
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

TestSuite(do_job, .init = setup, .fini = teardown);

static void
run_one(void)
{
	caller.running = (struct running_facts){ .id = 7,
	    .method = "goxel.load_project", .project = "castle",
	    .seconds = 2.5, .percent = 40,
	    .worker = 3 };
}

Test(do_job, without_jobs_the_list_is_empty)
{
	expect(&caller, "goxel.list_jobs", NULL, "{\"jobs\":[],\"count\":0}");
}

Test(do_job, a_job_is_listed_with_all_that_is_known)
{
	run_one();
	expect(&caller, "goxel.list_jobs", NULL, "{\"jobs\":[{\"id\":7,"
	    "\"method\":\"goxel.load_project\",\"project\":\"castle\","
	    "\"state\":\"running\",\"seconds\":2.5,\"percent\":40,"
	    "\"worker\":3}],\"count\":1}");
}

Test(do_job, one_that_waits_is_listed_with_its_place)
{
	run_one();
	caller.running.place = 2;
	expect(&caller, "goxel.list_jobs", NULL, "{\"jobs\":[{\"id\":7,"
	    "\"method\":\"goxel.load_project\",\"project\":\"castle\","
	    "\"state\":\"waiting\",\"seconds\":2.5,\"percent\":40,"
	    "\"worker\":3,\"place\":2}],\"count\":1}");
}

Test(do_job, the_one_that_is_named_is_cancelled)
{
	run_one();
	expect(&caller, "goxel.cancel_job", "{\"id\":7}",
	    "{\"success\":true,\"id\":7}");
	cr_assert_eq(caller.cancelled, 7);
}

Test(do_job, one_that_does_not_run_cannot_be_cancelled)
{
	run_one();
	refuse(&caller, "goxel.cancel_job", "[8]", ERR_NO_JOB, "no job 8");
	refuse(&caller, "goxel.cancel_job", NULL, ERR_PARAMS, "id");
	cr_assert_eq(caller.cancelled, 0);
}

Test(do_job, a_job_tells_how_far_it_is)
{
	static _Atomic uint32_t percent;

	caller_fini(&caller);
	caller_start(&caller);
	caller.call.percent = &percent;
	cr_assert_eq(caller_run(&caller, "goxel.save_project",
	    "[\"/tmp/goxeld-test-progress.gox\"]"), OK);
	cr_assert_eq(percent, 90);
	percent = 0;
	cr_assert_eq(caller_run(&caller, "goxel.load_project",
	    "[\"/tmp/goxeld-test-progress.gox\"]"), OK);
	cr_assert_eq(percent, 80);
	remove("/tmp/goxeld-test-progress.gox");
}
