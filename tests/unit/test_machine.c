/*
 * test_machine - what doctor says of limits, clock and leftovers
 */
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/examine.h"

static struct findings list;

static enum verdict
verdict_of(const char *check)
{
	int i;

	for (i = 0; i < list.count; i++)
		if (strcmp(list.at[i].check, check) == 0)
			return list.at[i].verdict;
	cr_assert_fail("no finding of %s", check);
	return VERDICT_OK;
}

/* This process, as if it were a server with one setting. */
static void
examine(const char *setting, const char *value)
{
	static const struct target target = { "/no/such.sock", NULL, NULL };
	struct patient p = { .target = &target, .pid = getpid() };
	char config[256];

	snprintf(config, sizeof config, "[{\"name\":\"%s\",\"value\":%s}]",
	    setting, value);
	p.config = cJSON_Parse(config);
	cr_assert_not_null(p.config);
	list.count = 0;
	machine_examine(&p, &list);
	patient_close(&p);
}

Test(machine, descriptors_suffice_up_to_the_limit)
{
	struct rlimit r = { 500, 500 };

	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &r), 0);
	examine("connections", "436");
	cr_assert_eq(verdict_of("nofile"), VERDICT_OK);
	examine("connections", "437");
	cr_assert_eq(verdict_of("nofile"), VERDICT_BAD);
}

Test(machine, locked_memory_that_does_not_suffice_is_bad)
{
	struct rlimit r = { 4095, 4095 };

	examine("connections", "1");
	cr_assert_eq(verdict_of("memlock"), VERDICT_OK);
	cr_assert_eq(setrlimit(RLIMIT_MEMLOCK, &r), 0);
	examine("connections", "1");
	cr_assert_eq(verdict_of("memlock"), VERDICT_BAD);
}

Test(machine, journal_of_tomorrow_tells_that_the_clock_is_behind)
{
	char dir[] = "/tmp/test-machine.XXXXXX", path[64], value[64];
	struct timeval times[2];
	enum verdict today, tomorrow;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/journal.db", dir);
	snprintf(value, sizeof value, "\"%s\"", dir);
	fclose(fopen(path, "we"));
	examine("data_dir", value);
	today = verdict_of("clock");
	gettimeofday(&times[0], NULL);
	times[0].tv_sec += 86400;
	times[1] = times[0];
	utimes(path, times);
	examine("data_dir", value);
	tomorrow = verdict_of("clock");
	unlink(path);
	rmdir(dir);
	cr_assert_eq(today, VERDICT_OK);
	cr_assert_eq(tomorrow, VERDICT_WARN);
}

Test(machine, shared_memory_that_is_left_is_told)
{
	struct timespec old[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	char name[64];
	int fd;

	snprintf(name, sizeof name, "/goxeld.%d.test", (int)getpid());
	fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	cr_assert_neq(fd, -1);
	futimens(fd, old);
	examine("connections", "1");
	shm_unlink(name);
	close(fd);
	cr_assert_eq(verdict_of("shm"), VERDICT_WARN);
}
