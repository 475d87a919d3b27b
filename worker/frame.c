/*
 * frame - messages with a head that tells their length
 */
#include <arpa/inet.h>
#include <string.h>

#include "bounds.h"
#include "clock.h"
#include "worker/frame.h"
#include "worker/wire.h"

#define MAGIC	4	/* bytes */

/* As the old daemon sent and expected it: big-endian. */
struct old_head {
	uint32_t	id, type, len, time;
};

/* Little-endian, as memory is. */
struct binary_head {
	uint32_t	len;
	uint16_t	kind, flags;
	uint64_t	id;
};

_Static_assert(sizeof(struct old_head) == FRAME_HEAD &&
    sizeof(struct binary_head) == FRAME_HEAD, "heads have no holes");

size_t
frame_head(const struct conn *c)
{
	switch (c->row->door) {
	case DOOR_HEADER:
		return sizeof(struct old_head);
	case DOOR_MCPT:
		return sizeof(uint32_t);
	case DOOR_MCPB:
		return sizeof(struct binary_head);
	default:
		return 0;
	}
}

/* The magic stands where the stream begins. */
static size_t
magic(const struct conn *c)
{
	return c->row->door != DOOR_HEADER && conn_cut(c->row)->rx_head == 0 ?
	    MAGIC : 0;
}

/* The head of the frame at rx_head; false: it is not there yet. */
static bool
read_head(struct conn *c, char head[FRAME_HEAD])
{
	uint64_t at = conn_cut(c->row)->rx_head + magic(c);

	if (c->row->rx_tail < at + frame_head(c))
		return false;
	memcpy(head, wire_received(c, at), frame_head(c));
	return true;
}

/* What a head says of its body. */
static size_t
body_of(const struct conn *c, const char head[FRAME_HEAD], unsigned *kind)
{
	struct binary_head binary = { 0 };
	struct old_head old;

	*kind = FRAME_JSON;
	if (c->row->door == DOOR_HEADER) {
		memcpy(&old, head, sizeof old);
		return ntohl(old.len);
	}
	memcpy(&binary, head, frame_head(c));
	if (c->row->door == DOOR_MCPB)
		*kind = binary.kind;
	return binary.len;
}

enum err
frame_read(struct conn *c, struct frame *f)
{
	uint64_t at = conn_cut(c->row)->rx_head;
	char head[FRAME_HEAD];

	if (frame_head(c) == 0 || !read_head(c, head))
		return ERR_EMPTY;
	f->lead = magic(c) + frame_head(c);
	f->len = body_of(c, head, &f->kind);
	if (f->len > BOUND_REQUEST)
		return ERR_TOO_BIG;
	if (c->row->rx_tail - at < f->lead + f->len)
		return ERR_EMPTY;
	f->body = wire_received(c, at) + f->lead;
	return OK;
}

static void
fill_old(char *out, const char request[FRAME_HEAD], size_t len)
{
	struct old_head old;

	memcpy(&old, request, sizeof old);
	old.type = 0;
	old.len = htonl((uint32_t)len);
	old.time = htonl((uint32_t)((uint64_t)clock_unix() * 1000000 >> 32));
	memcpy(out, &old, sizeof old);
}

void
frame_fill(struct conn *c, char *out, size_t len, bool failed)
{
	char request[FRAME_HEAD] = { 0 };
	struct binary_head binary;
	uint32_t short_len = (uint32_t)len;

	read_head(c, request);
	if (c->row->door == DOOR_HEADER) {
		fill_old(out, request, len);
	} else if (c->row->door == DOOR_MCPT) {
		memcpy(out, &short_len, sizeof short_len);
	} else {
		memcpy(&binary, request, sizeof binary);
		binary.len = short_len;
		binary.flags = failed ? FRAME_FAILED : 0;
		memcpy(out, &binary, sizeof binary);
	}
}
