/*
 * filing - a project as a checkpoint file on disk
 */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "log.h"
#include "mem.h"
#include "store/folder.h"
#include "store/project.h"
#include "worker/filing.h"
#include "worker/snapshot.h"

#define NICE	10		/* clients go first */

/* The one that is being written. */
struct filing {
	struct event	 event;		/* on pidfd */
	struct worker	*worker;
	pid_t		 pid;
	int		 pidfd;
	int		 memory;	/* nothing is in it */
	uint32_t	 row;
	uint32_t	 generation;
	uint64_t	 revision;
};

/* In the child. */
static __attribute__((noreturn)) void
write_file(const struct worker *w, const struct holding *h, uint64_t id)
{
	char why[FOLDER_WHY];
	struct folder folder;
	struct buf file;

	setpriority(PRIO_PROCESS, 0, NICE);
	buf_init(&file, SIZE_MAX);
	project_write(h->context, &file);
	if (file.failed) {
		log_warnx("project '%s' does not go into a file",
		    h->context->image->name);
		_exit(1);
	}
	if (folder_open(w->config->data_dir, &folder, why) != OK) {
		log_warnx("%s", why);
		_exit(1);
	}
	if (folder_put(&folder, id, h->context->revision, file.bytes,
	    file.len) != OK) {
		log_warn("project '%s': its file cannot be written",
		    h->context->image->name);
		_exit(1);
	}
	_exit(0);
}

static void
tell_keeper(struct filing *f)
{
	struct worker *w = f->worker;
	struct project_row *p = &w->segment->projects->row[f->row];

	if (!p->used || p->generation != f->generation)
		return;
	atomic_store(&p->filed_ms, clock_ms());
	atomic_store(&p->filed, f->revision);
	w->store.ring |= keeping_mark(w->segment->keeping, f->row);
	worker_count(w, COUNT_files_written, 1);
}

/* Again when as much time has passed as for a new edit. */
static void
put_off(struct filing *f)
{
	struct holding *h = f->worker->holdings[f->row];

	if (h == NULL || h->generation != f->generation || h->unfiled > 0)
		return;
	h->unfiled = 1;
	h->unfiled_since = clock_ms();
}

static void
on_end(int fd, short what, void *arg)
{
	struct filing *f = arg;
	int status = 0;

	(void)fd, (void)what;
	if (waitpid(f->pid, &status, WNOHANG) == 0)
		return;
	event_del(&f->event);
	close(f->pidfd);
	close(f->memory);
	f->worker->store.filing = NULL;
	if (status == 0)
		tell_keeper(f);
	else
		put_off(f);
	free(f);
}

void
filing_start(struct worker *w, struct holding *h)
{
	uint64_t id = atomic_load(&w->segment->projects->row[h->row].store_id);
	struct filing *f;

	if (w->store.filing != NULL || h->unfiled == 0 || id == 0)
		return;
	f = xcalloc(1, sizeof *f);
	*f = (struct filing){ .worker = w, .row = h->row,
	    .generation = h->generation, .revision = h->context->revision };
	f->pid = snapshot_fork(w, &f->memory, &f->pidfd);
	if (f->pid == 0)
		write_file(w, h, id);
	if (f->pid == -1) {
		log_warn("no process to write the file of '%s'",
		    h->context->image->name);
		free(f);
		return;
	}
	h->unfiled = h->unfiled_ns = 0;
	w->store.filing = f;
	event_assign(&f->event, w->base, f->pidfd, EV_READ | EV_PERSIST,
	    on_end, f);
	event_add(&f->event, NULL);
}

void
filing_look(struct worker *w, struct holding *h)
{
	if (h->unfiled > FILING_SIZE || h->unfiled_ns > FILING_COST_NS ||
	    (h->unfiled > 0 && clock_ms() - h->unfiled_since > FILING_MS))
		filing_start(w, h);
}

void
filing_forget(struct worker *w)
{
	free(w->store.filing);
	w->store.filing = NULL;
}
