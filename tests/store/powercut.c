/*
 * powercut - a disk that forgets what was not synchronised
 *
 * Loaded into a process (LD_PRELOAD), it keeps beside each file below
 * $POWERCUT_ROOT, in $POWERCUT_MIRROR, what is certain to be on the disk: of a
 * file, by its inode, what was in it at its last fsync or fdatasync; of a
 * folder, the names that were in it at its last fsync.  After a kill, rebuild.c
 * makes the folder as it would be after a power cut.
 *
 *	MIRROR/ROOT		the inode of the root
 *	MIRROR/INODE		bytes of a file, or
 *	MIRROR/INODE.names	lines "INODE NAME", of a folder
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int fsync(int fd);
int fdatasync(int fd);

/* The real ones; never called before they are found. */
static int
really(const char *name, int fd)
{
	int (*call)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);

	return call(fd);
}

/* It is below the root. */
static bool
is_ours(int fd)
{
	const char *root = getenv("POWERCUT_ROOT");
	char link[64], path[PATH_MAX];
	ssize_t len;

	if (root == NULL || getenv("POWERCUT_MIRROR") == NULL)
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	if ((len = readlink(link, path, sizeof path - 1)) <= 0)
		return false;
	path[len] = '\0';
	return strncmp(path, root, strlen(root)) == 0;
}

/* A file of the mirror, written aside so that a kill leaves the old one. */
static FILE *
begin(const struct stat *st, const char *ending, char name[2][PATH_MAX])
{
	const char *mirror = getenv("POWERCUT_MIRROR");

	snprintf(name[0], PATH_MAX, "%s/%llu%s", mirror,
	    (unsigned long long)st->st_ino, ending);
	snprintf(name[1], PATH_MAX, "%s/%llu%s.%d.tmp", mirror,
	    (unsigned long long)st->st_ino, ending, (int)getpid());
	return fopen(name[1], "we");
}

static void
mirror_file(int fd, const struct stat *st)
{
	char name[2][PATH_MAX], path[64], block[1 << 16];
	FILE *out = begin(st, "", name);
	ssize_t n;
	int in;

	/* It may be open for writing alone. */
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	in = open(path, O_RDONLY | O_CLOEXEC);
	if (out == NULL || in == -1)
		abort();
	while ((n = read(in, block, sizeof block)) > 0)
		fwrite(block, 1, (size_t)n, out);
	close(in);
	fclose(out);
	rename(name[1], name[0]);
}

static void
mirror_folder(int fd, const struct stat *st)
{
	char name[2][PATH_MAX];
	FILE *out = begin(st, ".names", name);
	DIR *dir = fdopendir(openat(fd, ".", O_RDONLY | O_DIRECTORY));
	struct dirent *e;

	if (out == NULL || dir == NULL)
		abort();
	while ((e = readdir(dir)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			fprintf(out, "%llu %s\n",
			    (unsigned long long)e->d_ino, e->d_name);
	closedir(dir);
	fclose(out);
	rename(name[1], name[0]);
}

static int
synchronise(const char *name, int fd)
{
	int result = really(name, fd), why = errno;
	struct stat st;

	if (result == 0 && is_ours(fd) && fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			mirror_folder(fd, &st);
		else
			mirror_file(fd, &st);
	}
	errno = why;
	return result;
}

int
fsync(int fd)
{
	return synchronise("fsync", fd);
}

int
fdatasync(int fd)
{
	return synchronise("fdatasync", fd);
}
