/*
 * reserve - room on the disk for what is already promised
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/reserve.h"

#define NAME	"reserve"

static bool
is_whole(int fd, size_t size)
{
	struct stat st;

	return fstat(fd, &st) == 0 && (size_t)st.st_size == size &&
	    (size_t)st.st_blocks * 512 >= size;
}

enum err
reserve_make(const struct folder *f, size_t size)
{
	int fd = openat(f->fd, NAME, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600), why = 0;

	if (fd == -1)
		return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
	if (!is_whole(fd, size))
		why = posix_fallocate(fd, 0, (off_t)size);
	close(fd);
	if (why == 0)
		return OK;
	/* Half of it would only be in the way. */
	reserve_release(f);
	return why == ENOSPC || why == EDQUOT || why == EFBIG ? ERR_FULL :
	    ERR_IO;
}

void
reserve_release(const struct folder *f)
{
	unlinkat(f->fd, NAME, 0);
}
