/*
 * process - what the system tells of a process
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct process_memory {
	uint64_t	 virtual, resident, shared;	/* bytes */
};

/* Each is false where the system does not tell. */
bool	 process_memory(pid_t pid, struct process_memory *out);
/* CPU time so far in nanoseconds, of all its threads; 0: it is gone. */
uint64_t process_cpu_ns(pid_t pid);
/* CPU seconds, and the start in seconds since 1970. */
bool	 process_times(pid_t pid, double *cpu, double *start);
/* Open descriptors; Linux tells since 6.2. */
bool	 process_descriptors(pid_t pid, uint64_t *open);

#endif
