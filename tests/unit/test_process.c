/*
 * test_process - what the system tells of a process
 */
#include <criterion/criterion.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"

TestSuite(process, .timeout = 10);

Test(process, memory_of_ours_is_told_in_bytes)
{
	struct process_memory m;

	cr_assert(process_memory(getpid(), &m));
	cr_assert_gt(m.resident, 100000);
	cr_assert_geq(m.virtual, m.resident);
	cr_assert_geq(m.resident, m.shared);
}

Test(process, start_is_before_now_and_not_long)
{
	double cpu, start, now = (double)time(NULL);

	cr_assert(process_times(getpid(), &cpu, &start));
	/* Of a process as young as this one. */
	cr_assert_leq(cpu, 20);
	cr_assert_leq(start, now + 2);
	cr_assert_geq(start, now - 20);
}

Test(process, nothing_is_told_of_one_that_is_gone)
{
	struct process_memory m;
	double cpu, start;
	uint64_t fds;
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	cr_assert_not(process_memory(pid, &m));
	cr_assert_not(process_times(pid, &cpu, &start));
	cr_assert_not(process_descriptors(pid, &fds));
}

Test(process, cpu_time_grows_with_work_and_of_one_that_is_gone_is_none)
{
	uint64_t start = process_cpu_ns(getpid());
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	cr_assert_eq(process_cpu_ns(pid), 0);
	cr_assert_eq(process_cpu_ns(0), 0);
	while (process_cpu_ns(getpid()) < start + 20000000)
		continue;
	cr_assert_lt(process_cpu_ns(getpid()), start + 2000000000u);
}
