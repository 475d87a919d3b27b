/*
 * expiry - what is removed from the folder of rendered pictures
 *
 * The file of totals holds a struct swept, changed under a lock that ends
 * with its holder.  It is no longer than one write.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/expiry.h"

#define TOTALS		".renders-swept"

/* A visit of everything in the folder. */
struct visit {
	const struct renders *r;
	int64_t	 now;
	bool	 found;
};

static bool
remove_aside(const struct renders *r, const char *name, int64_t before)
{
	struct stat st;

	return renders_is_aside(name) && fstatat(r->fd, name, &st,
	    AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	    st.st_uid == geteuid() && st.st_mtime <= before &&
	    unlinkat(r->fd, name, 0) == 0;
}

static bool
remove_old_aside(void *arg, const char *name)
{
	struct visit *v = arg;

	remove_aside(v->r, name, v->now - EXPIRY_ASIDE_S);
	return true;
}

static void
add_totals(const struct renders *r, const struct swept *more)
{
	struct swept total = { 0 };
	int fd = openat(r->fd, TOTALS, O_RDWR | O_CREAT | O_NOFOLLOW |
	    O_CLOEXEC, 0600);

	if (fd == -1)
		return;
	if (flock(fd, LOCK_EX) == 0) {
		if (pread(fd, &total, sizeof total, 0) != sizeof total)
			total = (struct swept){ 0 };
		total.removed += more->removed;
		total.freed += more->freed;
		/* A disk too full for it loses a count, nothing else. */
		if (pwrite(fd, &total, sizeof total, 0) != sizeof total)
			errno = 0;
	}
	close(fd);
}

void
expiry_total(const struct renders *r, struct swept *total)
{
	int fd = openat(r->fd, TOTALS, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	*total = (struct swept){ 0 };
	if (fd == -1)
		return;
	if (pread(fd, total, sizeof *total, 0) != sizeof *total)
		*total = (struct swept){ 0 };
	close(fd);
}

/* The oldest come first. */
static void
sweep_list(const struct renders *r, const struct expiry *wish,
    const struct rendering *list, size_t count, struct swept *swept)
{
	uint64_t total = 0;
	bool expired, excess;
	size_t i;

	for (i = 0; i < count; i++)
		total += list[i].size;
	for (i = 0; i < count; i++) {
		expired = wish->now - list[i].created >= wish->ttl;
		excess = total > wish->most && i + 1 < count;
		if (!expired && !excess)
			break;
		/* Removed by now by us or by somebody else. */
		total -= list[i].size;
		if (renders_remove(r, list[i].name) != OK)
			continue;
		swept->removed++;
		swept->freed += list[i].size;
	}
}

enum err
expiry_run(const struct renders *r, const struct expiry *wish,
    struct swept *swept)
{
	struct visit v = { .r = r, .now = wish->now };
	struct rendering *list;
	size_t count;
	enum err err;

	*swept = (struct swept){ 0 };
	renders_each(r, remove_old_aside, &v);
	err = renders_list_all(r, &list, &count);
	if (err == OK)
		sweep_list(r, wish, list, count, swept);
	free(list);
	if (swept->removed > 0)
		add_totals(r, swept);
	return err;
}

static bool
look_for_ours(void *arg, const char *name)
{
	struct visit *v = arg;

	v->found = renders_is_aside(name) || renders_is_ours(name);
	return !v->found;
}

bool
expiry_finds(const struct renders *r)
{
	struct visit v = { .r = r };

	renders_each(r, look_for_ours, &v);
	return v.found;
}

static bool
remove_ours(void *arg, const char *name)
{
	struct visit *v = arg;

	if (!remove_aside(v->r, name, INT64_MAX))
		renders_remove(v->r, name);
	return true;
}

void
expiry_all(struct renders *r)
{
	struct visit v = { .r = r };

	renders_each(r, remove_ours, &v);
	unlinkat(r->fd, TOTALS, 0);
	renders_close(r);
	rmdir(r->path);
}
