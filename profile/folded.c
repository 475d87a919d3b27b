/*
 * folded - a line a stack: process and functions, outermost first, and
 * samples, or bytes of memory
 *
 *	worker 0;_start;main;worker_main;conn_turn;apply_fill_box 41
 */
#include <inttypes.h>

#include "profile/forms.h"

void
folded_put(const struct profile *p, struct buf *out)
{
	const struct profile_stack *s;
	char process[PROFILE_PROCESS];
	uint32_t frame;

	for (s = p->stack; s < p->stack + p->stacks; s++) {
		profile_process(s, process);
		buf_add_text(out, process);
		for (frame = s->depth; frame-- > 0; ) {
			buf_add_text(out, ";");
			buf_add_text(out,
			    profile_function(p, s, frame)->name);
		}
		buf_add_format(out, " %" PRIu64 "\n",
		    profile_weight(p, s));
	}
}
