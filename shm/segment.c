/*
 * segment - the memory that the master and its workers share
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "shm/segment.h"
#include "text.h"

#define PAGE	4096u

/* Where each part begins. */
struct plan {
	size_t workers, board, crashes, keeping, agents, subscribers, events,
	    errands, slowlog, layers, stacks, jobs, history, spans, samples,
	    memory, projects, holders, conns, rings;
};

static size_t
pages(size_t bytes)
{
	return (bytes + PAGE - 1) & ~(size_t)(PAGE - 1);
}

static struct plan
plan(uint32_t conns)
{
	struct plan p;

	p.workers = pages(sizeof(struct segment_head));
	p.board = p.workers + pages(BOUND_WORKERS * sizeof(struct worker_row));
	p.crashes = p.board + pages(sizeof(struct board));
	p.keeping = p.crashes + pages(sizeof(struct crashes));
	p.agents = p.keeping + pages(sizeof(struct keeping));
	p.subscribers = p.agents + pages(sizeof(struct agents));
	p.events = p.subscribers + pages(sizeof(struct subscribers));
	p.errands = p.events + pages(sizeof(struct events));
	p.slowlog = p.errands + pages(sizeof(struct errands));
	p.layers = p.slowlog + pages(sizeof(struct slowlog));
	p.stacks = p.layers + pages(sizeof(struct layers));
	p.jobs = p.stacks + pages(sizeof(struct stacks));
	p.history = p.jobs + pages(sizeof(struct jobs));
	p.spans = p.history + pages(sizeof(struct history));
	p.samples = p.spans + pages(sizeof(struct spans));
	p.memory = p.samples + pages(sizeof(struct samples));
	p.projects = p.memory + pages(sizeof(struct memory));
	p.holders = p.projects + pages(sizeof(struct projects));
	p.conns = p.holders + pages((rings_total() + 1) * sizeof(uint32_t));
	p.rings = p.conns + pages(conns * sizeof(struct conn_row));
	return p;
}

uint64_t
segment_layout(void)
{
	const uint64_t sizes[] = { sizeof(struct segment_head),
	    sizeof(struct worker_row), sizeof(struct board),
	    sizeof(struct crashes), sizeof(struct keeping),
	    sizeof(struct agents), sizeof(struct subscribers),
	    sizeof(struct events), sizeof(struct errands),
	    sizeof(struct slowlog),
	    sizeof(struct layers), sizeof(struct stacks),
	    sizeof(struct jobs), sizeof(struct history),
	    sizeof(struct spans), sizeof(struct samples),
	    sizeof(struct memory), sizeof(struct projects),
	    sizeof(struct conn_row), sizeof(struct conn_cut), rings_total(),
	    rings_bytes(), COUNTER_COUNT, ERR_COUNT };
	uint64_t hash = 0xcbf29ce484222325ull;	/* FNV-1a */
	size_t each;

	for (each = 0; each < sizeof sizes / sizeof sizes[0]; each++)
		hash = (hash ^ sizes[each]) * 0x100000001b3ull;
	return hash;
}

/* A shared-memory object that has no name any more. */
static int
open_nameless(void)
{
	char name[64];
	int fd;

	text_format(name, sizeof name, "/goxeld.%d.%llu", (int)getpid(),
	    (unsigned long long)clock_ns());
	fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd != -1)
		shm_unlink(name);
	return fd;
}

/* All but the rings, mapped; or NULL and errno. */
static char *
map(int fd, const struct plan *p)
{
	char *base;

	base = mmap(NULL, p->rings, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	return base == MAP_FAILED ? NULL : base;
}

/* Where everything is in this process. */
static void
carve(struct segment *s, char *base, const struct plan *p, uint32_t conns)
{
	s->head = (struct segment_head *)base;
	s->workers = (struct worker_row *)(base + p->workers);
	s->board = (struct board *)(base + p->board);
	s->crashes = (struct crashes *)(base + p->crashes);
	s->keeping = (struct keeping *)(base + p->keeping);
	s->agents = (struct agents *)(base + p->agents);
	s->events = (struct events *)(base + p->events);
	s->errands = (struct errands *)(base + p->errands);
	s->slowlog = (struct slowlog *)(base + p->slowlog);
	s->layers = (struct layers *)(base + p->layers);
	s->stacks = (struct stacks *)(base + p->stacks);
	s->subscribers = (struct subscribers *)(base + p->subscribers);
	s->jobs = (struct jobs *)(base + p->jobs);
	s->history = (struct history *)(base + p->history);
	s->spans = (struct spans *)(base + p->spans);
	s->samples = (struct samples *)(base + p->samples);
	s->memory = (struct memory *)(base + p->memory);
	s->projects = (struct projects *)(base + p->projects);
	s->holders = (_Atomic uint32_t *)(base + p->holders);
	s->conns = (struct conns){ .row = (struct conn_row *)(base + p->conns),
	    .count = conns };
}

static enum err
give_up(struct segment *s)
{
	int why = errno;

	close(s->fd);
	s->fd = -1;
	errno = why;
	return ERR_IO;
}

enum err
segment_make(struct segment *s, uint32_t conns)
{
	struct plan p = plan(conns);
	char *base;

	*s = (struct segment){ .mapped = p.rings, .rings_start = p.rings };
	if ((s->fd = open_nameless()) == -1)
		return ERR_IO;
	if (ftruncate(s->fd, (off_t)(p.rings + rings_bytes())) == -1 ||
	    (base = map(s->fd, &p)) == NULL)
		return give_up(s);
	carve(s, base, &p, conns);
	*s->head = (struct segment_head){ .magic = SEGMENT_MAGIC,
	    .layout = segment_layout(), .bytes = p.rings + rings_bytes(),
	    .conns = conns, .master = (int32_t)getpid(),
	    .started_ms = clock_ms() };
	projects_init(s->projects);
	subscribers_init(s->subscribers);
	return OK;
}

enum err
segment_adopt(struct segment *s, int fd)
{
	struct segment_head head;
	struct plan p;
	char *base;

	if (pread(fd, &head, sizeof head, 0) != (ssize_t)sizeof head)
		return ERR_IO;
	if (head.magic != SEGMENT_MAGIC || head.layout != segment_layout())
		return ERR_CORRUPT;
	p = plan(head.conns);
	*s = (struct segment){ .fd = fd, .mapped = p.rings,
	    .rings_start = p.rings };
	if ((base = map(fd, &p)) == NULL)
		return ERR_IO;
	carve(s, base, &p, head.conns);
	return OK;
}

void
segment_close(struct segment *s)
{
	munmap(s->head, s->mapped);
	close(s->fd);
}
