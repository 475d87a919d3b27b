/*
 * whereabouts - where this worker is in its program, when the master asks
 */
#include <execinfo.h>
#include <signal.h>

#include "worker/whereabouts.h"
#include "worker/worker.h"

static struct stack_row *ours;	/* for the handler */

static void
answer(int signal)
{
	uint32_t asked = atomic_load(&ours->asked);
	void *frames[STACK_FRAMES];
	int depth, i;

	(void)signal;
	depth = backtrace(frames, STACK_FRAMES);
	for (i = 0; i < depth; i++)
		ours->frame[i] = (uint64_t)(uintptr_t)frames[i];
	ours->depth = (uint32_t)depth;
	ours->anchor = (uint64_t)(uintptr_t)worker_main;
	atomic_store(&ours->answered, asked);
}

void
whereabouts_open(struct stack_row *row)
{
	struct sigaction action = { .sa_handler = answer,
	    .sa_flags = SA_RESTART };

	ours = row;
	sigaction(STACK_SIGNAL, &action, NULL);
}
