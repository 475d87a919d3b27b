/*
 * filing - a project as a checkpoint file on disk
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "log.h"
#include "mem.h"
#include "worker/filer.h"
#include "worker/filing.h"
#include "worker/snapshot.h"

#define RETRY_MS	10000u		/* after one that failed */
#define LIFE_MS		600000u		/* then it is waited for no more */
#define NOTED_EACH	16384u		/* bytes of edits */

/* The one that is being written. */
struct filing {
	struct event	 event;		/* on pidfd */
	struct worker	*worker;
	pid_t		 pid;		/* not always our child */
	int		 pidfd;
	struct filer	 filer;
};

static struct project_row *
row_of(struct worker *w, uint32_t row)
{
	return &w->segment->projects->row[row];
}

/* The file is there: the keeper may forget what is behind it. */
static void
report(struct worker *w, const struct filer *f)
{
	w->store.ring |= keeping_mark(w->segment->keeping, f->row);
	worker_count(w, COUNT_files_written, 1);
}

static void
put_off(struct worker *w, const struct filer *f)
{
	struct holding *h = w->holdings[f->row];

	events_add(w->segment->events, EVENT_CHECKPOINT_FAILED,
	    w->heritage->row, "no file of '%.80s' was written",
	    row_of(w, f->row)->name);
	log_warnx("no checkpoint file of '%s' was written -- its journal "
	    "grows on, and another is tried in %u s", row_of(w, f->row)->name,
	    RETRY_MS / 1000);
	if (h != NULL && h->generation == f->generation)
		h->refile_ms = clock_ms() + RETRY_MS;
}

static void
on_end(int fd, short what, void *arg)
{
	struct filing *f = arg;
	struct worker *w = f->worker;
	const struct project_row *p = row_of(w, f->filer.row);
	int32_t pid = (int32_t)f->pid;

	(void)fd, (void)what;
	if (waitpid(f->pid, NULL, WNOHANG) == 0)
		return;
	event_del(&f->event);
	close(f->pidfd);
	w->store.filing = NULL;
	/* It would have taken its claim back. */
	atomic_compare_exchange_strong(&w->row->filing.pid, &pid, -pid);
	if (p->used && p->generation == f->filer.generation) {
		if (atomic_load(&p->filed) >= f->filer.revision)
			report(w, &f->filer);
		else
			put_off(w, &f->filer);
	}
	free(f);
}

static void
watch(struct worker *w, struct filing *f)
{
	f->worker = w;
	w->store.filing = f;
	event_assign(&f->event, w->base, f->pidfd, EV_READ | EV_PERSIST,
	    on_end, f);
	event_add(&f->event, NULL);
}

/* The worker before us may have left one at work. */
static bool
inherit(struct worker *w)
{
	struct filing_claim *claim = &w->row->filing;
	int32_t pid = atomic_load(&claim->pid);
	struct filing *f;
	int pidfd;

	if (pid <= 0 || clock_ms() - claim->begun_ms > LIFE_MS ||
	    claim->row >= BOUND_PROJECTS)
		return false;
	if ((pidfd = (int)syscall(SYS_pidfd_open, pid, 0)) == -1) {
		atomic_compare_exchange_strong(&claim->pid, &pid, -pid);
		return false;
	}
	f = xcalloc(1, sizeof *f);
	*f = (struct filing){ .pid = pid, .pidfd = pidfd,
	    .filer = { .row = claim->row, .generation = claim->generation,
	    .revision = claim->revision } };
	watch(w, f);
	return true;
}

/* Tell the directory what was counted here: at each edit it would cost more
 * than all else of a commit.  How much it has now. */
static uint64_t
note(struct worker *w, struct holding *h)
{
	struct project_row *p = row_of(w, h->row);
	uint64_t before = atomic_fetch_add(&p->unfiled, h->unfiled);

	if (before == 0 && h->unfiled > 0)
		atomic_store(&p->unfiled_ms, clock_ms());
	atomic_fetch_add(&p->unfiled_ns, h->unfiled_ns);
	before += h->unfiled;
	h->unfiled = h->unfiled_ns = 0;
	return before;
}

void
filing_start(struct worker *w, struct holding *h)
{
	struct project_row *p = row_of(w, h->row);
	struct filing *f;
	int memory;

	note(w, h);
	if (w->store.filing != NULL || atomic_load(&p->unfiled) == 0 ||
	    atomic_load(&p->store_id) == 0 ||
	    atomic_load(&p->filed) >= h->context->revision || inherit(w))
		return;
	f = xcalloc(1, sizeof *f);
	f->filer = (struct filer){ .context = h->context, .row = h->row,
	    .generation = h->generation, .id = atomic_load(&p->store_id),
	    .revision = h->context->revision, .begun_ms = clock_ms(),
	    .bytes = atomic_load(&p->unfiled),
	    .ns = atomic_load(&p->unfiled_ns) };
	f->pid = snapshot_fork(w, &memory, &f->pidfd);
	if (f->pid == 0)
		filer_run(w, &f->filer);
	if (f->pid == -1) {
		put_off(w, &f->filer);
		free(f);
		return;
	}
	close(memory);
	watch(w, f);
}

void
filing_look(struct worker *w, struct holding *h)
{
	struct project_row *p = row_of(w, h->row);
	uint64_t bytes = note(w, h), now_ms = clock_ms();

	if (w->store.filing != NULL)
		return;
	if (atomic_load(&p->store_id) != 0 &&
	    atomic_exchange(&p->file_wanted, 0) != 0) {
		filing_start(w, h);
		return;
	}
	if (bytes == 0 || now_ms < h->refile_ms)
		return;
	if (bytes > FILING_SIZE ||
	    atomic_load(&p->unfiled_ns) > FILING_COST_NS ||
	    now_ms - atomic_load(&p->unfiled_ms) > FILING_MS)
		filing_start(w, h);
}

void
filing_note(struct worker *w, struct holding *h, size_t len)
{
	h->unfiled += len;
	/* Not only at the next tick: workers may die before it. */
	if (h->unfiled > NOTED_EACH && note(w, h) > FILING_SIZE &&
	    w->segment->keeping->on)
		filing_look(w, h);
}

void
filing_cost(struct holding *h, uint64_t ns)
{
	h->unfiled_ns += ns;
}

void
filing_owe(struct worker *w, struct holding *h, uint64_t len)
{
	struct project_row *p = row_of(w, h->row);

	if (atomic_load(&p->unfiled) != 0)
		return;
	atomic_store(&p->unfiled_ms, clock_ms());
	atomic_store(&p->unfiled, len);
}

void
filing_forget(struct worker *w)
{
	free(w->store.filing);
	w->store.filing = NULL;
}
