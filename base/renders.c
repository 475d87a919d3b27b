/*
 * renders - the folder of rendered pictures
 *
 * The session is "auto" and a number, by default the time.  Where there is
 * such a picture already (the same one, drawn twice in a second) the number
 * goes up, in steps that differ between processes.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/renders.h"
#include "mem.h"
#include "text.h"

#define PREFIX		"render_"
#define EXPORT		"export_"	/* as long as PREFIX */
#define ASIDE		".render-"
#define ASIDE_SIZE	48	/* bytes of such a name */
#define TRIES		1000	/* names that may be taken */
#define HEAD		24	/* bytes of a PNG up to its size's end */

static enum err
err_of(int number)
{
	switch (number) {
	case ENOENT:
		return ERR_NO_FILE;
	case EACCES:
	case EPERM:
	case EROFS:
	case ELOOP:
	case ENOTDIR:
		return ERR_DENIED;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return ERR_FULL;
	default:
		return ERR_IO;
	}
}

/*
 * The folder
 */

/* Absolute and without a slash at its end. */
static bool
complete_path(const char *path, char out[BOUND_PATH])
{
	char here[BOUND_PATH] = "";
	size_t len;

	if (path[0] != '/' && getcwd(here, sizeof here) == NULL)
		return false;
	len = strlen(here) + strlen(path) + 1;
	if (len + RENDERS_NAME >= BOUND_PATH) {
		errno = ENAMETOOLONG;
		return false;
	}
	text_format(out, BOUND_PATH, "%s%s%s", here, *here == '\0' ? "" : "/",
	    path);
	for (len = strlen(out); len > 1 && out[len - 1] == '/'; len--)
		out[len - 1] = '\0';
	return true;
}

static enum err
refuse(char why[RENDERS_WHY], const char *path, const char *what,
    enum err err)
{
	text_format(why, RENDERS_WHY, "render_dir %.400s: %s", path, what);
	return err;
}

/* Nobody else may put or swap anything there. */
static enum err
inspect(const struct renders *r, char why[RENDERS_WHY])
{
	struct stat st;

	if (fstat(r->fd, &st) == -1)
		return refuse(why, r->path, strerror(errno), ERR_IO);
	if (st.st_uid != geteuid())
		return refuse(why, r->path, "the folder is another user's; "
		    "give it to the user that the server runs as", ERR_DENIED);
	if (st.st_mode & 022)
		return refuse(why, r->path, "others may write to it; "
		    "chmod 700 makes it safe", ERR_DENIED);
	return OK;
}

