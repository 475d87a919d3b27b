/*
 * cell - one primitive, killed in a tight loop again and again
 */
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "tests/micro/cell.h"

#define LEAST_US	150	/* a life, once the child runs */
#define MOST_US		1200

int
cell_fork(void (*loop)(void *arg), void *arg)
{
	int pid = fork();

	if (pid == -1)
		fatal("no process");
	if (pid > 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	loop(arg);
	_exit(1);
}

void
cell_kill(int pid, uint64_t *seed, void (*serve)(void *arg), void *arg)
{
	uint64_t until_ns = clock_ns() + (LEAST_US +
	    cell_dice(seed, MOST_US - LEAST_US)) * 1000ull;

	while (clock_ns() < until_ns)
		if (serve != NULL)
			serve(arg);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

void *
cell_share(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		fatal("no memory to share");
	return at;
}

char
cell_byte(uint64_t pos)
{
	return (char)(pos * UINT64_C(0x9e3779b97f4a7c15) >> 56);
}

void
cell_fill(char *bytes, uint64_t pos, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		bytes[i] = cell_byte(pos + i);
}

bool
cell_is_right(const char *bytes, uint64_t pos, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (bytes[i] != cell_byte(pos + i))
			return false;
	return true;
}

uint32_t
cell_dice(uint64_t *seed, uint32_t sides)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((*seed >> 33) % sides);
}
