/*
 * task_conn - the work of a task: a connection without a client
 */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "shm/channel.h"
#include "worker/task_conn.h"

static struct tasks *
tasks_of(const struct worker *w)
{
	return &w->segment->agents->tasks;
}

static struct task *
task_of(const struct conn *c)
{
	return tasks_at(tasks_of(c->worker), c->row->task - 1u,
	    tasks_work(c->index, c->generation), clock_ms());
}

/* As if it had just been received. */
static bool
put_request(struct worker *w, struct conn_row *row,
    const struct buf *request)
{
	if (rings_ensure(&w->rings, &row->rx_ring, 0, 0, request->len) != OK)
		return false;
	memcpy(rings_at(&w->rings, row->rx_ring, 0), request->bytes,
	    request->len);
	row->rx_tail = request->len;
	return true;
}

static void
abandon(struct worker *w, const struct task_id *id, uint32_t index)
{
	struct conn_row *row = &w->segment->conns.row[index];
	uint32_t ring = row->rx_ring;

	tasks_begin(tasks_of(w), id, 0, clock_ms());
	row->rx_ring = 0;
	if (ring != 0)
		rings_give(&w->rings, ring);
	conns_release(&w->segment->conns, index);
}

/* The master keeps its descriptor and offers it, as one that is released. */
static bool
hand_over(struct worker *w, uint32_t index)
{
	struct conn_row *row = &w->segment->conns.row[index];
	struct message m = { MESSAGE_ACCEPTED, index, row->generation };
	int fd = socket(AF_UNIX,
	    SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	bool sent;

	if (fd == -1)
		return false;
	atomic_fetch_add(&w->row->conns, 1);
	atomic_store(&row->owner, (int32_t)w->heritage->row);
	atomic_store(&row->state, CONN_RELEASED);
	sent = channel_send(w->heritage->channel, &m, fd) == OK;
	close(fd);
	if (!sent) {
		atomic_fetch_sub(&w->row->conns, 1);
		return false;
	}
	worker_count(w, COUNT_connections_accepted, 1);
	m.kind = MESSAGE_RELEASED;
	/* If it does not pass, the master sees it when it next looks. */
	channel_send(w->heritage->channel, &m, -1);
	return true;
}

bool
task_conn_start(struct conn *c, const struct task_id *id,
    const struct buf *request)
{
	struct worker *w = c->worker;
	uint64_t now = clock_ms();
	int index = conns_claim(&w->segment->conns, TRANSPORT_UNIX, now);
	struct conn_row *row;

	if (index < 0)
		return false;
	row = &w->segment->conns.row[index];
	row->trusted = c->row->trusted;
	row->task = (uint16_t)(tasks_begin(tasks_of(w), id,
	    tasks_work((uint32_t)index, row->generation), now) + 1);
	if (row->task <= TASKS && put_request(w, row, request) &&
	    hand_over(w, (uint32_t)index))
		return true;
	abandon(w, id, (uint32_t)index);
	return false;
}

static bool
is_answered(const struct conn *c)
{
	return conn_cut(c->row)->tx_tail > c->row->tx_head &&
	    c->hold.ticket == 0;
}

bool
task_conn_keep(struct conn *c)
{
	struct task *task = task_of(c);

	if (task == NULL)
		return false;
	if (atomic_load(&task->done_ms) != 0)
		return true;
	if (is_answered(c))
		task_end(task, clock_ms());
	else
		task_keep(task, clock_ms());
	return true;
}

bool
task_conn_is_unwanted(const struct conn *c)
{
	struct task *task = task_of(c);

	return task == NULL || task_is_unwanted(task);
}

void
task_conn_stop(struct conn *c)
{
	struct task *task = task_of(c);

	if (task != NULL)
		task_stop(task);
}

bool
task_conn_read(struct worker *w, const struct task_news *news,
    struct buf *reply)
{
	const struct conn_row *row;
	size_t len;

	if (news->conn == 0 || news->conn > w->segment->conns.count)
		return false;
	row = &w->segment->conns.row[news->conn - 1];
	len = conn_cut(row)->tx_tail - row->tx_head;
	if (row->generation != news->generation || !rings_valid(row->tx_ring) ||
	    len > rings_size(row->tx_ring))
		return false;
	buf_add(reply, rings_at(&w->rings, row->tx_ring, row->tx_head), len);
	/* It may have expired meanwhile, and the ring be another's. */
	atomic_thread_fence(memory_order_acquire);
	return !reply->failed && row->generation == news->generation &&
	    row->tx_ring != 0;
}
