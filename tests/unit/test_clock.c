#include <criterion/criterion.h>
#include <time.h>

#include "clock.h"

Test(clock, monotonic_time_never_goes_back)
{
	uint64_t before = clock_ns(), now;
	int i;

	for (i = 0; i < 1000; i++) {
		now = clock_ns();
		cr_assert_geq(now, before);
		before = now;
	}
}

Test(clock, milliseconds_are_a_millionth_of_nanoseconds)
{
	uint64_t lo = clock_ns() / 1000000, ms = clock_ms();

	cr_assert_geq(ms, lo);
	cr_assert_leq(ms, clock_ns() / 1000000);
}

Test(clock, wall_clock_is_that_of_the_system)
{
	int64_t lo = time(NULL) - 1, now = clock_unix();

	cr_assert_geq(now, lo);
	cr_assert_leq(now, time(NULL) + 1);
}

Test(clock, cpu_time_grows_with_work_and_not_with_sleep)
{
	struct timespec nap = { .tv_nsec = 50000000 };
	uint64_t start = clock_cpu_ns();
	volatile unsigned work;

	nanosleep(&nap, NULL);
	cr_assert_lt(clock_cpu_ns() - start, 40000000);
	start = clock_cpu_ns();
	for (work = 0; work < 1000000; work++)
		continue;
	cr_assert_gt(clock_cpu_ns(), start);
}

Test(clock, tick_is_at_most_some_milliseconds_behind)
{
	uint64_t tick = clock_tick_ns(), now = clock_ns();

	cr_assert_leq(tick, now);
	cr_assert_lt(now - tick, 1000000000);
}
