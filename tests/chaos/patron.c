/*
 * patron - one client: a connection, what it asked, what it must be told
 */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/chaos/demand.h"
#include "tests/chaos/mcp_patron.h"
#include "tests/chaos/verdict.h"

#define SECOND_NS	1000000000u
#define STALL_NS	((uint64_t)5 * SLOW * SECOND_NS) /* then it is lost */
#define RECEIVE		(256u << 10)	/* bytes at once */
#define BLIND_US	20000		/* reads nothing so long, at most */

/* Once in so many: */
#define DRAIN		40	/* requests, a round ends */
#define CHURN		30	/* rounds, a new connection */
#define BLIND		60	/* turns with replies, no look at them */
#define PIECES		4	/* sends, only a part */

static struct due *
due_at(struct patron *p, uint64_t id)
{
	return &p->due[id % PATRON_DUES];
}

unsigned
patron_dues(const struct patron *p)
{
	return (unsigned)(p->last + 1 - p->first);
}

struct due *
patron_due(struct patron *p)
{
	struct due *due;

	if (patron_dues(p) == PATRON_DUES)
		return NULL;
	due = due_at(p, ++p->last);
	buf_reset(&due->want);
	*due = (struct due){ .id = p->last, .batch = 1, .want = due->want,
	    .sent_ns = clock_ns() };
	return due;
}

struct due *
patron_oldest(struct patron *p)
{
	return patron_dues(p) == 0 ? NULL : due_at(p, p->first);
}

void
patron_settle(struct patron *p)
{
	buf_trim(&due_at(p, p->first)->want, 4096);
	p->first++;
}

static void
connect_anew(struct patron *p)
{
	struct wire *w = &p->wire;
	if (w->fd != -1)
		close(w->fd);
	buf_reset(&w->out);
	buf_reset(&w->in);
	w->sent = w->read = 0;
	w->frame = (struct json_frame){ 0 };
	p->current = NULL;
	w->fd = prey_dial(&p->stage->prey, w->tcp);
	if (w->fd == -1)
		toll_fault(&p->stage->toll, FAULT_DROPPED,
		    "patron %u: no connection: %s", p->index, strerror(errno));
}

void
patron_init(struct patron *p, struct stage *stage, unsigned index,
    uint64_t seed)
{
	unsigned i;

	p->stage = stage;
	p->index = index;
	p->wire.fd = -1;
	p->wire.tcp = index % 2;
	p->wire.headed = index % 4 >= 2;
	p->wire.http = index % 8 == 4 || index % 8 == 5;
	dice_init(&p->dice, seed + index);
	p->mine = world_private(&stage->world, index);
	p->ours = world_shared(&stage->world, index, &p->part);
	p->closed = true;
	p->first = 1;
	p->depth = dice_between(&p->dice, 1, PATRON_DEPTH);
	buf_init(&p->wire.out, 1u << 30);
	buf_init(&p->wire.in, 1u << 30);
	for (i = 0; i < PATRON_DUES; i++)
		buf_init(&p->due[i].want, 1u << 30);
	connect_anew(p);
}

void
patron_fini(struct patron *p)
{
	unsigned i;

	if (p->wire.fd != -1)
		close(p->wire.fd);
	buf_fini(&p->wire.out);
	buf_fini(&p->wire.in);
	for (i = 0; i < PATRON_DUES; i++)
		buf_fini(&p->due[i].want);
}

void
patron_give_up(struct patron *p)
{
	unsigned dues = patron_dues(p);

	if (dues == 0)
		return;
	toll_fault(&p->stage->toll, FAULT_LOST,
	    "patron %u: %u replies from id %ju on do not come", p->index, dues,
	    (uintmax_t)p->first);
	p->stage->toll.fault[FAULT_LOST] += dues - 1;
	while (patron_dues(p) > 0)
		patron_settle(p);
}

static void
lose_connection(struct patron *p, const char *how)
{
	toll_fault(&p->stage->toll, FAULT_DROPPED,
	    "patron %u (%s): the connection ended: %s", p->index,
	    p->wire.tcp ? "tcp" : "unix", how);
	patron_give_up(p);
	connect_anew(p);
}

short
patron_events(const struct patron *p, uint64_t now_ns)
{
	short events = 0;

	if (now_ns >= p->wire.blind_ns)
		events |= POLLIN;
	if (p->wire.sent < p->wire.out.len)
		events |= POLLOUT;
	return events;
}

static bool
wants_to_ask(const struct patron *p)
{
	return !p->draining && !p->stage->closing &&
	    patron_dues(p) < p->depth;
}

uint64_t
patron_wakes(const struct patron *p, uint64_t now_ns)
{
	if (p->wire.blind_ns > now_ns)
		return p->wire.blind_ns;
	if (wants_to_ask(p))
		return p->rest_ns > p->ask_ns ? p->rest_ns : p->ask_ns;
	return now_ns + SECOND_NS;
}

/* To where a line begins; what is passed over should not be there. */
static void
skip_to_line(struct patron *p)
{
	struct wire *w = &p->wire;
	size_t start = w->read;
	char c;

	for (; w->read < w->in.len; w->read++) {
		c = w->in.bytes[w->read];
		if (c == '{' || c == '[')
			break;
		if (c == '\n' && w->read == start)
			start++;
	}
	if (w->read > start)
		toll_fault(&p->stage->toll, FAULT_WRONG,
		    "patron %u: %zu bytes that begin no reply: %.*s", p->index,
		    w->read - start, (int)(w->read - start < 80 ?
		    w->read - start : 80), w->in.bytes + start);
}

