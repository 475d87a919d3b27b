/*
 * keeper - one process that puts edits on disk
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "keeper/keeper.h"
#include "log.h"
#include "shm/channel.h"
#include "store/reserve.h"

#define GATHER_MS	40	/* edits of so long go to disk together */
#define LOOK_MS		1000	/* between looks at everything */
#define PATIENCE_MS	3000	/* with another server's keeper */

/* What a person must be told, once a second at most. */
static enum err
open_store(struct keeper *k)
{
	uint64_t until_ms = clock_ms() + PATIENCE_MS;
	char why[FOLDER_WHY];
	enum err err;

	if (folder_open(k->heritage->config->data_dir, &k->folder, why) !=
	    OK) {
		log_warnx("%s", why);
		return ERR_IO;
	}
	/* A keeper whose server was killed stores the rest before it ends. */
	while ((err = journal_open(&k->folder, &k->journal)) == ERR_BUSY &&
	    clock_ms() < until_ms)
		usleep(1000);
	if (err != OK) {
		log_warnx("data_dir %s: %s", k->folder.path, k->journal.why);
		return err;
	}
	atomic_store(&k->keeping->full,
	    reserve_make(&k->folder, RESERVE_SIZE) != OK);
	return OK;
}

/* A project in the journal is in the directory already, or was deleted. */
static bool
is_known(struct keeper *k, const struct journal_project *p)
{
	struct projects *all = k->segment->projects;
	int found = projects_find(all, p->name);
	uint32_t row;

	if (found >= 0) {
		k->filed[found] = p->filed;
		return true;
	}
	if (atomic_load(&all->erasing) == 0)
		return false;
	for (row = 0; row < atomic_load(&all->count); row++)
		if (atomic_load(&all->row[row].erase) &&
		    (atomic_load(&all->row[row].store_id) == p->id ||
		    strcmp(all->row[row].name, p->name) == 0))
			return true;
	return false;
}

static enum err
restore(void *arg, const struct journal_project *p)
{
	struct keeper *k = arg;
	uint32_t workers = (uint32_t)k->heritage->config->workers;
	int row;

	if (is_known(k, p))
		return OK;
	row = projects_restore(k->segment->projects, p->name,
	    (uint32_t)(p->id % workers), p->id, p->revision);
	if (row < 0) {
		log_warnx("the store has more than %d projects -- '%s' and "
		    "others stay there unseen", BOUND_PROJECTS, p->name);
		return OK;
	}
	k->filed[row] = p->filed;
	atomic_store(&k->segment->projects->row[row].filed, p->filed);
	return OK;
}

/* Say whether the store could be opened, and which projects it has. */
static enum err
begin(struct keeper *k)
{
	struct message ready = { .kind = MESSAGE_READY };
	bool first = atomic_load(&k->keeping->begun) == 0;
	enum err err = open_store(k);

	if (err == OK && (err = journal_projects(&k->journal, restore, k)) !=
	    OK)
		log_warnx("data_dir %s: %s", k->folder.path, k->journal.why);
	if (err == OK && first)
		keeper_sweep(k);
	ready.conn = err;
	ready.generation = (uint32_t)getpid();
	channel_send(k->heritage->channel, &ready, -1);
	return err;
}

/* The disk is full, or the handle is: a fresh one, and the reserve is used. */
static void
begin_anew(struct keeper *k)
{
	enum err err;

	log_warnx("the disk of data_dir %s is full -- edits are refused until "
	    "there is room", k->folder.path);
	atomic_store(&k->keeping->full, 1);
	reserve_release(&k->folder);
	journal_close(&k->journal);
	if ((err = journal_open(&k->folder, &k->journal)) != OK &&
	    err != ERR_FULL)
		fatal("data_dir %s: %s", k->folder.path, k->journal.why);
	if (err == ERR_FULL)
		usleep(LOOK_MS * 1000);
}

/* Is there room again? */
static void
look_for_room(struct keeper *k)
{
	if (!atomic_load(&k->keeping->full) ||
	    reserve_make(&k->folder, RESERVE_SIZE) != OK)
		return;
	atomic_store(&k->keeping->full, 0);
	log_info("the disk of data_dir %s has room again", k->folder.path);
}

