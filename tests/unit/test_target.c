/*
 * The contract of bench/lib/target.h: this machine and no other.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bench/lib/target.h"

Test(target, loopback_is_taken_in_every_spelling)
{
	struct target t;

	cr_assert(target_tcp(&t, "127.0.0.1:7531"));
	cr_assert(target_tcp(&t, "127.1.2.3:1"));
	cr_assert(target_tcp(&t, "localhost:65535"));
	cr_assert(target_tcp(&t, "[::1]:7531"));
}

Test(target, other_machines_are_refused)
{
	struct target t;

	cr_assert_not(target_tcp(&t, "192.0.2.1:7531"));
	cr_assert_not(target_tcp(&t, "0.0.0.0:7531"));
	cr_assert_not(target_tcp(&t, "[::]:7531"));
	cr_assert_not(target_tcp(&t, "example.org:7531"));
}

Test(target, a_port_is_needed_and_bounded)
{
	struct target t;

	cr_assert_not(target_tcp(&t, "127.0.0.1"));
	cr_assert_not(target_tcp(&t, "127.0.0.1:"));
	cr_assert_not(target_tcp(&t, "127.0.0.1:0"));
	cr_assert_not(target_tcp(&t, "127.0.0.1:65536"));
}

Test(target, a_unix_path_fits_or_is_refused)
{
	struct target t;
	char path[109];

	memset(path, 'a', sizeof(path));
	path[107] = '\0';
	cr_assert(target_unix(&t, path));
	path[107] = 'a';
	path[108] = '\0';
	cr_assert_not(target_unix(&t, path));
}