/* What stands in a frame must be whole, and its head that of the request. */
static void
judge_frames(struct patron *p, uint64_t now_ns)
{
	struct wire *w = &p->wire;
	const struct due *due;
	uint32_t head[PATRON_HEAD / 4];
	size_t len;

	for (; w->in.len - w->read >= PATRON_HEAD; w->read += len) {
		memcpy(head, w->in.bytes + w->read, sizeof head);
		len = PATRON_HEAD + ntohl(head[2]);
		if (w->in.len - w->read < len)
			break;
		due = patron_oldest(p);
		if (due == NULL || ntohl(head[0]) != (uint32_t)due->id)
			toll_fault(&p->stage->toll, FAULT_WRONG,
			    "patron %u: a head is of %u, must be of %ju",
			    p->index, ntohl(head[0]),
			    due == NULL ? 0 : (uintmax_t)due->id);
		verdict_line(p, w->in.bytes + w->read + PATRON_HEAD,
		    len - PATRON_HEAD, now_ns);
		w->heard_ns = now_ns;
	}
}

static void
judge_lines(struct patron *p, uint64_t now_ns)
{
	struct wire *w = &p->wire;
	char *bytes;
	size_t len;

	for (;;) {
		if (w->frame.seen == 0)
			skip_to_line(p);
		bytes = w->in.bytes + w->read;
		len = w->in.len - w->read;
		if (len == 0 || !json_frame_find(&w->frame, bytes, len))
			break;
		verdict_line(p, bytes, w->frame.seen, now_ns);
		w->heard_ns = now_ns;
		w->read += w->frame.seen;
		w->frame = (struct json_frame){ 0 };
	}
}

static void
judge_all(struct patron *p, uint64_t now_ns)
{
	struct wire *w = &p->wire;

	if (w->http)
		mcp_patron_judge(p, now_ns);
	else if (w->headed)
		judge_frames(p, now_ns);
	else
		judge_lines(p, now_ns);
	memmove(w->in.bytes, w->in.bytes + w->read, w->in.len - w->read);
	w->in.len -= w->read;
	w->read = 0;
}

static void
receive(struct patron *p, uint64_t now_ns)
{
	struct wire *w = &p->wire;
	char *room = buf_room(&w->in, RECEIVE);
	ssize_t n;

	if (room == NULL)
		return;
	n = recv(w->fd, room, RECEIVE, MSG_DONTWAIT);
	if (n == 0) {
		lose_connection(p, "closed by the server");
	} else if (n > 0) {
		w->in.len += (size_t)n;
		judge_all(p, now_ns);
		if (dice_once_in(&p->dice, BLIND))
			w->blind_ns = w->heard_ns = now_ns +
			    dice_below(&p->dice, BLIND_US) * 1000;
	} else if (errno != EAGAIN && errno != EINTR) {
		lose_connection(p, strerror(errno));
	}
}

static void
send_some(struct patron *p)
{
	struct wire *w = &p->wire;
	size_t len = w->out.len - w->sent;
	ssize_t n;

	if (len > 1 && dice_once_in(&p->dice, PIECES))
		len = 1 + dice_below(&p->dice, (uint32_t)len);
	n = send(w->fd, w->out.bytes + w->sent, len,
	    MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n == -1 && errno != EAGAIN && errno != EINTR)
		lose_connection(p, strerror(errno));
	if (n <= 0)
		return;
	w->sent += (size_t)n;
	if (w->sent < w->out.len)
		return;
	buf_reset(&w->out);
	w->sent = 0;
}

/* A round is over. */
static void
begin_round(struct patron *p, uint64_t now_ns)
{
	p->draining = false;
	p->depth = dice_between(&p->dice, 1, PATRON_DEPTH);
	p->rest_ns = now_ns;
	if (p->stage->rest_us > 0)
		p->rest_ns += dice_below(&p->dice, 2 * p->stage->rest_us) *
		    1000ull;
	if (p->stage->calm || !dice_once_in(&p->dice, CHURN))
		return;
	p->stage->toll.tally[TALLY_CHURNS]++;
	connect_anew(p);
}

static void
ask(struct patron *p, uint64_t now_ns)
{
	while (wants_to_ask(p) && now_ns >= p->rest_ns && now_ns >= p->ask_ns) {
		p->ask_ns = now_ns + 2 * dice_below(&p->dice,
		    (uint32_t)p->stage->pace_ns + 1);
		demand_make(p);
		p->draining = dice_once_in(&p->dice, DRAIN);
	}
}

/* The server may be slow, but not for ever. */
static void
check_stall(struct patron *p, uint64_t now_ns)
{
	const struct due *due = patron_oldest(p);
	uint64_t since = p->wire.heard_ns;

	if (due == NULL)
		return;
	if (due->sent_ns > since)
		since = due->sent_ns;
	if (now_ns < since + STALL_NS)
		return;
	patron_give_up(p);
	connect_anew(p);
}

void
patron_turn(struct patron *p, short ready, uint64_t now_ns)
{
	struct wire *w = &p->wire;

	if (w->fd == -1) {
		connect_anew(p);
		return;
	}
	if (now_ns >= w->blind_ns && ready & (POLLIN | POLLHUP | POLLERR))
		receive(p, now_ns);
	check_stall(p, now_ns);
	if (p->draining && patron_dues(p) == 0 && w->out.len == 0)
		begin_round(p, now_ns);
	ask(p, now_ns);
	if (w->sent < w->out.len)
		send_some(p);
	p->idle = patron_dues(p) == 0 && w->out.len == 0;
}
