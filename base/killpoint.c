/*
 * killpoint - die at a numbered step, to show that nobody notices
 *
 * Whoever passes the first step maps the page; the master does before it
 * forks, so its children have the mapping too.  A step can be anywhere, so the
 * page is static; it is in no build that serves anybody.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "killpoint.h"

#define GONE_MS	50	/* for who is felled to be gone, wholly */

#define DIES	1
#define ACCEPTS	1
#define FELLS	1
#define UPGRADES	1
#define PASSES	0
#define LOSES	0
#define STEP(id, kind, doc)	[STEP_##id] = kind,
static const uint8_t dies[STEPS] = {
#include "tbl/killpoints.h"
};

/* Not mapped yet; MAP_FAILED: there is no file. */
static struct killpoint_page *page;

static struct killpoint_page *
find_page(void)
{
	const char *path;
	int fd;

	if (page != NULL)
		return page;
	page = MAP_FAILED;
	path = getenv("KILLPOINTS_FILE");
	if (path == NULL || (fd = open(path, O_RDWR | O_CLOEXEC)) == -1)
		return page;
	page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	close(fd);
	return page;
}

static void
die(struct killpoint_page *p, struct killpoint_count *count)
{
	if (atomic_load(&p->master) == getpid())
		return;
	if (count != NULL)
		atomic_fetch_add(&count->kills, 1);
	kill(getpid(), SIGKILL);
	pause();
}

/* A number that looks like chance: the hits are a sequence. */
static bool
is_odd(uint64_t hits, uint32_t odds)
{
	return odds != 0 &&
	    (hits * UINT64_C(0x9e3779b97f4a7c15) >> 32) % odds == 0;
}

/* Count the step: is it the one where somebody dies? */
static bool
is_due(struct killpoint_page *p, enum killpoint_step step)
{
	uint64_t hits = atomic_fetch_add(&p->step[step].hits, 1);

	if (!dies[step])
		return false;
	return (atomic_load(&p->armed) == (uint32_t)step + 1 &&
	    atomic_fetch_sub(&p->countdown, 1) == 1) ||
	    is_odd(hits + step, atomic_load(&p->odds));
}

void
killpoint_pass(enum killpoint_step step)
{
	struct killpoint_page *p = find_page();

	if (p != MAP_FAILED && is_due(p, step))
		die(p, &p->step[step]);
}

/* Every other time its death is complete before the master goes on: what it
 * had open is closed by then. */
void
killpoint_fell(enum killpoint_step step, pid_t pid)
{
	struct killpoint_page *p = find_page();
	struct pollfd gone = { .events = POLLIN };

	if (p == MAP_FAILED || pid <= 1 || !is_due(p, step))
		return;
	gone.fd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (kill(pid, SIGKILL) == 0 &&
	    atomic_fetch_add(&p->step[step].kills, 1) % 2 == 0)
		poll(&gone, 1, GONE_MS);
	close(gone.fd);
}

void
killpoint_poison(const char *method)
{
	struct killpoint_page *p = find_page();

	if (p != MAP_FAILED && p->poison[0] != '\0' &&
	    strncmp(p->poison, method, KILLPOINT_NAME) == 0)
		die(p, NULL);
}
