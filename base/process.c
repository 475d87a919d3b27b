/*
 * process - what the system tells of a process
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "text.h"

/* The beginning of a file of /proc as text. */
static bool
read_text(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd == -1)
		return false;
	n = read(fd, out, size - 1);
	close(fd);
	out[n > 0 ? n : 0] = '\0';
	return n > 0;
}

bool
process_memory(pid_t pid, struct process_memory *out)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	unsigned long long virtual, resident, shared;
	char path[32], text[256];

	text_format(path, sizeof path, "/proc/%d/statm", (int)pid);
	if (!read_text(path, text, sizeof text) || sscanf(text,
	    "%llu %llu %llu", &virtual, &resident, &shared) != 3)
		return false;
	*out = (struct process_memory){ virtual * page, resident * page,
	    shared * page };
	return true;
}

uint64_t
process_cpu_ns(pid_t pid)
{
	struct timespec used;
	clockid_t clock;

	/* Its clock of process 0 would be the caller's own. */
	if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0 ||
	    clock_gettime(clock, &used) == -1)
		return 0;
	return (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
}

/* When the system was started, seconds since 1970. */
static bool
boot_time(double *out)
{
	char text[32768];
	const char *line;

	if (!read_text("/proc/stat", text, sizeof text) ||
	    (line = strstr(text, "\nbtime ")) == NULL)
		return false;
	return sscanf(line, " btime %lf", out) == 1;
}

bool
process_times(pid_t pid, double *cpu, double *start)
{
	double tick = (double)sysconf(_SC_CLK_TCK), boot;
	unsigned long long user, system, begun;
	char path[32], text[1024];
	const char *behind;

	text_format(path, sizeof path, "/proc/%d/stat", (int)pid);
	/* The name in parentheses may hold anything. */
	if (!read_text(path, text, sizeof text) ||
	    (behind = strrchr(text, ')')) == NULL || !boot_time(&boot) ||
	    sscanf(behind + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
	    "%llu %llu %*d %*d %*d %*d %*d %*d %llu", &user, &system,
	    &begun) != 3)
		return false;
	*cpu = (double)(user + system) / tick;
	*start = boot + (double)begun / tick;
	return true;
}

bool
process_descriptors(pid_t pid, uint64_t *open)
{
	struct stat st;
	char path[32];

	text_format(path, sizeof path, "/proc/%d/fd", (int)pid);
	if (stat(path, &st) == -1 || st.st_size == 0)
		return false;
	*open = (uint64_t)st.st_size;
	return true;
}
