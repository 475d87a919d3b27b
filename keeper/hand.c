/*
 * hand · a stored project for the worker that wants it
 */
#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keeper/keeper.h"
#include "log.h"
#include "shm/channel.h"
#include "store/handover.h"
#include "store/project.h"

/* One on its way. */
struct hand {
	struct keeper	*keeper;
	struct handover	 head;
	int		 fd;		/* the memory file */
};

static bool
put(struct hand *h, const void *bytes, size_t len)
{
	const char *at = bytes;
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n)
		if ((n = write(h->fd, at, len)) <= 0)
			return false;
	return true;
}

/* Put a checkpoint file there, if it is whole; the revision it leads to. */
static bool
put_file(struct hand *h, uint64_t id, uint64_t revision)
{
	int file = folder_get(&h->keeper->folder, id, revision);
	uint64_t found = 0;
	struct stat st;
	void *bytes;
	bool good;

	if (file == -1)
		return false;
	if (fstat(file, &st) == -1 || st.st_size == 0 || (bytes = mmap(NULL,
	    (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file, 0)) ==
	    MAP_FAILED) {
		close(file);
		return false;
	}
	good = project_check(bytes, (size_t)st.st_size, &found) == OK &&
	    found == revision && put(h, bytes, (size_t)st.st_size);
	if (good) {
		h->head.file = (uint64_t)st.st_size;
		h->head.revision = revision;
	}
	munmap(bytes, (size_t)st.st_size);
	close(file);
	return good;
}

static enum err
put_row(void *arg, const struct journal_row *row)
{
	struct hand *h = arg;

	if (!put(h, row->bytes, row->len))
		return ERR_FULL;
	h->head.records += row->len;
	h->head.revision = row->last;
	return OK;
}

static bool
begin(struct hand *h)
{
	return ftruncate(h->fd, 0) == 0 && lseek(h->fd, 0, SEEK_SET) == 0 &&
	    put(h, &h->head, sizeof h->head);
}

/* The newest file that is whole; without one the journal must have it all. */
static bool
put_base(struct hand *h, const struct journal_project *p)
{
	if (p->filed != 0 && begin(h) && put_file(h, p->id, p->filed))
		return true;
	if (p->filed != 0)
		log_warnx("project %" PRIu64 ": the file of revision %" PRIu64
		    " is damaged or gone -- the one before is taken", p->id,
		    p->filed);
	if (p->filed_before != 0 && begin(h) &&
	    put_file(h, p->id, p->filed_before))
		return true;
	return begin(h);
}

/* The whole of it, or false, with the reason logged. */
static bool
make(struct hand *h, const struct project_row *row)
{
	struct keeper *k = h->keeper;
	struct journal_project p;

	if (journal_find(&k->journal, row->name, &p) != OK || p.id == 0 ||
	    !put_base(h, &p) || journal_read(&k->journal, p.id,
	    h->head.revision, put_row, h) != OK) {
		log_warnx("project '%s' cannot be read from the store: %s",
		    row->name, k->journal.why);
		return false;
	}
	if (h->head.revision != p.revision) {
		log_warnx("project '%s' is stored up to revision %" PRIu64
		    " of %" PRIu64, row->name, h->head.revision, p.revision);
		return false;
	}
	return pwrite(h->fd, &h->head, sizeof h->head, 0) ==
	    (ssize_t)sizeof h->head;
}

void
keeper_hand(struct keeper *k, uint32_t row)
{
	struct project_row *p = &k->segment->projects->row[row];
	struct hand h = { .keeper = k, .head = { .magic = HANDOVER_MAGIC,
	    .row = row, .generation = p->generation } };
	struct message m = { MESSAGE_CHECKPOINT, row, p->generation };
	bool made;

	h.fd = memfd_create("goxeld", MFD_CLOEXEC);
	made = h.fd != -1 && make(&h, p);
	/* Before it is sent, so that a new wish is seen. */
	atomic_store(&p->wish, made ? WISH_NONE : WISH_FAILED);
	if (channel_send(k->heritage->channel, &m, made ? h.fd : -1) ==
	    ERR_FULL)
		log_debug("the master is slow -- its owner asks again");
	if (h.fd != -1)
		close(h.fd);
}
