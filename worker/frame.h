/*
 * frame - messages with a head that tells their length
 *
 *	door		magic	head of a request	head of its reply
 *	DOOR_HEADER	none	u32 id, u32 type, u32 length, u32 time
 *						the same id, 0, length,
 *						high half of the time in us
 *	DOOR_MCPT	"MCPT"	u32 length		u32 length
 *	DOOR_MCPB	"MCPB"	u32 length, u16 kind, u16 flags, u64 id
 *						length, kind, FRAME_FAILED, id
 *
 * DOOR_HEADER is the old daemon's and big-endian; the others are little-
 * endian, and their magic stands once, before the first frame.  What is in a
 * frame is a JSON-RPC message without a newline; in DOOR_MCPB, if its kind
 * says so.  goxel-protocol(7).
 */
#ifndef WORKER_FRAME_H
#define WORKER_FRAME_H

#include "err.h"
#include "worker/conn.h"

#define FRAME_HEAD	16		/* bytes, at most */
#define FRAME_FAILED	1u		/* flag of a reply: it is an error */

enum frame_kind {
	FRAME_JSON = 1,		/* a JSON-RPC message, or an array of them */
	FRAME_EDIT,		/* encoded edits (goxel/edit.h) */
	FRAME_READ		/* u32 layer, i32 min[3], i32 max[3] */
};

struct frame {
	const char	*body;
	size_t		 len;		/* of the body */
	size_t		 lead;		/* bytes before it, from rx_head on */
	unsigned	 kind;
};

/* Bytes of a head; 0 for a stream of JSON without frames. */
size_t	 frame_head(const struct conn *c);

/* The frame at rx_head.  ERR_EMPTY: it is not whole yet, or this
 * connection has none; ERR_TOO_BIG. */
enum err frame_read(struct conn *c, struct frame *f);

/* Write the head of a reply of `len` bytes to the frame at rx_head. */
void	 frame_fill(struct conn *c, char *head, size_t len, bool failed);

#endif
