/*
 * test_wire - bytes are where they should be, even after kill -9
 *
 * The last tests fork a worker that receives or sends for ever, kill it at
 * random instants, repair its slot as the master does, and compare its count
 * with the client's.  Without the repair the same loop must come out wrong:
 * else the kills missed the window, and nothing is shown.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "tests/unit/station.h"
#include "worker/wire.h"

#define KILLS		200
#define KILLS_BLIND	5000	/* until one hits the window, at most */
#define SPAN		8000	/* bytes at once, at most */

static struct station s;

static void
start(void)
{
	station_open(&s, TRANSPORT_UNIX);
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(wire, .init = start, .fini = finish, .timeout = 120);

/* The byte of every stream offset. */
static char
byte_at(uint64_t pos)
{
	return (char)(pos * UINT64_C(0x9e3779b97f4a7c15) >> 56);
}

static void
fill(char *bytes, uint64_t pos, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		bytes[i] = byte_at(pos + i);
}

static bool
is_right(const char *bytes, uint64_t pos, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (bytes[i] != byte_at(pos + i))
			return false;
	return true;
}

static void
client_sends(uint64_t pos, size_t len)
{
	static char bytes[1 << 20];

	fill(bytes, pos, len);
	cr_assert_eq(send(s.client, bytes, len, 0), (ssize_t)len);
}

static void
consume(uint64_t pos)
{
	struct conn_cut next = *conn_cut(s.row);

	next.rx_head = pos;
	conn_commit(s.row, &next);
}

static enum err
append(size_t len)
{
	struct conn_cut next = *conn_cut(s.row);
	static char bytes[1 << 20];
	enum err err;

	fill(bytes, next.tx_tail, len);
	err = wire_append(&s.conn, &next.tx_tail, bytes, len);
	if (err == OK)
		conn_commit(s.row, &next);
	return err;
}

Test(wire, what_the_client_sends_is_received)
{
	client_sends(0, 5000);
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->rx_tail, 5000);
	cr_assert(is_right(wire_received(&s.conn, 0), 0, 5000));
	cr_assert_eq(s.worker.row->slot.op, WIRE_NONE);
	cr_assert_eq(s.worker.board->counter[COUNT_bytes_in], 5000);
	cr_assert_eq(wire_read(&s.conn), ERR_EMPTY);
	cr_assert_eq(s.row->rx_tail, 5000);
}

Test(wire, full_ring_is_changed_for_a_larger_one)
{
	uint32_t small;

	client_sends(0, 60000);
	cr_assert_eq(wire_read(&s.conn), OK);
	small = s.row->rx_ring;
	cr_assert_eq(s.row->rx_tail, rings_size(small));
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->rx_tail, 60000);
	cr_assert_gt(rings_size(s.row->rx_ring), rings_size(small));
	cr_assert(is_right(wire_received(&s.conn, 0), 0, 60000));
	cr_assert_eq(wire_read(&s.conn), ERR_EMPTY);
}

Test(wire, bytes_received_across_the_seam_are_contiguous)
{
	client_sends(0, 10000);
	wire_read(&s.conn);
	consume(9999);
	client_sends(10000, 16000);
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(rings_size(s.row->rx_ring), 16384);
	cr_assert_eq(s.row->rx_tail, 26000);
	cr_assert(is_right(wire_received(&s.conn, 9999), 9999, 16001));
}

Test(wire, end_of_the_stream_is_a_hangup)
{
	client_sends(0, 10);
	shutdown(s.client, SHUT_WR);
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->hangup, 0);
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->hangup, 1);
	cr_assert_eq(s.row->rx_tail, 10);
}

Test(wire, receive_without_a_ring_waits)
{
	station_starve(&s, 0);
	client_sends(0, 10);
	cr_assert_eq(wire_read(&s.conn), ERR_FULL);
	cr_assert_eq(s.row->rx_ring, 0);
	s.segment.holders[5] = 0;
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->rx_ring, 5);
}

