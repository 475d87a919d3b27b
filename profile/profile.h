/*
 * profile - what samples of CPU or memory say, and the forms it is told in
 *
 * Equal stacks of the same process are one, with how often it was met and how
 * much CPU time or how many bytes that was.  Everything is a copy; the session
 * may end.
 *
 *	legacy	the file of gperftools, for google-pprof and pprof: binary of
 *		CPU, text of memory
 *	pprof	the gzipped protocol buffer of pprof, with names
 *	folded	a line a stack, outermost first, for flame graphs and grep
 *	svg	a flame graph
 *
 * Reading order: profile.c, symbols.c, then a file a form.
 */
#ifndef PROFILE_PROFILE_H
#define PROFILE_PROFILE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "profile/symbols.h"
#include "shm/memory.h"
#include "shm/samples.h"

#define PROFILE_PROCESS	32	/* bytes of "worker 63 shadow" */

/* What is told: CPU time, what is alive, or all that was ever made. */
enum profile_kind { PROFILE_CPU, PROFILE_HEAP, PROFILE_ALLOCS };

struct profile_stack {
	const uint64_t	*frame;		/* as struct sample has them */
	uint32_t	 depth;
	uint32_t	 worker, of;	/* of: enum sample_of */
	uint64_t	 count;		/* samples, or objects */
	uint64_t	 amount;	/* CPU nanoseconds, or bytes */
};

struct profile_location { uint64_t address; uint32_t function; };

/* Of the program itself, or of a library. */
struct profile_function { char name[SYMBOLS_NAME]; bool ours; };

struct profile {
	enum profile_kind kind;
	struct profile_stack *stack;
	size_t		 stacks;
	uint64_t	*frames;	/* all of them */
	/* Every address of an instruction, by address. */
	struct profile_location *location;
	size_t		 locations;
	struct profile_function *function;	/* no two names are equal */
	size_t		 functions;
	uint64_t	 count, amount;	/* of all */
	uint64_t	 lost;		/* samples, or bytes, that did not fit */
	uint64_t	 duration_ns;
	int64_t		 when;		/* unix seconds, of its end */
};

/* Of the current session, whose first `workers` rows were used. */
void	 profile_take(struct profile *p, const struct samples *s,
	    uint32_t workers, uint32_t seconds);
/* Of the memory of the first `workers` rows; of one only if `worker` is not
 * SAMPLES_ALL. */
void	 profile_take_memory(struct profile *p, enum profile_kind kind,
	    const struct memory *memory, uint32_t workers, uint32_t worker);
void	 profile_free(struct profile *p);

/* What a stack is as wide as: its samples, or its bytes. */
uint64_t profile_weight(const struct profile *p,
	    const struct profile_stack *s);
/* CPU time between two samples: measured, not what was asked for. */
uint64_t profile_period_ns(const struct profile *p);
/* The instruction of a frame: a caller's is the one before where it goes on. */
uint64_t profile_address(const struct profile_stack *s, uint32_t frame);
/* Its place in p->location; it is there. */
size_t	 profile_locate(const struct profile *p, uint64_t address);
/* The function of a frame. */
const struct profile_function *profile_function(const struct profile *p,
	    const struct profile_stack *s, uint32_t frame);
/* What process that was, as "worker 2 job". */
void	 profile_process(const struct profile_stack *s,
	    char out[PROFILE_PROCESS]);

struct profile_form {
	const char	*name, *type;	/* media type */
	const char	*file;		/* what it is saved as */
	void		(*put)(const struct profile *p, struct buf *out);
};

/* NULL: there is no such form. */
const struct profile_form *profile_form(const char *name, size_t len);

#endif
