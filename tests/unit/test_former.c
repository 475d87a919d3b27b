/*
 * test_former - what an installation of the old goxel-daemon brings along
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "master/former.h"

TestSuite(former, .timeout = 10);

Test(former, variable_is_found_by_its_setting)
{
	cr_assert_eq(former_variable("socket"), 0);
	setenv("GOXEL_SOCKET_PATH", "/a", 1);
	cr_assert_neq(former_variable("socket"), 0);
	cr_assert_str_eq(former_name(former_variable("socket")),
	    "GOXEL_SOCKET_PATH");
	cr_assert_eq(former_variable("workers"), 0);
}

Test(former, empty_variable_is_none)
{
	setenv("GOXEL_SOCKET_PATH", "", 1);
	cr_assert_eq(former_variable("socket"), 0);
}

Test(former, first_of_two_variables_holds)
{
	setenv("GOXEL_MAX_WORKERS", "3", 1);
	cr_assert_str_eq(former_name(former_variable("workers")),
	    "GOXEL_MAX_WORKERS");
	setenv("GOXEL_WORKER_THREADS", "2", 1);
	cr_assert_str_eq(former_name(former_variable("workers")),
	    "GOXEL_WORKER_THREADS");
}

Test(former, words_are_known_in_either_case)
{
	cr_assert_str_eq(former_word("log_level", "WARNING"), "warn");
	cr_assert_str_eq(former_word("log_level", "Info"), "info");
	cr_assert_str_eq(former_word("daemonize", "TRUE"), "yes");
	cr_assert_str_eq(former_word("daemonize", "0"), "no");
}

Test(former, other_words_stay_as_they_are)
{
	cr_assert_str_eq(former_word("log_level", "loud"), "loud");
	cr_assert_str_eq(former_word("socket", "TRUE"), "TRUE");
}

Test(former, formats_are_told_apart)
{
	cr_assert_not_null(strstr(former_format("{\n"), "JSON"));
	cr_assert_not_null(strstr(former_format("  \"daemon\": {\n"), "JSON"));
	cr_assert_not_null(strstr(former_format("[process]\n"), "sections"));
	cr_assert_not_null(strstr(former_format("---\n"), "YAML"));
	cr_assert_not_null(strstr(former_format("daemon:\n"), "YAML"));
	cr_assert_not_null(strstr(former_format("  port: 7890\n"), "YAML"));
}

Test(former, our_own_lines_are_none_of_them)
{
	cr_assert_null(former_format("\n"));
	cr_assert_null(former_format("# see: below\n"));
	cr_assert_null(former_format("#: odd\n"));
	cr_assert_null(former_format("listen 127.0.0.1:7531\n"));
	cr_assert_null(former_format("socket=/run/a:b\n"));
	cr_assert_null(former_format("log \"/a b\"\n"));
}
