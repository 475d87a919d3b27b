/*
 * folder - the data folder, and the checkpoint files in it
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/folder.h"
#include "text.h"

#define NAME	64		/* bytes; two numbers and endings */

static enum err
refuse(char why[FOLDER_WHY], const char *path, const char *what)
{
	text_format(why, FOLDER_WHY, "data_dir %s: %s", path, what);
	return ERR_IO;
}

/* Ours alone: what is in it is believed. */
static enum err
inspect(int fd, const char *path, char why[FOLDER_WHY])
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return refuse(why, path, strerror(errno));
	if (st.st_uid != geteuid())
		return refuse(why, path, "the folder is another user's; give "
		    "it to the user that the server runs as");
	if (st.st_mode & 022)
		return refuse(why, path, "others may write to it; chmod 700 "
		    "makes it safe");
	return OK;
}

static int
open_folder(int at, const char *path)
{
	if (mkdirat(at, path, 0700) == -1 && errno != EEXIST)
		return -1;
	return openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

enum err
folder_open(const char *path, struct folder *f, char why[FOLDER_WHY])
{
	*f = (struct folder){ .fd = -1, .projects = -1 };
	text_copy(f->path, sizeof f->path, path);
	if ((f->fd = open_folder(AT_FDCWD, path)) == -1)
		return refuse(why, path, strerror(errno));
	if (inspect(f->fd, path, why) != OK) {
		folder_close(f);
		return ERR_IO;
	}
	if ((f->projects = open_folder(f->fd, "projects")) == -1) {
		refuse(why, path, strerror(errno));
		folder_close(f);
		return ERR_IO;
	}
	return OK;
}

void
folder_close(struct folder *f)
{
	if (f->projects != -1)
		close(f->projects);
	if (f->fd != -1)
		close(f->fd);
	f->fd = f->projects = -1;
}

static void
name_file(char name[NAME], uint64_t id, uint64_t revision)
{
	text_format(name, NAME, "%" PRIu64 ".%" PRIu64 ".gox", id, revision);
}

static enum err
write_all(int fd, const char *at, size_t len)
{
	ssize_t n;

	while (len > 0) {
		if ((n = write(fd, at, len)) == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return errno == ENOSPC || errno == EDQUOT ? ERR_FULL :
			    ERR_IO;
#ifdef STORE_SHORT
		/* The control of tests/store, which must lose. */
		n = (ssize_t)len;
#endif
		at += n;
		len -= (size_t)n;
	}
	return fdatasync(fd) == -1 ? ERR_IO : OK;
}

static enum err
write_aside(const struct folder *f, const char *aside, const void *bytes,
    size_t len)
{
	int fd = openat(f->projects, aside, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC | O_NOFOLLOW, 0600);
	enum err err;

	if (fd == -1)
		return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
	err = write_all(fd, bytes, len);
	if (close(fd) == -1 && err == OK)
		err = ERR_IO;
	return err;
}

/* Two may write the same file. */
static void
name_aside(char aside[NAME], uint64_t id, uint64_t revision, pid_t pid)
{
	text_format(aside, NAME, "%" PRIu64 ".%" PRIu64 ".gox.%d.tmp", id,
	    revision, (int)pid);
}

enum err
folder_put(const struct folder *f, uint64_t id, uint64_t revision,
    const void *bytes, size_t len)
{
	char name[NAME], aside[NAME];
	enum err err;

	name_file(name, id, revision);
	name_aside(aside, id, revision, getpid());
	if ((err = write_aside(f, aside, bytes, len)) == OK &&
	    (renameat(f->projects, aside, f->projects, name) == -1 ||
	    fsync(f->projects) == -1))
		err = ERR_IO;
	if (err != OK)
		unlinkat(f->projects, aside, 0);
	return err;
}

void
folder_clear(const struct folder *f, uint64_t id, uint64_t revision,
    pid_t pid)
{
	char aside[NAME];

	name_aside(aside, id, revision, pid < 0 ? -pid : pid);
	unlinkat(f->projects, aside, 0);
}

int
folder_get(const struct folder *f, uint64_t id, uint64_t revision)
{
	char name[NAME];

	name_file(name, id, revision);
	return openat(f->projects, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

void
folder_remove(const struct folder *f, uint64_t id, uint64_t revision)
{
	char name[NAME];

	name_file(name, id, revision);
	unlinkat(f->projects, name, 0);
}

/* ID.REVISION.gox, and nothing else. */
static bool
read_name(const char *name, uint64_t *id, uint64_t *revision)
{
	char again[NAME];

	if (sscanf(name, "%" SCNu64 ".%" SCNu64 ".gox", id, revision) != 2)
		return false;
	name_file(again, *id, *revision);
	return strcmp(name, again) == 0;
}

static bool
is_half_written(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL && strcmp(dot, ".tmp") == 0;
}

void
folder_sweep(const struct folder *f, folder_want *want, void *arg)
{
	DIR *d = fdopendir(openat(f->projects, ".", O_RDONLY | O_DIRECTORY |
	    O_CLOEXEC));
	uint64_t id, revision;
	struct dirent *e;
	bool ours;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		ours = read_name(e->d_name, &id, &revision);
		if (is_half_written(e->d_name) ||
		    (ours && !want(arg, id, revision)))
			unlinkat(f->projects, e->d_name, 0);
	}
	closedir(d);
}
