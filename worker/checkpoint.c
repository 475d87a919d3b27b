/*
 * checkpoint - a project as a memory file that outlives its worker
 *
 *	| struct mark | the project, packed |
 *
 * The log is cut only after the master has said that it holds the file, so at
 * every instant file and log together hold everything: a death on the way
 * costs nothing but the work.
 */
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>

#include <event2/event.h>
#include <event2/event_struct.h>

#include "clock.h"
#include "goxel/format/whole.h"
#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "shm/hotlog.h"
#include "worker/checkpoint.h"
#include "worker/leave.h"
#include "worker/snapshot.h"

#define MARK_MAGIC	0x6b72616du
#define CALM_MS		5000	/* so long it is held, then time is found */

/* Which project, and up to where. */
struct mark {
	uint32_t	 magic;
	uint32_t	 row;
	uint32_t	 generation;
	uint32_t	 zero;
};

/* One on its way, from the fork until the master has it. */
struct checkpoint {
	struct event	 event;		/* on pidfd */
	struct checkpoint *next;
	struct worker	*worker;
	pid_t		 pid;
	int		 pidfd;
	int		 file;
	uint32_t	 row;
	uint32_t	 generation;
	uint64_t	 log_pos;	/* the file holds what is before */
	uint64_t	 started_ns;
	bool		 sent;		/* its process is no more */
};

/* In the child.  A past of too many folds is unfolded here and not by those who
 * load it, whom everybody waits for; and not while workers die so fast that
 * it would never be done. */
static void
write_project(const struct holding *h, int file)
{
	struct mark mark = { MARK_MAGIC, h->row, h->generation, 0 };
	struct buf pack;

	KILLPOINT(checkpoint_forked);
	buf_init(&pack, SIZE_MAX);
	buf_add(&pack, &mark, sizeof mark);
	if (clock_ms() - h->since_ms > CALM_MS)
		whole_flatten(h->context);
	whole_pack(h->context, &pack);
	if (pack.failed)
		_exit(1);
	snapshot_put(file, pack.bytes, pack.len);
	KILLPOINT(checkpoint_written);
}

static struct holding *
holding_of(struct worker *w, uint32_t row, uint32_t generation)
{
	struct holding *h = w->holdings[row];

	return h != NULL && h->generation == generation ? h : NULL;
}

static void
unlink_checkpoint(struct checkpoint *k)
{
	struct checkpoint **link = &k->worker->checkpoints;

	while (*link != k)
		link = &(*link)->next;
	*link = k->next;
	free(k);
}

/* It came to nothing: try again when the log has grown as much again. */
static void
give_up(struct checkpoint *k, const char *why)
{
	struct holding *h = holding_of(k->worker, k->row, k->generation);

	if (h != NULL) {
		events_add(k->worker->segment->events,
		    EVENT_CHECKPOINT_FAILED, k->worker->heritage->row,
		    "no checkpoint of '%.80s': %s", h->context->image->name,
		    why);
		log_warnx("no checkpoint of '%s' (%s) -- its log grows on",
		    h->context->image->name, why);
		h->checkpointing = false;
		h->next_size += CHECKPOINT_SIZE;
		h->next_cost_ns += h->cost_ns;
	}
	unlink_checkpoint(k);
}

static void
on_end(int fd, short what, void *arg)
{
	struct checkpoint *k = arg;
	struct worker *w = k->worker;
	struct message m = { MESSAGE_CHECKPOINT, k->row, k->generation };
	int status = 0;
	bool sent;

	(void)fd, (void)what;
	if (waitpid(k->pid, &status, WNOHANG) == 0)
		return;
	event_del(&k->event);
	close(k->pidfd);
	sent = status == 0 && channel_send(w->heritage->channel, &m,
	    k->file) == OK;
	KILLPOINT(checkpoint_sent);
	close(k->file);
	k->sent = sent;
	if (!sent)
		give_up(k, "its process failed");
}

void
checkpoint_start(struct worker *w, struct holding *h)
{
	struct project_row *p = &w->segment->projects->row[h->row];
	struct checkpoint *k = xcalloc(1, sizeof *k);

	*k = (struct checkpoint){ .worker = w, .row = h->row,
	    .generation = h->generation, .log_pos = atomic_load(&p->log_tail),
	    .next = w->checkpoints, .started_ns = clock_ns() };
	w->checkpoints = k;
	h->checkpointing = true;
	h->cost_ns = 0;
	k->pid = snapshot_fork(w, &k->file, &k->pidfd);
	if (k->pid == -1) {
		give_up(k, "no process");
		return;
	}
	if (k->pid == 0) {
		write_project(h, k->file);
		_exit(0);
	}
	event_assign(&k->event, w->base, k->pidfd, EV_READ | EV_PERSIST,
	    on_end, k);
	event_add(&k->event, NULL);
}

void
checkpoints_forget(struct worker *w)
{
	while (w->checkpoints != NULL)
		unlink_checkpoint(w->checkpoints);
}

/* Not half of the time may go into checkpoints. */
static uint64_t
next_cost(uint64_t took_ns)
{
	return 2 * took_ns > CHECKPOINT_COST_NS ? 2 * took_ns :
	    CHECKPOINT_COST_NS;
}

/* The newest of a project that was sent, or the newest that was not. */
static struct checkpoint *
find(struct worker *w, uint32_t row, uint32_t generation, bool sent)
{
	struct checkpoint *k;

	for (k = w->checkpoints; k != NULL; k = k->next)
		if (k->row == row && k->generation == generation &&
		    k->sent == sent)
			break;
	return k;
}

/* An answer may be to what was sent before: to a file that the keeper made, or
 * by who held the project here earlier.  It says nothing of a file that is
 * being written; and what was sent reaches the master whatever happens. */
void
checkpoint_kept(struct worker *w, uint32_t row, uint32_t generation)
{
	struct holding *h = holding_of(w, row, generation);
	struct checkpoint *k = find(w, row, generation, true);

	if (k == NULL)
		return;
	if (h != NULL) {
		KILLPOINT(checkpoint_kept);
		h->kept = k->log_pos;
		holding_trim(w, h);
		KILLPOINT(checkpoint_trimmed);
		worker_count(w, COUNT_checkpoints, 1);
		h->fresh = atomic_load(&w->segment->projects->row[row].move) !=
		    0;
		h->checkpointing = find(w, row, generation, false) != NULL;
		h->next_size = CHECKPOINT_SIZE;
		h->next_cost_ns = next_cost(clock_ns() - k->started_ns);
	}
	while ((k = find(w, row, generation, true)) != NULL)
		unlink_checkpoint(k);
	if (h != NULL && h->fresh)
		leave_let_go(w, row);
}

static void
unmap(void *at, size_t size)
{
	munmap(at, size);
}

void
checkpoint_load(struct holding *h, void *map, size_t size)
{
	struct undo_memory memory = { map, size, unmap };
	struct mark mark = { 0 };

	if (size >= sizeof mark)
		memcpy(&mark, map, sizeof mark);
	if (mark.magic != MARK_MAGIC || mark.row != h->row ||
	    mark.generation != h->generation)
		undo_memory_fini(&memory);
	else
		whole_adopt(&memory, sizeof mark, h->context);
}
