/*
 * test_segment - where the parts of the shared memory are
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/segment.h"

#define CONNS	1000

static struct segment segment;

static void
start(void)
{
	cr_assert_eq(segment_make(&segment, CONNS), OK);
}

static void
finish(void)
{
	segment_close(&segment);
}

TestSuite(segment, .init = start, .fini = finish);

static struct stat
status(void)
{
	struct stat st;

	cr_assert_eq(fstat(segment.fd, &st), 0);
	return st;
}

Test(segment, parts_follow_each_other_and_do_not_overlap)
{
	const struct { const void *at; size_t size; } parts[] = {
		{ segment.head, sizeof *segment.head },
		{ segment.workers, BOUND_WORKERS * sizeof *segment.workers },
		{ segment.board, sizeof *segment.board },
		{ segment.crashes, sizeof *segment.crashes },
		{ segment.jobs, sizeof *segment.jobs },
		{ segment.projects, sizeof *segment.projects },
		{ segment.holders, (rings_total() + 1) * sizeof(uint32_t) },
		{ segment.conns.row, CONNS * sizeof *segment.conns.row },
		{ (char *)segment.head + segment.rings_start, 0 },
	};
	size_t i;

	for (i = 0; i + 1 < sizeof parts / sizeof parts[0]; i++) {
		cr_assert_eq((uintptr_t)parts[i].at % 4096, 0, "part %zu", i);
		cr_assert_leq((uintptr_t)parts[i].at + parts[i].size,
		    (uintptr_t)parts[i + 1].at, "part %zu", i);
	}
	cr_assert_eq(segment.mapped, segment.rings_start);
	cr_assert_eq((size_t)status().st_size,
	    segment.rings_start + rings_bytes());
}

Test(segment, last_byte_of_each_part_can_be_written)
{
	segment.workers[BOUND_WORKERS - 1].deaths = 1;
	segment.board->row[BOARD_MASTER].method[BOARD_METHODS - 1]
	    .bucket[BOARD_BUCKETS - 1] = 1;
	segment.projects->row[BOUND_PROJECTS - 1].used = 1;
	segment.crashes->entry[CRASHES - 1].moved = 1;
	segment.jobs->row[BOUND_WORKERS - 1][JOBS_ROWS - 1].since_ms = 1;
	segment.holders[rings_total()] = 1;
	segment.conns.row[CONNS - 1].arrival.uid = 1;
	cr_assert_eq(segment.head->magic, SEGMENT_MAGIC);
}

Test(segment, head_says_what_it_is)
{
	cr_assert_eq(segment.head->magic, SEGMENT_MAGIC);
	cr_assert_eq(segment.head->layout, segment_layout());
	cr_assert_eq(segment.head->bytes, (uint64_t)status().st_size);
	cr_assert_eq(segment.head->conns, CONNS);
	cr_assert_eq(segment.head->master, getpid());
	cr_assert_eq(segment.conns.count, CONNS);
}

Test(segment, layout_is_the_same_every_time)
{
	cr_assert_neq(segment_layout(), 0);
	cr_assert_eq(segment_layout(), segment_layout());
}

Test(segment, fresh_one_has_no_workers_connections_or_counts)
{
	uint32_t i;

	for (i = 0; i < BOUND_WORKERS; i++) {
		cr_assert_eq(segment.workers[i].state, WORKER_NONE);
		cr_assert_eq(segment.workers[i].pid, 0);
		cr_assert_eq(segment.workers[i].slot.op, WIRE_NONE);
	}
	for (i = 0; i < CONNS; i++)
		cr_assert_eq(segment.conns.row[i].state, CONN_FREE);
	for (i = 0; i <= rings_total(); i++)
		cr_assert_eq(segment.holders[i], 0);
	cr_assert_eq(board_sum(segment.board, COUNT_requests), 0);
	cr_assert_eq(segment.crashes->count, 0);
	cr_assert_eq(projects_find(segment.projects, ""), -1);
}

/* 8.5 GB of rings cost nothing until they are written. */
Test(segment, fresh_one_takes_few_pages)
{
	cr_assert_gt(status().st_size, (off_t)8 << 30);
	cr_assert_lt((uint64_t)status().st_blocks * 512, 4u << 20);
}

Test(segment, nothing_of_it_has_a_name)
{
	char prefix[64], path[64], target[256];
	struct dirent *entry;
	ssize_t len;
	DIR *dir = opendir("/dev/shm");

	cr_assert_not_null(dir);
	snprintf(prefix, sizeof prefix, "goxeld.%d.", (int)getpid());
	while ((entry = readdir(dir)) != NULL)
		cr_assert_neq(strncmp(entry->d_name, prefix, strlen(prefix)),
		    0, "%s", entry->d_name);
	closedir(dir);
	snprintf(path, sizeof path, "/proc/self/fd/%d", segment.fd);
	len = readlink(path, target, sizeof target - 1);
	cr_assert_gt(len, 0);
	target[len] = '\0';
	cr_assert_not_null(strstr(target, "(deleted)"), "%s", target);
}

Test(segment, it_is_closed_on_exec)
{
	cr_assert(fcntl(segment.fd, F_GETFD) & FD_CLOEXEC);
}

Test(segment, child_writes_what_the_parent_reads)
{
	if (fork() == 0) {
		segment.conns.row[5].rx_tail = 77;
		_exit(0);
	}
	wait(NULL);
	cr_assert_eq(segment.conns.row[5].rx_tail, 77);
}

Test(segment, close_gives_memory_and_descriptor_back)
{
	void *head = segment.head;
	int fd = segment.fd;

	segment_close(&segment);
	cr_assert_eq(msync(head, 4096, MS_ASYNC), -1);
	cr_assert_eq(fcntl(fd, F_GETFD), -1);
	cr_assert_eq(errno, EBADF);
	start();
}

Test(segment, one_that_cannot_be_made_says_why_and_leaks_nothing)
{
	struct rlimit before, small = { 4096, 4096 };
	struct segment none;
	int lowest = dup(0), fd;

	close(lowest);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	cr_assert_eq(segment_make(&none, CONNS), ERR_IO);
	cr_assert_eq(errno, EFBIG);
	setrlimit(RLIMIT_FSIZE, &before);
	fd = dup(0);
	cr_assert_eq(fd, lowest);
	close(fd);
}
