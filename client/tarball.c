/*
 * tarball - a .tar.gz file, written from memory
 *
 * Each member is a header of 512 bytes and its bytes, padded to as many; two
 * empty blocks end the archive.  Numbers in a header are octal text.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "client/tarball.h"
#include "clock.h"
#include "text.h"

#define BLOCK		512	/* bytes */

struct header {
	char	name[100];
	char	mode[8];
	char	uid[8];
	char	gid[8];
	char	size[12];
	char	mtime[12];
	char	sum[8];
	char	type;
	char	link[100];
	char	magic[8];	/* with the version */
	char	rest[BLOCK - 265];
};

_Static_assert(sizeof(struct header) == BLOCK, "a header is a block");

bool
tarball_open(struct tarball *t, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1)
		return false;
	t->failed = false;
	if ((t->gz = gzdopen(fd, "wb")) != NULL)
		return true;
	close(fd);
	unlink(path);
	errno = ENOMEM;
	return false;
}

static void
put(struct tarball *t, const void *bytes, size_t len)
{
	/* zlib writes nothing of nothing and calls it a failure. */
	if (len > 0 && gzwrite(t->gz, bytes, (unsigned)len) != (int)len)
		t->failed = true;
}

/* The sum of all bytes, with spaces where it will be. */
static void
add_sum(struct header *h)
{
	unsigned sum = 0;
	size_t i;

	memset(h->sum, ' ', sizeof h->sum);
	for (i = 0; i < sizeof *h; i++)
		sum += ((const unsigned char *)h)[i];
	text_format(h->sum, sizeof h->sum, "%06o", sum);
}

void
tarball_add(struct tarball *t, const char *name, const void *bytes,
    size_t len)
{
	static const char zeros[BLOCK];
	struct header h = { .type = '0' };

	text_copy(h.name, sizeof h.name, name);
	text_copy(h.mode, sizeof h.mode, "0000600");
	text_copy(h.uid, sizeof h.uid, "0000000");
	text_copy(h.gid, sizeof h.gid, "0000000");
	text_format(h.size, sizeof h.size, "%011llo",
	    (unsigned long long)len);
	text_format(h.mtime, sizeof h.mtime, "%011llo",
	    (unsigned long long)clock_unix());
	memcpy(h.magic, "ustar\00000", 8);
	add_sum(&h);
	put(t, &h, sizeof h);
	put(t, bytes, len);
	put(t, zeros, (BLOCK - len % BLOCK) % BLOCK);
}

bool
tarball_close(struct tarball *t)
{
	static const char end[2 * BLOCK];

	put(t, end, sizeof end);
	return gzclose(t->gz) == Z_OK && !t->failed;
}
