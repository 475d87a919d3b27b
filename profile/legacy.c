/*
 * legacy - a profile as gperftools writes it
 *
 * Words of 8 bytes, the machine's own way round:
 *
 *	0 3 0 PERIOD 0		a header of 3 words after the first two
 *	COUNT DEPTH PC...	a stack, innermost first; again and again
 *	0 1 0			the end
 *
 * Of memory it is text: "heap profile:" and the sums, then a line a stack.
 * Behind either is the text of /proc/self/maps, by which a viewer finds which
 * file an address is of.  It names no function: viewers need the binary, or
 * ask for /debug/pprof/symbol.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "profile/forms.h"

#define PIECE	4096		/* bytes read at once */

static void
put_word(struct buf *out, uint64_t word)
{
	buf_add(out, &word, sizeof word);
}

static void
put_maps(struct buf *out)
{
	int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	char piece[PIECE];
	ssize_t n;

	if (fd == -1)
		return;
	while ((n = read(fd, piece, sizeof piece)) > 0)
		buf_add(out, piece, (size_t)n);
	close(fd);
}

/* Objects and bytes alive, and in brackets those ever made: here both are
 * what is told. */
static void
put_counts(struct buf *out, uint64_t count, uint64_t amount)
{
	buf_add_format(out, "%6" PRIu64 ": %8" PRIu64 " [%6" PRIu64 ": %8"
	    PRIu64 "] @", count, amount, count, amount);
}

static void
put_memory(const struct profile *p, struct buf *out)
{
	const struct profile_stack *s;
	uint32_t frame;

	buf_add_text(out, "heap profile: ");
	put_counts(out, p->count, p->amount);
	buf_add_text(out, " heapprofile\n");
	for (s = p->stack; s < p->stack + p->stacks; s++) {
		put_counts(out, s->count, s->amount);
		for (frame = 0; frame < s->depth; frame++)
			buf_add_format(out, " 0x%016" PRIx64,
			    s->frame[frame]);
		buf_add_text(out, "\n");
	}
	buf_add_text(out, "\nMAPPED_LIBRARIES:\n");
	put_maps(out);
}

static void
put_cpu(const struct profile *p, struct buf *out)
{
	const uint64_t head[] = { 0, 3, 0, profile_period_ns(p) / 1000, 0 };
	const uint64_t end[] = { 0, 1, 0 };
	const struct profile_stack *s;
	uint32_t frame;

	buf_add(out, head, sizeof head);
	for (s = p->stack; s < p->stack + p->stacks; s++) {
		put_word(out, s->count);
		put_word(out, s->depth);
		for (frame = 0; frame < s->depth; frame++)
			put_word(out, s->frame[frame]);
	}
	buf_add(out, end, sizeof end);
	put_maps(out);
}

void
legacy_put(const struct profile *p, struct buf *out)
{
	if (p->kind == PROFILE_CPU)
		put_cpu(p, out);
	else
		put_memory(p, out);
}
