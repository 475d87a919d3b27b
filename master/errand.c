/*
 * errand - commands that came by a page of the admin listener, carried out
 *
 * They are those of the stats socket, and its table is the only one.
 */
#include "master/command.h"
#include "master/errand.h"
#include "master/listing.h"
#include "text.h"

#define ANSWER_MOST	(64u << 20)	/* bytes, before it is cut off */

static void
refuse(struct buf *out, const char *words)
{
	struct query q = query_of(FORM_JSON);

	buf_trim(out, 0);
	record_error(out, &q, words);
}

static void
run(struct master *m, struct errand *errand)
{
	char line[QUERY_LINE], command[QUERY_LINE];
	const char *at = line;
	struct buf out;

	errand->line[ERRAND_LINE - 1] = '\0';
	text_format(line, sizeof line, "json %s", errand->line);
	buf_init(&out, ANSWER_MOST);
	if (command_next(&at, command) && *at == '\0')
		command_run(m, errand->may_all ? MAY_ALL : MAY_LOOK, command,
		    &out);
	else
		refuse(&out, "one command is carried out at a time");
	if (out.failed || out.len > ERRAND_ANSWER)
		refuse(&out, "the answer is too large; limit=N shows less");
	errand_answer(errand, out.bytes, (uint32_t)out.len);
	buf_fini(&out);
}

void
errand_run_all(struct master *m)
{
	struct errand *errand;
	int i;

	for (i = 0; i < ERRANDS; i++) {
		errand = &m->segment.errands->at[i];
		if (atomic_load(&errand->state) == ERRAND_ASKED)
			run(m, errand);
	}
}