Test(wire, full_ring_waits_where_no_larger_one_is_free)
{
	s.row->rx_ring = rings_take(&s.worker.rings, 4 << 20);
	s.row->rx_tail = 4 << 20;
	station_starve(&s, 3);
	client_sends(4 << 20, 10);
	cr_assert_eq(wire_read(&s.conn), ERR_FULL);
	cr_assert_eq(s.row->rx_tail, 4 << 20);
	s.segment.holders[rings_total()] = 0;
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->rx_tail, (4 << 20) + 10);
}

Test(wire, largest_ring_is_filled_and_not_beyond)
{
	s.row->rx_ring = rings_total();
	s.row->rx_tail = (256 << 20) - 4;
	client_sends(0, 10);
	cr_assert_eq(wire_read(&s.conn), OK);
	cr_assert_eq(s.row->rx_tail, 256 << 20);
	cr_assert_eq(wire_read(&s.conn), ERR_FULL);
	cr_assert_eq(s.row->rx_tail, 256 << 20);
}

Test(wire, what_is_appended_is_sent_up_to_the_limit)
{
	char got[20000];

	cr_assert_eq(append(10000), OK);
	cr_assert_eq(append(10000), OK);
	cr_assert_eq(wire_write(&s.conn, 15000), OK);
	cr_assert_eq(s.row->tx_head, 15000);
	cr_assert_eq(recv(s.client, got, sizeof got, 0), 15000);
	cr_assert(is_right(got, 0, 15000));
	cr_assert_eq(wire_write(&s.conn, 15000), OK, "nothing to do");
	cr_assert_eq(wire_write(&s.conn, 20000), OK);
	cr_assert_eq(recv(s.client, got, sizeof got, 0), 5000);
	cr_assert(is_right(got, 15000, 5000));
	cr_assert_eq(s.worker.board->counter[COUNT_bytes_out], 20000);
}

Test(wire, append_makes_nothing_real)
{
	uint64_t tail = 0;

	cr_assert_eq(wire_append(&s.conn, &tail, "abc", 3), OK);
	cr_assert_eq(tail, 3);
	cr_assert_eq(conn_cut(s.row)->tx_tail, 0);
}

Test(wire, client_that_reads_nothing_stops_the_sending)
{
	static char got[1 << 20];
	size_t len = 0;
	ssize_t n;

	append(1 << 20);
	cr_assert_eq(wire_write(&s.conn, 1 << 20), ERR_FULL);
	cr_assert_lt(s.row->tx_head, 1 << 20);
	do {
		while ((n = recv(s.client, got + len, sizeof got - len, 0)) > 0)
			len += (size_t)n;
		cr_assert_eq(s.row->tx_head, len);
	} while (wire_write(&s.conn, 1 << 20) == ERR_FULL);
	while ((n = recv(s.client, got + len, sizeof got - len, 0)) > 0)
		len += (size_t)n;
	cr_assert_eq(len, 1 << 20);
	cr_assert(is_right(got, 0, 1 << 20));
}

Test(wire, client_that_is_gone_ends_it)
{
	append(10);
	close(s.client);
	cr_assert_eq(wire_write(&s.conn, 10), ERR_IO);
	cr_assert_eq(s.row->tx_head, 0);
	cr_assert_eq(s.worker.row->slot.op, WIRE_NONE);
	s.client = -1;
}

Test(wire, append_fails_where_no_ring_can_help)
{
	uint64_t tail = 0;

	cr_assert_eq(wire_append(&s.conn, &tail, "", (256u << 20) + 1),
	    ERR_TOO_BIG);
	station_starve(&s, 0);
	cr_assert_eq(wire_append(&s.conn, &tail, "", 1), ERR_FULL);
	cr_assert_eq(tail, 0);
	cr_assert_eq(s.row->tx_ring, 0);
}

Test(wire, reserve_is_room_for_that_many_unsent_bytes)
{
	append(1000);
	cr_assert_eq(wire_reserve(&s.conn, 16384), OK);
	cr_assert_eq(rings_size(s.row->tx_ring), 16384);
	cr_assert_eq(wire_reserve(&s.conn, 16385), OK);
	cr_assert_eq(rings_size(s.row->tx_ring), 256 << 10);
	cr_assert(is_right(rings_at(&s.worker.rings, s.row->tx_ring, 0), 0,
	    1000));
}

