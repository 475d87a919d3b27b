/*
 * bulk - 100,000 voxels into a server, in each way that clients have
 *
 *	build/bench/bulk SOCKET [ROUNDS]
 *
 * 200 messages of 500 voxels each, one after the other, each answered before
 * the next is sent, or all voxels in one; into a project started afresh.  The
 * ways take turns; medians of all rounds, beside what the old daemon took for
 * the same objects.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "clock.h"
#include "log.h"
#include "text.h"

#define MESSAGES	200
#define ALL		100000		/* voxels */
#define ROUNDS_MOST	101
#define OLD_MS		759.0		/* goxel-daemon 0.19.0, its study */
#define REPLY		(64u << 10)	/* bytes of one, at most */
#define HEAD		16		/* bytes of a frame's */

/* Voxels from the number `first` on, as a message. */
typedef void maker(struct buf *b, int first, int count);

struct way {
	const char	*name;
	bool		 framed;
	maker		*make;
	int		 messages;
	struct buf	 message[MESSAGES];
	double		 ms[ROUNDS_MOST];
};

static void
put_voxels(struct buf *b, int first, int count, const char *format)
{
	int i, n;

	buf_add_text(b, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"add_voxels\",\"params\":{\"voxels\":[");
	for (i = 0; i < count; i++) {
		n = first + i;
		if (i > 0)
			buf_add(b, ",", 1);
		buf_add_format(b, format, n % 46, n / 46 % 46, n / 2116,
		    n % 256, i % 256, 7);
	}
	buf_add_text(b, "]}}\n");
}

static void
make_objects(struct buf *b, int first, int count)
{
	put_voxels(b, first, count, "{\"x\":%d,\"y\":%d,\"z\":%d,\"r\":%d,"
	    "\"g\":%d,\"b\":%d}");
}

static void
make_arrays(struct buf *b, int first, int count)
{
	put_voxels(b, first, count, "[%d,%d,%d,%d,%d,%d]");
}

static void
make_frames(struct buf *b, int first, int count)
{
	uint32_t size = 16 + (uint32_t)count * 16, n;
	int i;

	buf_add_u32(b, size);
	buf_add_u16(b, 2);		/* edits */
	buf_add_u16(b, 0);
	buf_add_u64(b, (uint64_t)first);
	buf_add_u16(b, 3);		/* voxels_set */
	buf_add_u16(b, 0);
	buf_add_u32(b, size - 8);
	buf_add_u32(b, 0);		/* the active layer */
	buf_add_u32(b, (uint32_t)count);
	for (i = 0; i < count; i++) {
		n = (uint32_t)(first + i);
		buf_add_u32(b, n % 46);
		buf_add_u32(b, n / 46 % 46);
		buf_add_u32(b, n / 2116);
		buf_add_u32(b, n % 256 | (uint32_t)(i % 256) << 8 |
		    0xff070000u);
	}
}

static struct way ways[] = {
	{ .name = "objects", .make = make_objects, .messages = MESSAGES },
	{ .name = "arrays", .make = make_arrays, .messages = MESSAGES },
	{ .name = "MCPB frames", .make = make_frames, .messages = MESSAGES,
	    .framed = true },
	{ .name = "objects at once", .make = make_objects, .messages = 1 },
	{ .name = "arrays at once", .make = make_arrays, .messages = 1 },
	{ .name = "MCPB at once", .make = make_frames, .messages = 1,
	    .framed = true },
};

#define WAYS	(sizeof ways / sizeof ways[0])

static int
dial(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (!text_copy(addr.sun_path, sizeof addr.sun_path, path) ||
	    connect(fd, (struct sockaddr *)&addr, sizeof addr) == -1)
		fatal("cannot connect to %s", path);
	return fd;
}

static void
send_all(int fd, const char *bytes, size_t len)
{
	ssize_t n;

	for (; len > 0; bytes += n, len -= (size_t)n)
		if ((n = send(fd, bytes, len, MSG_NOSIGNAL)) <= 0)
			fatal("the server does not take the request");
}

/* One reply, which must be a good one. */
static void
await_reply(int fd, bool framed)
{
	static char reply[REPLY + 1];
	size_t len = 0, want = HEAD;
	uint32_t body;
	ssize_t n;

	for (;;) {
		if ((n = recv(fd, reply + len, REPLY - len, 0)) <= 0)
			fatal("the server does not answer");
		len += (size_t)n;
		reply[len] = '\0';
		if (framed && len >= HEAD) {
			memcpy(&body, reply, sizeof body);
			want = HEAD + body;
		}
		if (framed ? len >= want : reply[len - 1] == '\n')
			break;
	}
	if (strstr(reply + (framed ? HEAD : 0), "\"success\":true") == NULL)
		fatal("the server answers: %s", reply + (framed ? HEAD : 0));
}

static void
start_afresh(int fd, bool framed)
{
	static const char text[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.create_project\",\"params\":[\"bulk\"]}\n";
	uint32_t head[4] = { sizeof text - 1, 1, 0, 0 };

	if (framed) {
		send_all(fd, "MCPB", 4);
		send_all(fd, (const char *)head, sizeof head);
	}
	send_all(fd, text, sizeof text - 1);
	await_reply(fd, framed);
}

static double
run(const char *path, const struct way *way)
{
	int fd = dial(path), i;
	uint64_t began;

	start_afresh(fd, way->framed);
	began = clock_ns();
	for (i = 0; i < way->messages; i++) {
		send_all(fd, way->message[i].bytes, way->message[i].len);
		await_reply(fd, way->framed);
	}
	began = clock_ns() - began;
	close(fd);
	return (double)began / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

static void
tell(struct way *way, int rounds)
{
	double median;

	qsort(way->ms, (size_t)rounds, sizeof way->ms[0], by_size);
	median = way->ms[rounds / 2];
	printf("%-16s %8.2f ms   %8.0f voxels/s   %6.1f times the old "
	    "daemon's %.0f ms   (%.2f-%.2f)\n", way->name, median,
	    ALL / median * 1e3, OLD_MS / median, OLD_MS,
	    way->ms[0], way->ms[rounds - 1]);
}

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : 11, round, i;
	size_t w;

	if (argc < 2 || rounds < 1 || rounds > ROUNDS_MOST)
		fatal("usage: bulk SOCKET [ROUNDS, at most %d]", ROUNDS_MOST);
	for (w = 0; w < WAYS; w++)
		for (i = 0; i < ways[w].messages; i++) {
			buf_init(&ways[w].message[i], 16 << 20);
			ways[w].make(&ways[w].message[i],
			    i * (ALL / ways[w].messages),
			    ALL / ways[w].messages);
		}
	for (round = 0; round < rounds; round++)
		for (w = 0; w < WAYS; w++)
			ways[w].ms[round] = run(argv[1], &ways[w]);
	printf("100,000 voxels in 200 messages or one, median of %d\n",
	    rounds);
	for (w = 0; w < WAYS; w++)
		tell(&ways[w], rounds);
	return 0;
}
