/*
 * rebuild - a folder as it would be after a power cut
 *
 *	rebuild ROOT MIRROR OUT SEED
 *
 * Of each file what is certain, from the mirror (powercut.c), and of what was
 * written since, page by page, some, as the seed will have it: a disk writes
 * in any order.  A name is there if its folder was synchronised since; else
 * perhaps.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE	4096

static uint64_t dice;
static const char *mirror;

/* One time in two (splitmix64). */
static bool
toss(void)
{
	uint64_t z = dice += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (z ^ z >> 31) & 1;
}

static size_t
page_of(int fd, off_t at, char *page)
{
	ssize_t n = fd == -1 ? 0 : pread(fd, page, PAGE, at);

	return n > 0 ? (size_t)n : 0;
}

/* Pages of the one or the other. */
static void
mix(int sure, int now, int out)
{
	char a[PAGE], b[PAGE];
	size_t have, new;
	off_t at;

	for (at = 0; ; at += PAGE) {
		have = page_of(sure, at, a);
		new = page_of(now, at, b);
		if (have == 0 && new == 0)
			return;
		if (new > 0 && (have != new || memcmp(a, b, new) != 0) &&
		    toss()) {
			if (pwrite(out, b, new, at) != (ssize_t)new)
				exit(1);
		} else if (have > 0 &&
		    pwrite(out, a, have, at) != (ssize_t)have) {
			exit(1);
		}
	}
}

static void
make_file(unsigned long long inode, const char *from, const char *to)
{
	char path[PATH_MAX];
	int sure, now, out;

	snprintf(path, sizeof path, "%s/%llu", mirror, inode);
	sure = open(path, O_RDONLY);
	now = open(from, O_RDONLY);
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	mix(sure, now, out);
	close(sure);
	close(now);
	close(out);
}

static void make_folder(unsigned long long inode, const char *from,
    const char *to);

/* Where it is now may be under another name: then only what is certain. */
static void
make_entry(unsigned long long inode, const char *from, const char *to)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof path, "%s/%llu.names", mirror, inode);
	if (access(path, F_OK) == 0 ||
	    (stat(from, &st) == 0 && S_ISDIR(st.st_mode)))
		make_folder(inode, from, to);
	else
		make_file(inode, stat(from, &st) == 0 && st.st_ino == inode ?
		    from : "/nowhere", to);
}

static bool
is_listed(const char *list, const char *name)
{
	FILE *in = fopen(list, "re");
	char line[PATH_MAX];
	bool found = false;

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		found |= strchr(line, ' ') != NULL &&
		    strcmp(strchr(line, ' ') + 1, name) == 0;
	}
	if (in != NULL)
		fclose(in);
	return found;
}

/* Names that are certain; of one that is gone, it may be gone. */
static void
take_listed(const char *list, const char *from, const char *to)
{
	FILE *in = fopen(list, "re");
	char line[PATH_MAX], old[2 * PATH_MAX], new[2 * PATH_MAX], *name;

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		name = strchr(line, ' ') + 1;
		snprintf(old, sizeof old, "%s/%s", from, name);
		snprintf(new, sizeof new, "%s/%s", to, name);
		if (access(old, F_OK) == 0 || toss())
			make_entry(strtoull(line, NULL, 10), old, new);
	}
	if (in != NULL)
		fclose(in);
}

/* Names that came since, perhaps. */
static void
take_new(const char *list, const char *from, const char *to)
{
	char old[2 * PATH_MAX], new[2 * PATH_MAX];
	DIR *dir = opendir(from);
	struct dirent *e;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.' || is_listed(list, e->d_name) ||
		    !toss())
			continue;
		snprintf(old, sizeof old, "%s/%s", from, e->d_name);
		snprintf(new, sizeof new, "%s/%s", to, e->d_name);
		make_entry(e->d_ino, old, new);
	}
	if (dir != NULL)
		closedir(dir);
}

static void
make_folder(unsigned long long inode, const char *from, const char *to)
{
	char list[PATH_MAX];

	mkdir(to, 0700);
	snprintf(list, sizeof list, "%s/%llu.names", mirror, inode);
	take_listed(list, from, to);
	take_new(list, from, to);
}

int
main(int argc, char **argv)
{
	struct stat st;

	if (argc != 5 || stat(argv[1], &st) == -1) {
		fputs("usage: rebuild ROOT MIRROR OUT SEED\n", stderr);
		return 1;
	}
	mirror = argv[2];
	dice = strtoull(argv[4], NULL, 10);
	make_folder(st.st_ino, argv[1], argv[3]);
	return 0;
}
