#include <criterion/criterion.h>
#include <stdlib.h>

#include "shm/agents.h"

Test(agents, ended_session_stays_ended)
{
	struct agents *a = calloc(1, sizeof *a);

	cr_assert_not(agents_ended(a, 77));
	agents_end(a, 77);
	cr_assert(agents_ended(a, 77));
	cr_assert_not(agents_ended(a, 79));
	free(a);
}

Test(agents, oldest_of_a_full_set_is_forgotten)
{
	struct agents *a = calloc(1, sizeof *a);
	uint64_t i;

	for (i = 0; i <= AGENTS_ENDED; i++)
		agents_end(a, 1 + 2 * AGENTS_SETS * i);
	cr_assert_not(agents_ended(a, 1));
	cr_assert(agents_ended(a, 1 + 2 * AGENTS_SETS));
	cr_assert(agents_ended(a, 1 + 2 * AGENTS_SETS * AGENTS_ENDED));
	free(a);
}
