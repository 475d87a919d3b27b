/*
 * stack - where a process is, into its log, when it is asked
 *
 * For the watchdog: what it kills is asked first what it was doing.  The lines
 * are those of backtrace(3): program(+offset), for addr2line(1).
 */
#ifndef INCLUDE_STACK_H
#define INCLUDE_STACK_H

/* Load what is needed, so that later nothing is allocated in a handler.  Once,
 * before processes are forked. */
void	 stack_prepare(void);

/* Write the stack to the log, or to stderr, whenever this signal comes. */
void	 stack_on_signal(int signal);

#endif