Test(wire, empty_rings_are_given_back_and_others_kept)
{
	uint32_t rx, tx;

	client_sends(0, 10);
	wire_read(&s.conn);
	append(10);
	rx = s.row->rx_ring;
	tx = s.row->tx_ring;
	wire_relax(&s.conn);
	cr_assert(s.row->rx_ring == rx && s.row->tx_ring == tx);
	consume(9);
	wire_write(&s.conn, 9);
	wire_relax(&s.conn);
	cr_assert(s.row->rx_ring == rx && s.row->tx_ring == tx);
	consume(10);
	wire_write(&s.conn, 10);
	wire_relax(&s.conn);
	cr_assert(s.row->rx_ring == 0 && s.row->tx_ring == 0);
	cr_assert_eq(rings_take(&s.worker.rings, 1), tx, "warm");
	cr_assert_eq(rings_take(&s.worker.rings, 1), rx);
}

/*
 * Killed at any instant
 */

struct run {
	enum wire_op	 op;
	bool		 blind;		/* repair nothing */
	uint64_t	 moved;		/* by the client, in all */
	uint64_t	 random;
	unsigned	 repaired;
	unsigned	 wrong;		/* counts, after a kill */
};

static uint64_t
next_random(struct run *run, uint64_t most)
{
	run->random ^= run->random << 13;
	run->random ^= run->random >> 7;
	run->random ^= run->random << 17;
	return (run->random >> 11) % most + 1;
}

static void
wait_for(short what)
{
	struct pollfd p = { s.conn.fd, what, 0 };

	poll(&p, 1, 5);
}

/* One step of a worker; what it receives must be what was sent. */
static void
work(struct run *run)
{
	const struct conn_cut *cut = conn_cut(s.row);
	uint64_t head = cut->rx_head;

	if (run->op == WIRE_WRITE) {
		if (cut->tx_tail - s.row->tx_head < SPAN)
			append(next_random(run, SPAN));
		if (wire_write(&s.conn, conn_cut(s.row)->tx_tail) != OK)
			wait_for(POLLOUT);
	} else if (wire_read(&s.conn) != OK) {
		wait_for(POLLIN);
	} else {
		if (!run->blind && !is_right(wire_received(&s.conn, head),
		    head, s.row->rx_tail - head))
			_exit(1);
		consume(s.row->rx_tail);
	}
	wire_relax(&s.conn);
}

/* One step of the client; what it receives must be what was sent. */
static void
play(struct run *run)
{
	static char bytes[1 << 18];
	ssize_t n;

	if (run->op == WIRE_READ) {
		n = (ssize_t)next_random(run, SPAN);
		fill(bytes, run->moved, (size_t)n);
		n = send(s.client, bytes, (size_t)n, 0);
	} else {
		n = recv(s.client, bytes, sizeof bytes, 0);
		cr_assert(n <= 0 || run->blind ||
		    is_right(bytes, run->moved, (size_t)n));
	}
	if (n > 0)
		run->moved += (uint64_t)n;
}

/* As in the master. */
static void
repair(struct run *run)
{
	struct wire_slot *slot = &s.worker.row->slot;
	uint8_t *kept = xcalloc(rings_total() / 8 + 1, 1);
	uint64_t pos, *where = run->op == WIRE_READ ? &s.row->rx_tail :
	    &s.row->tx_head;

	if (!run->blind && slot_repair(slot, &pos) == run->op) {
		run->repaired += *where != pos;
		*where = pos;
	}
	slot->op = WIRE_NONE;
	kept[s.row->rx_ring / 8] |= (uint8_t)(1u << s.row->rx_ring % 8);
	kept[s.row->tx_ring / 8] |= (uint8_t)(1u << s.row->tx_ring % 8);
	rings_reclaim(&s.worker.rings, 0, kept);
	free(kept);
}

