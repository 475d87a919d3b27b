/*
 * stack - where a process is, into its log, when it is asked
 */
#include <execinfo.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "stack.h"

#define FRAMES	64

static int out;			/* descriptor; set before the handler is */

void
stack_prepare(void)
{
	void *frame;

	backtrace(&frame, 1);
}

static void
write_stack(int signal)
{
	static const char title[] = "stack of the process that was asked:\n";
	void *frames[FRAMES];

	(void)signal;
	if (write(out, title, sizeof title - 1) > 0)
		backtrace_symbols_fd(frames, backtrace(frames, FRAMES), out);
}

void
stack_on_signal(int signal)
{
	struct sigaction action = { .sa_handler = write_stack,
	    .sa_flags = SA_RESTART };
	int fd = log_keep();

	out = fd < 0 ? STDERR_FILENO : fd;
	sigaction(signal, &action, NULL);
}
