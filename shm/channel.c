/*
 * channel - short messages and descriptors between the master and a worker
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shm/channel.h"

#define BACKLOG	(1 << 20)	/* bytes; about a thousand handoffs in flight */

union control {
	struct cmsghdr	 align;
	char		 bytes[CMSG_SPACE(sizeof(int))];
};

enum err
channel_open(int ends[2])
{
	int size = BACKLOG, each;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0, ends) == -1)
		return ERR_IO;
	for (each = 0; each < 2; each++)
		setsockopt(ends[each], SOL_SOCKET, SO_SNDBUF, &size,
		    sizeof size);
	return OK;
}

static void
attach(struct msghdr *header, union control *control, int fd)
{
	struct cmsghdr *c;

	memset(control, 0, sizeof *control);
	header->msg_control = control->bytes;
	header->msg_controllen = sizeof control->bytes;
	c = CMSG_FIRSTHDR(header);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
}

enum err
channel_send(int end, const struct message *m, int fd)
{
	union control control;
	struct iovec span = { (void *)(uintptr_t)m, sizeof *m };
	struct msghdr header = { .msg_iov = &span, .msg_iovlen = 1 };

	if (fd != -1)
		attach(&header, &control, fd);
	if (sendmsg(end, &header, MSG_NOSIGNAL | MSG_DONTWAIT) ==
	    (ssize_t)sizeof *m)
		return OK;
	/* ETOOMANYREFS: descriptors in flight are limited; they drain. */
	return errno == EAGAIN || errno == ENOBUFS || errno == ETOOMANYREFS ||
	    errno == EINTR ? ERR_FULL : ERR_IO;
}

/* The descriptor that came along, or -1. */
static int
detach(struct msghdr *header)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(header);
	int fd = -1;

	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
	return fd;
}

enum err
channel_receive(int end, struct message *m, int *fd)
{
	union control control;
	struct iovec span = { m, sizeof *m };
	/* CMSG_SPACE is aligned: the kernel would put a second one there. */
	struct msghdr header = { .msg_iov = &span, .msg_iovlen = 1,
	    .msg_control = control.bytes,
	    .msg_controllen = CMSG_LEN(sizeof *fd) };
	ssize_t len;

	*fd = -1;
	len = recvmsg(end, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (len == -1)
		return errno == EAGAIN || errno == EINTR ? ERR_EMPTY : ERR_IO;
	if (len == 0)
		return ERR_IO;
	*fd = detach(&header);
	if (len == (ssize_t)sizeof *m &&
	    (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0)
		return OK;
	if (*fd != -1)
		close(*fd);
	*fd = -1;
	return ERR_CORRUPT;
}
