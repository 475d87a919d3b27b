/*
 * filer - the child that writes a project's checkpoint file
 *
 *	claim	the row says who we are; we die with the worker
 *	outlive	from here on with the master only
 *	put	the file is whole, durable, and unknown
 *	tell	the directory has its revision: the keeper trims the journal
 *	leave	the claim is taken back
 *
 * A death anywhere costs the work alone.  Before `tell` nobody looks at the
 * file, and after it nobody needs us.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clock.h"
#include "killpoint.h"
#include "store/folder.h"
#include "store/project.h"
#include "worker/filer.h"

#define NICE	10		/* clients go first */

/* What we hear of the death of who has us. */
#ifdef FILER_DIES
#define FILER_DEATH	SIGKILL	/* the control of tests/store */
#else
#define FILER_DEATH	SIGHUP
#endif

static pid_t master;		/* for the handler below */

/* Our worker has died, and the master has us; or that has died. */
static void
on_parent_death(int number)
{
	(void)number;
	if (getppid() != master)
		_exit(1);
}

static void
outlive(const struct worker *w)
{
	pid_t parent;

	master = w->heritage->master;
	signal(SIGHUP, on_parent_death);
	prctl(PR_SET_PDEATHSIG, FILER_DEATH);
	parent = getppid();
	if (parent != atomic_load(&w->row->pid) && parent != master)
		_exit(1);
}

/* What a filer before us has left half-written, into *left. */
static void
claim(struct filing_claim *c, const struct filer *f, struct filing_claim *left)
{
	*left = *c;
	atomic_store(&c->doubted, 0);
	c->row = f->row;
	c->generation = f->generation;
	c->id = f->id;
	c->revision = f->revision;
	c->begun_ms = f->begun_ms;
	atomic_store(&c->pid, (int32_t)getpid());
}

/* Take back the claim, and end. */
static __attribute__((noreturn)) void
leave(struct filing_claim *c, int status)
{
	int32_t pid = (int32_t)getpid();

	atomic_compare_exchange_strong(&c->pid, &pid, 0);
	_exit(status);
}

static bool
put(const struct worker *w, const struct filer *f, struct folder *folder,
    const struct filing_claim *left)
{
	char why[FOLDER_WHY];
	struct buf file;

	if (folder_open(w->config->data_dir, folder, why) != OK)
		return false;
	if (atomic_load(&left->pid) != 0)
		folder_clear(folder, left->id, left->revision,
		    atomic_load(&left->pid));
	buf_init(&file, SIZE_MAX);
	project_write(f->context, &file);
	return !file.failed && folder_put(folder, f->id, f->revision,
	    file.bytes, file.len) == OK;
}

static void
subtract(_Atomic uint64_t *number, uint64_t less)
{
	uint64_t now = atomic_load(number);

	while (!atomic_compare_exchange_weak(number, &now,
	    now > less ? now - less : 0))
		;
}

static void
raise_to(_Atomic uint64_t *number, uint64_t value)
{
	uint64_t now = atomic_load(number);

	while (now < value &&
	    !atomic_compare_exchange_weak(number, &now, value))
		;
}

/* False: the project is gone. */
static bool
tell(const struct worker *w, const struct filer *f)
{
	struct project_row *p = &w->segment->projects->row[f->row];

	if (!p->used || p->generation != f->generation)
		return false;
	subtract(&p->unfiled, f->bytes);
	subtract(&p->unfiled_ns, f->ns);
	atomic_store(&p->unfiled_ms, f->begun_ms);
	atomic_store(&p->filed_ms, clock_ms());
	raise_to(&p->filed, f->revision);
	keeping_mark(w->segment->keeping, f->row);
	return true;
}

void
filer_run(struct worker *w, const struct filer *f)
{
	struct filing_claim *mine = &w->row->filing, left;
	struct folder folder;

	claim(mine, f, &left);
	outlive(w);
	KILLPOINT(filer_claimed);
	setpriority(PRIO_PROCESS, 0, NICE);
	if (!put(w, f, &folder, &left))
		leave(mine, 1);
	KILLPOINT(filer_written);
	if (atomic_load(&mine->doubted) || !tell(w, f)) {
		folder_remove(&folder, f->id, f->revision);
		leave(mine, 1);
	}
	KILLPOINT(filer_told);
	leave(mine, 0);
}