static void
ring_workers(struct keeper *k)
{
	const struct heritage *h = k->heritage;
	uint32_t row;

	if (!k->power)
		return;
	for (row = 0; row < BOUND_WORKERS; row++)
		if (h->bells[row] != -1 &&
		    atomic_load(&k->segment->workers[row].pid) != 0)
			eventfd_write(h->bells[row], 1);
}

static void
pass(struct keeper *k)
{
	enum err err = k->journal.db == NULL ? ERR_FULL : keeper_pass(k);

	if (err == OK)
		err = journal_tidy(&k->journal, JOURNAL_WAL);
	k->last_ms = clock_ms();
	if (err == ERR_FULL) {
		begin_anew(k);
		return;
	}
	/* What failed on this handle may be half there: the next keeper reads
	 * what really is. */
	if (err != OK)
		fatal("the store failed: %s", k->journal.why);
	ring_workers(k);
}

static bool
has_work(const struct keeper *k)
{
	uint32_t word;

	if (atomic_load(&k->keeping->wanted) > atomic_load(&k->keeping->done))
		return true;
	for (word = 0; word < KEEPING_WORDS; word++)
		if (atomic_load(&k->keeping->mark[word]) != 0)
			return true;
	return false;
}

/* Nothing comes over the channel but its end. */
static void
await(struct keeper *k, int ms)
{
	struct pollfd fds[2] = { { .fd = k->heritage->channel,
	    .events = POLLIN }, { .fd = k->heritage->keeper_bell,
	    .events = POLLIN } };
	eventfd_t rings;

	poll(fds, 2, ms);
	if (fds[1].revents)
		eventfd_read(k->heritage->keeper_bell, &rings);
	if (fds[0].revents & (POLLIN | POLLHUP | POLLERR))
		k->orphan = true;
}

/* Until there is something to do; false: time has only passed. */
static bool
sleep_until_rung(struct keeper *k)
{
	bool marked;

	atomic_store(&k->keeping->sleeping, 1);
	if (!(marked = has_work(k)))
		await(k, LOOK_MS);
	atomic_store(&k->keeping->sleeping, 0);
	return marked || has_work(k);
}

/* With durability process edits are gathered, since nobody waits for them; but
 * somebody may for a project, and rings. */
static void
gather(struct keeper *k)
{
	uint64_t since;

	while (!k->power && !k->orphan &&
	    !atomic_exchange(&k->keeping->hurry, 0) &&
	    (since = clock_ms() - k->last_ms) < GATHER_MS)
		await(k, (int)(GATHER_MS - since));
}

static void
serve(struct keeper *k)
{
	uint64_t looked_ms = clock_ms();

	while (!k->orphan) {
		if (sleep_until_rung(k)) {
			gather(k);
			pass(k);
		}
		if (clock_ms() - looked_ms < LOOK_MS)
			continue;
		/* A worker may have died before it could mark. */
		looked_ms = clock_ms();
		keeper_mark_all(k);
		look_for_room(k);
		log_follow();	/* no signal comes here */
		log_tell_held();
	}
}

/* The server ends in order, or its master has died: the last edits. */
static void
end(struct keeper *k)
{
	keeper_mark_all(k);
	pass(k);
	if (k->journal.db != NULL) {
		journal_tidy(&k->journal, 0);
		journal_close(&k->journal);
	}
}

void
keeper_main(struct heritage *heritage)
{
	static struct keeper k;		/* everything the keeper knows */
	struct segment *s = heritage->segment;

	log_name("keeper");
	umask(077);
	signal(SIGINT, SIG_IGN);	/* a terminal's ^C is for the master */
	signal(SIGQUIT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);	/* a limit is a full disk */
	k = (struct keeper){ .heritage = heritage, .segment = s,
	    .keeping = s->keeping,
	    .power = heritage->config->durability == DURABILITY_POWER,
	    .filed = xcalloc(BOUND_PROJECTS, sizeof *k.filed) };
	rings_open(&k.rings, s->fd, s->rings_start, s->holders, BOARD_MASTER);
	mem_init(&k.mem, 64u << 10, BOUND_REQUEST_MEM);
	buf_init(&k.row, BOUND_REQUEST_MEM);
	if (begin(&k) != OK)
		_exit(1);
	keeper_mark_all(&k);
	serve(&k);
	end(&k);
	_exit(0);
}
