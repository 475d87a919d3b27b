/*
 * files - the files that clients name
 *
 * openat2(2) resolves an untrusted path with RESOLVE_BENEATH: neither "..",
 * nor an absolute path or link, leaves files_root, and there is no moment
 * between check and use.  Only the folder of a file to be written is resolved
 * so; the rest is done by names without a slash in that folder.
 */
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/files.h"
#include "worker/method/method.h"

#define TEMP_SIZE	40	/* bytes of a temporary name */
#define TEMP_TRIES	100	/* names left behind by killed jobs */

/* Where a file is to be put. */
struct place {
	int		 folder;
	const char	*name;			/* the last part of its path */
	char		 path[BOUND_PATH];	/* its copy, in two parts */
	char		 temp[TEMP_SIZE];
	unsigned	 rename;		/* flags of renameat2 */
};

static enum err
err_of(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return ERR_NO_FILE;
	case EACCES:
	case EPERM:
	case EROFS:
	case EXDEV:
	case ELOOP:
	case EISDIR:
		return ERR_DENIED;
	case EFBIG:
		return ERR_TOO_BIG;
	case EEXIST:
		return ERR_EXISTS;
	default:
		return ERR_IO;
	}
}

/* By errno. */
static enum err
fail_file(struct call *c, const char *verb, const char *path)
{
	int number = errno;

	return fail(c, err_of(number), "cannot %s '%s': %s", verb, path,
	    number == EXDEV && !c->trusted ? "it leads out of files_root" :
	    strerror(number));
}

static const char *
files_root(struct call *c)
{
	struct server_facts facts;

	c->services->server_facts(c, &facts);
	return facts.files_root != NULL ? facts.files_root : "";
}

static enum err
check_path(struct call *c, const char *path)
{
	if (*path == '\0')
		return fail(c, ERR_PARAMS, "the path is empty");
	if (c->trusted)
		return OK;
	if (*files_root(c) == '\0')
		return fail(c, ERR_DENIED, "cannot use '%s': only the server's "
		    "own user may name files here; the setting files_root "
		    "gives others a folder", path);
	if (*path == '/')
		return fail(c, ERR_DENIED, "cannot use '%s': the path must be "
		    "relative, it is looked up below files_root", path);
	return OK;
}