/* All that was sent on a TCP connection has arrived. */
static bool
has_arrived(int from)
{
	int bytes = 0;

	return s.row->transport == TRANSPORT_UNIX ||
	    (ioctl(from, SIOCOUTQ, &bytes) == 0 && bytes == 0);
}

/* What the dead worker would have received next. */
static uint64_t
drain(void)
{
	static char bytes[1 << 18];
	uint64_t left = 0;
	bool arrived;
	ssize_t n;

	do {
		arrived = has_arrived(s.client);
		while ((n = recv(s.conn.fd, bytes, sizeof bytes, 0)) > 0)
			left += (uint64_t)n;
	} while (!arrived);
	return left;
}

/* What the kernel really moved for the worker: the client's account. */
static uint64_t
truth(struct run *run)
{
	uint64_t before;
	bool arrived;

	if (run->op == WIRE_READ)
		return run->moved - drain();
	do {
		arrived = has_arrived(s.conn.fd);
		before = run->moved;
		play(run);
	} while (run->moved != before || !arrived);
	return run->moved;
}

static void
kill_once(struct run *run)
{
	uint64_t *where = run->op == WIRE_READ ? &s.row->rx_tail :
	    &s.row->tx_head;
	uint64_t was = *where, is, until;
	int status;
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			work(run);
	/* Until it has begun; the other process moves it. */
	while (__atomic_load_n(where, __ATOMIC_RELAXED) == was &&
	    waitpid(pid, &status, WNOHANG) == 0)
		play(run);
	for (until = clock_ns() + next_random(run, 300000);
	    clock_ns() < until; )
		play(run);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	cr_assert(WIFSIGNALED(status), "the worker saw wrong bytes");
	repair(run);
	is = truth(run);
	run->wrong += *where != is;
	*where = run->moved;
	if (run->op == WIRE_READ)
		consume(run->moved);
	else
		cr_assert_leq(is, conn_cut(s.row)->tx_tail,
		    "sent what was never committed");
}

static void
kill_often(enum transport transport, enum wire_op op, bool blind)
{
	struct run run = { .op = op, .blind = blind,
	    .random = clock_ns() | 1 };
	int kills;

	station_close(&s);
	station_open(&s, transport);
	mlock(s.worker.row, sizeof *s.worker.row);
	if (blind) {
		for (kills = 0; kills < KILLS_BLIND && run.wrong == 0; kills++)
			kill_once(&run);
		cr_assert_gt(run.wrong, 0, "%d kills hit no window", kills);
		return;
	}
	for (kills = 0; kills < KILLS || (run.repaired == 0 &&
	    kills < KILLS_BLIND); kills++)
		kill_once(&run);
	cr_log_info("%u of %d repaired", run.repaired, kills);
	cr_assert_eq(run.wrong, 0, "%u of %d", run.wrong, kills);
	cr_assert_gt(run.repaired, 0, "no kill hit the window");
}

Test(wire, worker_killed_while_it_receives_loses_no_byte_on_unix)
{
	kill_often(TRANSPORT_UNIX, WIRE_READ, false);
}

Test(wire, worker_killed_while_it_sends_loses_no_byte_on_unix)
{
	kill_often(TRANSPORT_UNIX, WIRE_WRITE, false);
}

Test(wire, worker_killed_while_it_receives_loses_no_byte_on_tcp)
{
	kill_often(TRANSPORT_TCP, WIRE_READ, false);
}

Test(wire, worker_killed_while_it_sends_loses_no_byte_on_tcp)
{
	kill_often(TRANSPORT_TCP, WIRE_WRITE, false);
}

Test(wire, without_the_repair_received_bytes_are_miscounted)
{
	kill_often(TRANSPORT_UNIX, WIRE_READ, true);
	kill_often(TRANSPORT_TCP, WIRE_READ, true);
}

Test(wire, without_the_repair_sent_bytes_are_miscounted)
{
	kill_often(TRANSPORT_UNIX, WIRE_WRITE, true);
	kill_often(TRANSPORT_TCP, WIRE_WRITE, true);
}
