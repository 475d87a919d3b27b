/*
 * album - a folder of rendered pictures for one test
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/album.h"

#define LONGEST		4096	/* bytes of a picture */

void
album_start(struct album *a)
{
	char why[RENDERS_WHY];

	strcpy(a->base, "/tmp/goxeld-unit.XXXXXX");
	cr_assert_not_null(mkdtemp(a->base));
	snprintf(a->path, sizeof a->path, "%s/p", a->base);
	cr_assert_eq(renders_open(a->path, &a->renders, why), OK, "%s", why);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

void
album_finish(struct album *a)
{
	renders_close(&a->renders);
	nftw(a->base, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
put_be32(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

const void *
album_png(uint32_t width, uint32_t height, size_t len)
{
	static uint8_t bytes[LONGEST] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

	cr_assert_leq(len, sizeof bytes);
	put_be32(bytes + 16, width);
	put_be32(bytes + 20, height);
	return bytes;
}

const char *
album_put(struct album *a, int64_t created, size_t len)
{
	static char names[8][RENDERS_NAME];
	static unsigned turn;
	struct rendering r;
	char *name = names[turn++ % 8];

	cr_assert_eq(renders_put(&a->renders, created, album_png(3, 2, len),
	    len, &r), OK);
	strcpy(name, r.name);
	return name;
}

void
album_leave(const struct album *a, const char *name)
{
	int fd = openat(a->renders.fd, name, O_CREAT | O_WRONLY, 0600);

	cr_assert_neq(fd, -1, "%s", name);
	close(fd);
}

bool
album_has(const struct album *a, const char *name)
{
	struct stat st;

	return fstatat(a->renders.fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}