enum err
renders_open(const char *path, struct renders *r, char why[RENDERS_WHY])
{
	enum err err;

	*r = (struct renders){ .fd = -1 };
	if (!complete_path(path, r->path))
		return refuse(why, path, strerror(errno), err_of(errno));
	if (mkdir(r->path, 0700) == -1 && errno != EEXIST)
		return refuse(why, path, strerror(errno), err_of(errno));
	r->fd = open(r->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (r->fd == -1)
		return refuse(why, path, strerror(errno), err_of(errno));
	if ((err = inspect(r, why)) != OK)
		renders_close(r);
	return err;
}

void
renders_close(struct renders *r)
{
	if (r->fd != -1)
		close(r->fd);
	r->fd = -1;
}

/*
 * Names
 */

void
renders_checksum(const void *bytes, size_t len, char out[9])
{
	const uint8_t *at = bytes, *end = at + len;
	uint32_t sum = 0;

	while (at < end)
		sum = (sum << 1 | sum >> 31) ^ *at++;
	text_format(out, 9, "%08" PRIx32, sum);
}

/* Take a run of these characters, `most` at most, that ends in `end`; what
 * comes after, or NULL. */
static const char *
take_part(const char *at, const char *of, char end, size_t most, char *out)
{
	size_t len = strspn(at, of);

	if (len == 0 || len > most || at[len] != end)
		return NULL;
	memcpy(out, at, len);
	out[len] = '\0';
	return at + len + 1;
}

#define DIGITS		"0123456789"
#define SMALL		"abcdefghijklmnopqrstuvwxyz"
#define LETTERS		SMALL "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* What the name alone tells. */
static bool
read_name(const char *name, struct rendering *out)
{
	const char *at = name + strlen(PREFIX);
	char created[19];

	*out = (struct rendering){ 0 };
	out->is_export = strncmp(name, EXPORT, strlen(EXPORT)) == 0;
	if ((!out->is_export &&
	    strncmp(name, PREFIX, strlen(PREFIX)) != 0) ||
	    (at = take_part(at, DIGITS, '_', sizeof created - 1, created)) ==
	    NULL ||
	    (at = take_part(at, LETTERS DIGITS "-", '_', RENDERS_SESSION - 1,
	    out->session)) == NULL ||
	    (at = take_part(at, DIGITS "abcdef", '.', 8, out->checksum)) ==
	    NULL || strlen(out->checksum) != 8 ||
	    take_part(at, SMALL DIGITS, '\0', EXPORT_FORMAT, out->format) ==
	    NULL || (!out->is_export && strcmp(out->format, "png") != 0))
		return false;
	out->created = strtoll(created, NULL, 10);
	return text_copy(out->name, sizeof out->name, name);
}

const char *
renders_name(const struct renders *r, const char *path)
{
	size_t len = strlen(r->path);
	struct rendering parts;

	if (strncmp(path, r->path, len) == 0 && path[len] == '/')
		path += len + 1;
	return read_name(path, &parts) && !parts.is_export ? path : NULL;
}

bool
renders_is_ours(const char *name)
{
	struct rendering parts;

	return read_name(name, &parts);
}

bool
renders_is_aside(const char *name)
{
	size_t len = strlen(ASIDE);

	return strncmp(name, ASIDE, len) == 0 && name[len] != '\0' &&
	    strspn(name + len, DIGITS "-") == strlen(name + len);
}

/*
 * Writing
 */

static int
open_aside(const struct renders *r, char name[ASIDE_SIZE])
{
	int fd = -1, i;

	for (i = 0; i < TRIES; i++) {
		text_format(name, ASIDE_SIZE, ASIDE "%d-%d", (int)getpid(), i);
		fd = openat(r->fd, name, O_WRONLY | O_CREAT | O_EXCL |
		    O_NOFOLLOW | O_CLOEXEC, 0644);
		if (fd != -1 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static enum err
write_all(int fd, const char *at, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, at, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 ? ERR_IO : err_of(errno);
		at += n;
		len -= (size_t)n;
	}
	return OK;
}

/* Some file systems cannot tell that a name is taken; then the same picture
 * takes the place of the same. */
static int
rename_to_free(int folder, const char *from, const char *to)
{
	if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
		return 0;
	return errno == EINVAL || errno == ENOSYS ?
	    renameat(folder, from, folder, to) : -1;
}

/* Under a name that nobody has. */
static enum err
give_name(const struct renders *r, const char *aside, struct rendering *out)
{
	int64_t number = out->created;
	int i;

	for (i = 0; i < TRIES; i++, number += 1 + getpid()) {
		text_format(out->session, sizeof out->session,
		    "auto%" PRId64, number);
		snprintf(out->name, sizeof out->name, PREFIX "%" PRId64
		    "_%s_%s.png", out->created, out->session,
		    out->checksum);
		if (rename_to_free(r->fd, aside, out->name) == 0)
			return OK;
		if (errno != EEXIST)
			return err_of(errno);
	}
	return ERR_IO;
}

static uint32_t
read_be32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

/* The size that a PNG tells at its beginning; false: it is none. */
static bool
read_head(const uint8_t *head, size_t len, struct rendering *out)
{
	static const uint8_t begin[16] = { 0x89, 'P', 'N', 'G', '\r', '\n',
	    0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

	if (len < HEAD || memcmp(head, begin, sizeof begin) != 0)
		return false;
	out->width = read_be32(head + 16);
	out->height = read_be32(head + 20);
	return true;
}

/* Write aside and give the file its name, once that is known. */
static enum err
put(const struct renders *r, const void *bytes, size_t len,
    struct rendering *out)
{
	char aside[ASIDE_SIZE];
	enum err err;
	int fd;

	if ((fd = open_aside(r, aside)) == -1)
		return err_of(errno);
	err = write_all(fd, bytes, len);
	if (close(fd) == -1 && err == OK)
		err = err_of(errno);
	if (err == OK && !out->is_export)
		err = give_name(r, aside, out);
	else if (err == OK && rename_to_free(r->fd, aside, out->name) == -1)
		err = err_of(errno);
	if (err != OK)
		unlinkat(r->fd, aside, 0);
	return err;
}

enum err
renders_put(const struct renders *r, int64_t now, const void *png,
    size_t len, struct rendering *out)
{
	*out = (struct rendering){ .created = now, .size = len,
	    .format = "png" };
	read_head(png, len, out);
	renders_checksum(png, len, out->checksum);
	return put(r, png, len, out);
}

/* So many digits that nobody can guess. */
static bool
make_id(char id[EXPORT_ID + 1])
{
	uint8_t random[EXPORT_ID / 2];
	size_t i;

	if (getrandom(random, sizeof random, 0) != sizeof random)
		return false;
	for (i = 0; i < sizeof random; i++)
		text_format(id + 2 * i, 3, "%02x", random[i]);
	return true;
}

enum err
renders_put_export(const struct renders *r, int64_t now,
    const struct buf *bytes, struct rendering *out)
{
	out->is_export = true;
	out->created = now;
	out->size = bytes->len;
	if (!make_id(out->session))
		return ERR_INTERNAL;
	renders_checksum(bytes->bytes, bytes->len, out->checksum);
	snprintf(out->name, sizeof out->name, EXPORT "%" PRId64 "_%s_%s.%s",
	    now, out->session, out->checksum, out->format);
	return put(r, bytes->bytes, bytes->len, out);
}

/*
 * Looking
 */

static bool
is_ours(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid();
}

/* Name and size; ERR_NO_FILE: there is none that is ours. */
static enum err
measure(const struct renders *r, const char *name, struct rendering *out)
{
	struct stat st;

	if (!read_name(name, out))
		return ERR_NO_FILE;
	if (fstatat(r->fd, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return err_of(errno);
	out->size = (uint64_t)st.st_size;
	return is_ours(&st) ? OK : ERR_NO_FILE;
}

struct wanted { const char *id; struct rendering found; };

static bool
is_not_wanted(void *arg, const char *name)
{
	struct wanted *w = arg;

	if (read_name(name, &w->found) && w->found.is_export &&
	    strcmp(w->found.session, w->id) == 0)
		return false;
	w->found.name[0] = '\0';
	return true;
}

static enum err
read_all(int fd, struct buf *bytes, size_t len)
{
	ssize_t n = 0;
	char *room;

	if ((room = buf_room(bytes, len)) == NULL)
		return ERR_TOO_BIG;
	while (len > 0 && (n = read(fd, room, len)) != 0) {
		if (n == -1 && errno != EINTR)
			return ERR_IO;
		if (n == -1)
			continue;
		bytes->len += (size_t)n;
		room += n;
		len -= (size_t)n;
	}
	return len == 0 ? OK : ERR_IO;
}

enum err
renders_read_export(const struct renders *r, const char *id,
    struct rendering *out, struct buf *bytes)
{
	struct wanted w = { .id = id };
	enum err err;
	int fd;

	if ((err = renders_each(r, is_not_wanted, &w)) != OK ||
	    w.found.name[0] == '\0')
		return err != OK ? err : ERR_NO_FILE;
	if ((err = measure(r, w.found.name, out)) != OK)
		return err;
	fd = openat(r->fd, out->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	if (fd == -1)
		return err_of(errno);
	err = read_all(fd, bytes, out->size);
	close(fd);
	return err;
}

enum err
renders_look(const struct renders *r, const char *name,
    struct rendering *out)
{
	uint8_t head[HEAD];
	enum err err;
	ssize_t len;
	int fd;

	if ((err = measure(r, name, out)) != OK)
		return err;
	if (out->is_export)
		return ERR_NO_FILE;
	fd = openat(r->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	if (fd == -1)
		return err_of(errno);
	len = pread(fd, head, sizeof head, 0);
	close(fd);
	if (len == -1)
		return ERR_IO;
	return read_head(head, (size_t)len, out) ? OK : ERR_FORMAT;
}

enum err
renders_remove(const struct renders *r, const char *name)
{
	struct rendering found;
	enum err err = measure(r, name, &found);

	if (err == OK && unlinkat(r->fd, name, 0) == -1)
		err = err_of(errno);
	return err;
}

enum err
renders_each(const struct renders *r, renders_visit *visit, void *arg)
{
	struct dirent *e;
	int fd = openat(r->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd == -1 ? NULL : fdopendir(fd);

	if (d == NULL) {
		if (fd != -1)
			close(fd);
		return ERR_IO;
	}
	while ((e = readdir(d)) != NULL && visit(arg, e->d_name))
		;
	closedir(d);
	return OK;
}

struct listing {
	const struct renders *r;
	struct rendering *at;
	size_t	 count;
	bool	 exports;	/* these too */
};

static bool
enlist(void *arg, const char *name)
{
	struct listing *l = arg;
	struct rendering found;

	if (measure(l->r, name, &found) != OK ||
	    (found.is_export && !l->exports))
		return true;
	/* It grows at each power of two. */
	if ((l->count & (l->count - 1)) == 0)
		l->at = xrealloc(l->at, (l->count == 0 ? 1 : 2 * l->count) *
		    sizeof *l->at);
	l->at[l->count++] = found;
	return true;
}

static int
by_age(const void *a, const void *b)
{
	const struct rendering *x = a, *y = b;

	if (x->created != y->created)
		return x->created < y->created ? -1 : 1;
	return strcmp(x->name, y->name);
}

static enum err
list_files(const struct renders *r, bool exports, struct rendering **list,
    size_t *count)
{
	struct listing l = { .r = r, .exports = exports };
	enum err err = renders_each(r, enlist, &l);

	if (l.count > 1)
		qsort(l.at, l.count, sizeof *l.at, by_age);
	*list = l.at;
	*count = l.count;
	return err;
}

enum err
renders_list(const struct renders *r, struct rendering **list, size_t *count)
{
	return list_files(r, false, list, count);
}

enum err
renders_list_all(const struct renders *r, struct rendering **list,
    size_t *count)
{
	return list_files(r, true, list, count);
}
