/*
 * test_channel - messages, descriptors, and what is neither
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shm/channel.h"

static int ends[2];
static const struct message offer = { MESSAGE_OFFER, 7, 11 };

static void
start(void)
{
	cr_assert_eq(channel_open(ends), OK);
}

static void
finish(void)
{
	close(ends[0]);
	close(ends[1]);
}

TestSuite(channel, .init = start, .fini = finish, .timeout = 10);

/* It is the same again when no descriptor was left open. */
static int
lowest_free(void)
{
	int fd = dup(ends[0]);

	close(fd);
	return fd;
}

static void
expect_nothing(enum err err)
{
	struct message m = { 0 };
	int fd = 99;

	cr_assert_eq(channel_receive(ends[1], &m, &fd), err);
	cr_assert_eq(fd, -1);
}

/* Bytes, and descriptors beside them, that channel_send would not send. */
static void
send_oddly(const void *bytes, size_t len, unsigned fds)
{
	int fd[2] = { ends[0], ends[0] };
	char room[CMSG_SPACE(sizeof fd)] = { 0 };
	struct iovec span = { (void *)(uintptr_t)bytes, len };
	struct msghdr header = { .msg_iov = &span, .msg_iovlen = 1 };
	struct cmsghdr *c;

	if (fds > 0) {
		header.msg_control = room;
		header.msg_controllen = CMSG_SPACE(fds * sizeof *fd);
		c = CMSG_FIRSTHDR(&header);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(fds * sizeof *fd);
		memcpy(CMSG_DATA(c), fd, fds * sizeof *fd);
	}
	cr_assert_eq(sendmsg(ends[0], &header, 0), (ssize_t)len);
}

Test(channel, messages_keep_their_borders_and_order)
{
	struct message m = { 0 };
	uint32_t i;
	int fd;

	for (i = 0; i < 3; i++) {
		m = (struct message){ MESSAGE_CLOSED, i, 100 + i };
		cr_assert_eq(channel_send(ends[0], &m, -1), OK);
	}
	for (i = 0; i < 3; i++) {
		cr_assert_eq(channel_receive(ends[1], &m, &fd), OK);
		cr_assert_eq(m.kind, MESSAGE_CLOSED);
		cr_assert_eq(m.conn, i);
		cr_assert_eq(m.generation, 100 + i);
		cr_assert_eq(fd, -1);
	}
	expect_nothing(ERR_EMPTY);
}

Test(channel, it_goes_both_ways)
{
	struct message m = { 0 };
	int fd;

	channel_send(ends[1], &offer, -1);
	cr_assert_eq(channel_receive(ends[0], &m, &fd), OK);
	cr_assert_eq(memcmp(&m, &offer, sizeof m), 0);
}

Test(channel, descriptor_passes_and_is_closed_on_exec)
{
	struct stat sent, got;
	struct message m = { 0 };
	int file = open("/dev/null", O_RDONLY), fd = -1;

	cr_assert_eq(channel_send(ends[0], &offer, file), OK);
	fstat(file, &sent);
	close(file);
	cr_assert_eq(channel_receive(ends[1], &m, &fd), OK);
	cr_assert_eq(memcmp(&m, &offer, sizeof m), 0);
	cr_assert_eq(fstat(fd, &got), 0);
	cr_assert(sent.st_ino == got.st_ino && sent.st_rdev == got.st_rdev);
	cr_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
}

Test(channel, ends_are_closed_on_exec_and_never_block)
{
	int i;

	for (i = 0; i < 2; i++) {
		cr_assert(fcntl(ends[i], F_GETFD) & FD_CLOEXEC);
		cr_assert(fcntl(ends[i], F_GETFL) & O_NONBLOCK);
	}
}

Test(channel, full_channel_says_so_and_goes_on_when_read)
{
	struct message m = offer;
	uint32_t sent = 0, got = 0;
	int fd;

	for (; channel_send(ends[0], &m, -1) == OK; m.conn = ++sent)
		cr_assert_lt(sent, 1u << 24);
	cr_assert_eq(channel_send(ends[0], &m, -1), ERR_FULL);
	cr_assert_gt(sent, 100, "handoffs come in bursts");
	for (; channel_receive(ends[1], &m, &fd) == OK; got++)
		cr_assert_eq(m.conn, got == 0 ? offer.conn : got);
	cr_assert_eq(got, sent, "nothing is lost at the border");
	cr_assert_eq(channel_send(ends[0], &m, -1), OK);
}

Test(channel, dead_end_says_so)
{
	close(ends[0]);
	expect_nothing(ERR_IO);
	cr_assert_eq(channel_send(ends[1], &offer, -1), ERR_IO);
	cr_assert_eq(channel_open(ends), OK);
}

/* What a worker said before it died holds. */
Test(channel, last_words_are_heard_first)
{
	struct message m = { 0 };
	int fd;

	channel_send(ends[0], &offer, -1);
	close(ends[0]);
	cr_assert_eq(channel_receive(ends[1], &m, &fd), OK);
	expect_nothing(ERR_IO);
	cr_assert_eq(channel_open(ends), OK);
}

Test(channel, short_message_is_none_of_ours)
{
	send_oddly("12345678901", 11, 0);
	expect_nothing(ERR_CORRUPT);
	expect_nothing(ERR_EMPTY);
}

Test(channel, long_message_is_none_of_ours)
{
	send_oddly("1234567890123", 13, 0);
	expect_nothing(ERR_CORRUPT);
	expect_nothing(ERR_EMPTY);
}

Test(channel, descriptor_of_a_wrong_message_is_not_leaked)
{
	int before = lowest_free();

	send_oddly("1", 1, 1);
	expect_nothing(ERR_CORRUPT);
	send_oddly("1234567890123", 13, 1);
	expect_nothing(ERR_CORRUPT);
	cr_assert_eq(lowest_free(), before);
}

Test(channel, second_descriptor_is_not_leaked)
{
	int before = lowest_free();

	send_oddly(&offer, sizeof offer, 2);
	expect_nothing(ERR_CORRUPT);
	cr_assert_eq(lowest_free(), before);
}