/* A descriptor, or -1 with errno. */
static int
open_path(struct call *c, const char *path, uint64_t flags)
{
	struct open_how how = {
		.flags = flags | O_CLOEXEC,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int root, fd, number;

	if (c->trusted)
		return open(path, (int)how.flags);
	root = open(files_root(c), O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return -1;
	fd = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
	number = errno;
	close(root);
	errno = number;
	return fd;
}

/*
 * Reading
 */

/* To the end of the file, which may have grown since it was measured. */
static enum err
read_all(struct call *c, int fd, const char *path, struct buf *bytes)
{
	size_t most = 1 << 20;
	struct stat st;
	ssize_t count;
	char *room;

	if (fstat(fd, &st) == 0 && st.st_size < BOUND_FILE)
		most = (size_t)st.st_size + 1;
	do {
		room = buf_room(bytes, most);
		if (room == NULL || bytes->len > BOUND_FILE)
			return fail(c, ERR_TOO_BIG, "'%s' is larger than %u "
			    "bytes", path, BOUND_FILE);
		count = read(fd, room, most);
		if (count > 0)
			bytes->len += (size_t)count;
	} while (count > 0 || (count < 0 && errno == EINTR));
	return count < 0 ? fail_file(c, "read", path) : OK;
}

/* No device, which may never end, and no FIFO, which may never begin. */
static enum err
check_file(struct call *c, int fd, const char *path)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return fail_file(c, "read", path);
	if (!S_ISREG(st.st_mode))
		return fail(c, ERR_DENIED,
		    "cannot read '%s': it is no regular file", path);
	if (st.st_size > BOUND_FILE)
		return fail(c, ERR_TOO_BIG, "'%s' is larger than %u bytes",
		    path, BOUND_FILE);
	return OK;
}

enum err
files_read(struct call *c, const char *path, struct buf *bytes)
{
	enum err err;
	int fd;

	if ((err = check_path(c, path)) != OK)
		return err;
	fd = open_path(c, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return fail_file(c, "read", path);
	err = check_file(c, fd, path);
	if (err == OK)
		err = read_all(c, fd, path, bytes);
	close(fd);
	return err;
}

/*
 * Writing
 */

/* Something that is there and is neither a file nor a link to one. */
static bool
is_taken(const struct place *p)
{
	struct stat st;

	if (fstatat(p->folder, p->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	errno = S_ISDIR(st.st_mode) ? EISDIR : EPERM;
	return !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode);
}

/* False with errno. */
static bool
open_place(struct call *c, const char *path, struct place *p)
{
	char *slash;

	if (!text_copy(p->path, sizeof p->path, path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	slash = strrchr(p->path, '/');
	p->name = slash == NULL ? path : path + (slash + 1 - p->path);
	if (slash != NULL)
		slash[slash == p->path] = '\0';
	if (*p->name == '\0' || strcmp(p->name, ".") == 0 ||
	    strcmp(p->name, "..") == 0) {
		errno = EISDIR;
		return false;
	}
	p->folder = open_path(c, slash == NULL ? "." : p->path,
	    O_PATH | O_DIRECTORY);
	if (p->folder < 0)
		return false;
	if (!is_taken(p))
		return true;
	close(p->folder);
	return false;
}

static int
open_temp(struct place *p)
{
	int fd, i;

	for (i = 0; i < TEMP_TRIES; i++) {
		snprintf(p->temp, sizeof p->temp, ".goxeld-%d-%d",
		    (int)getpid(), i);
		fd = openat(p->folder, p->temp, O_WRONLY | O_CREAT | O_EXCL |
		    O_NOFOLLOW | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static bool
write_all(int fd, const struct buf *bytes)
{
	size_t done = 0;
	ssize_t count;

	while (done < bytes->len) {
		count = write(fd, bytes->bytes + done, bytes->len - done);
		if (count > 0)
			done += (size_t)count;
		else if (count < 0 && errno != EINTR)
			return false;
	}
	return fsync(fd) == 0;
}

/* Write it aside.  False with errno; then nothing is left behind. */
static bool
write_temp(struct place *p, const struct buf *bytes)
{
	int fd = open_temp(p), number;
	bool good;

	if (fd < 0)
		return false;
	good = write_all(fd, bytes);
	number = errno;
	if (close(fd) != 0 && good) {
		number = errno;
		good = false;
	}
	if (!good)
		unlinkat(p->folder, p->temp, 0);
	errno = number;
	return good;
}

/* Put what is aside in its place; the rest as write_temp. */
static bool
rename_temp(struct place *p)
{
	int number;

	if (renameat2(p->folder, p->temp, p->folder, p->name, p->rename) == 0)
		return true;
	number = errno;
	unlinkat(p->folder, p->temp, 0);
	errno = number;
	return false;
}

static enum err
put(struct call *c, const char *path, const struct buf *bytes,
    unsigned rename)
{
	struct place place = { .rename = rename };
	enum err err;

	if ((err = check_path(c, path)) != OK)
		return err;
	if (!open_place(c, path, &place))
		return fail_file(c, "write", path);
	if (!write_temp(&place, bytes) || !rename_temp(&place))
		err = fail_file(c, "write", path);
	close(place.folder);
	return err;
}

enum err
files_write(struct call *c, const char *path, const struct buf *bytes)
{
	return put(c, path, bytes, 0);
}

enum err
files_create(struct call *c, const char *path, const struct buf *bytes)
{
	return put(c, path, bytes, RENAME_NOREPLACE);
}

/*
 * Two files
 */

static bool
exchange_temp(const struct place *p)
{
	return renameat2(p->folder, p->temp, p->folder, p->name,
	    RENAME_EXCHANGE) == 0;
}

/*
 * Put both in place.  What was in the second's stays aside until the first is
 * there; a file system that cannot exchange files loses it.
 */
static enum err
rename_pair(struct call *c, struct place *first, struct place *second,
    const char *path, const char *beside)
{
	bool kept = exchange_temp(second);
	enum err err;

	if (!kept && errno != ENOENT && errno != EINVAL) {
		err = fail_file(c, "write", beside);
		unlinkat(second->folder, second->temp, 0);
		unlinkat(first->folder, first->temp, 0);
		return err;
	}
	if (!kept && !rename_temp(second)) {
		err = fail_file(c, "write", beside);
		unlinkat(first->folder, first->temp, 0);
		return err;
	}
	err = rename_temp(first) ? OK : fail_file(c, "write", path);
	if (err != OK && kept)
		exchange_temp(second);
	if (kept)
		unlinkat(second->folder, second->temp, 0);
	else if (err != OK)
		unlinkat(second->folder, second->name, 0);
	return err;
}

enum err
files_write_pair(struct call *c, const char *path, const struct buf *bytes,
    const char *beside, const struct buf *beside_bytes)
{
	struct place first = { 0 }, second = { 0 };
	enum err err;

	if ((err = check_path(c, path)) != OK ||
	    (err = check_path(c, beside)) != OK)
		return err;
	if (!open_place(c, path, &first))
		return fail_file(c, "write", path);
	if (!open_place(c, beside, &second)) {
		err = fail_file(c, "write", beside);
		close(first.folder);
		return err;
	}
	if (!write_temp(&first, bytes)) {
		err = fail_file(c, "write", path);
	} else if (!write_temp(&second, beside_bytes)) {
		err = fail_file(c, "write", beside);
		unlinkat(first.folder, first.temp, 0);
	} else {
		err = rename_pair(c, &first, &second, path, beside);
	}
	close(second.folder);
	close(first.folder);
	return err;
}
