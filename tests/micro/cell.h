/*
 * cell - one primitive, killed in a tight loop again and again
 *
 * A child does one thing for ever; it is killed at a random instant; what it
 * left in shared memory is repaired as the master does, and compared with what
 * is known independently.  A primitive comes in two: as the server does it,
 * and naively.  The first may never be found wrong; the second must be, else
 * the kills missed the window and show nothing.
 */
#ifndef TESTS_MICRO_CELL_H
#define TESTS_MICRO_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct outcome {
	bool	 wrong;
	bool	 repaired;	/* the kill was where it hurts */
};

struct cell {
	const char	*name;
	bool		 naive;
	int		 how;		/* the primitive's own */
	struct outcome	(*kill)(const struct cell *cell, uint64_t *seed);
};

/* Fork a child that runs loop(arg) for ever. */
int	 cell_fork(void (*loop)(void *arg), void *arg);

/* Let it run a random while, calling serve(arg) meanwhile if there is one;
 * then kill it and wait until it is gone. */
void	 cell_kill(int pid, uint64_t *seed, void (*serve)(void *arg),
	    void *arg);

/* Zeroed memory that children share. */
void	*cell_share(size_t size);

/* The byte at every offset of a stream. */
char	 cell_byte(uint64_t pos);
void	 cell_fill(char *bytes, uint64_t pos, size_t len);
bool	 cell_is_right(const char *bytes, uint64_t pos, size_t len);

uint32_t cell_dice(uint64_t *seed, uint32_t sides);

struct outcome cell_socket(const struct cell *cell, uint64_t *seed);
struct outcome cell_hotlog(const struct cell *cell, uint64_t *seed);
struct outcome cell_growth(const struct cell *cell, uint64_t *seed);

/* How, of sockets. */
#define CELL_TCP	1
#define CELL_SENDS	2

#endif
