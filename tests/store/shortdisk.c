/*
 * shortdisk - a disk that takes less than it is given, and takes its time
 *
 * Loaded into a process (LD_PRELOAD), it changes what write(2), pwrite(2) and
 * fdatasync(2) do to files below $SHORT_ROOT:
 *
 *	SHORT_AT=N	the N-th write of the process takes only a part of its
 *			bytes, and says so
 *	SHORT_EVERY=N	so does every N-th
 *	SHORT_PART=P	the part: half (else), one byte (1), all but one (2)
 *	SHORT_FULL=1	after it there is no room: ENOSPC
 *	SHORT_NAME=TEXT	only files with this in their name are meant
 *	SHORT_SLOW=MS	fdatasync of such a file takes so much longer
 *	SHORT_COUNT=F	how many writes there were goes into file F
 *
 * A write of one byte cannot be short, and is not counted.
 */
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef ssize_t write_call(int fd, const void *bytes, size_t len);
typedef ssize_t pwrite_call(int fd, const void *bytes, size_t len, off_t at);

static unsigned long count;	/* of the process's writes there */
static bool full;

static unsigned long
number_of(const char *name)
{
	const char *text = getenv(name);

	return text == NULL ? 0 : strtoul(text, NULL, 10);
}

static bool
is_meant(int fd)
{
	const char *root = getenv("SHORT_ROOT"), *name = getenv("SHORT_NAME");
	char link[64], path[PATH_MAX];
	ssize_t len;

	if (root == NULL)
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	if ((len = readlink(link, path, sizeof path - 1)) <= 0)
		return false;
	path[len] = '\0';
	return strncmp(path, root, strlen(root)) == 0 &&
	    (name == NULL || strstr(path, name) != NULL);
}

static size_t
part_of(size_t len)
{
	unsigned long part = number_of("SHORT_PART");

	return part == 1 ? 1 : part == 2 ? len - 1 : len / 2;
}

/* How much of a write is taken; 0: there is no room. */
static size_t
room_for(int fd, size_t len)
{
	unsigned long every = number_of("SHORT_EVERY");

	if (len < 2 || !is_meant(fd))
		return len;
	if (full)
		return 0;
	count++;
	if (count != number_of("SHORT_AT") &&
	    (every == 0 || count % every != 0))
		return len;
	full = number_of("SHORT_FULL") != 0;
	return part_of(len);
}

static ssize_t
refuse(void)
{
	errno = ENOSPC;
	return -1;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	write_call *call = (write_call *)dlsym(RTLD_NEXT, "write");
	size_t room = room_for(fd, len);

	return room == 0 && len > 0 ? refuse() : call(fd, bytes, room);
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	pwrite_call *call = (pwrite_call *)dlsym(RTLD_NEXT, "pwrite");
	size_t room = room_for(fd, len);

	return room == 0 && len > 0 ? refuse() : call(fd, bytes, room, at);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
	return pwrite(fd, bytes, len, at);
}

int
fdatasync(int fd)
{
	int (*call)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
	unsigned long slow_ms = number_of("SHORT_SLOW");

	if (slow_ms > 0 && is_meant(fd))
		usleep((useconds_t)slow_ms * 1000);
	return call(fd);
}

static void __attribute__((destructor))
tell_count(void)
{
	const char *name = getenv("SHORT_COUNT");
	FILE *out = name == NULL ? NULL : fopen(name, "we");

	if (out == NULL)
		return;
	fprintf(out, "%lu\n", count);
	fclose(out);
}
