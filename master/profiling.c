/*
 * profiling - a CPU profile by the stats socket
 */
#include <string.h>

#include "clock.h"
#include "master/profiling.h"
#include "master/query.h"
#include "text.h"

#define OWNER	(1ull << 63)	/* no connection's */

static bool
take_word(struct master *m, struct profiling *p, const char *word,
    uint32_t *worker)
{
	int64_t row;

	if (strncmp(word, "worker=", 7) != 0)
		return (p->form = profile_form(word, strlen(word))) != NULL;
	if (!text_integer(word + 7, 0, (int64_t)m->seats - 1, &row))
		return false;
	*worker = (uint32_t)row;
	return true;
}

static bool
read_words(struct master *m, struct profiling *p, char *words,
    uint32_t *worker)
{
	char *word = query_word(&words);
	int64_t seconds;

	if (word == NULL ||
	    !text_integer(word, 1, SAMPLES_SECONDS, &seconds))
		return false;
	p->seconds = (uint32_t)seconds;
	p->form = profile_form("folded", 6);
	while ((word = query_word(&words)) != NULL)
		if (!take_word(m, p, word, worker))
			return false;
	return true;
}

bool
profiling_begin(struct master *m, struct profiling *p, char *words,
    char why[MASTER_WHY])
{
	uint32_t worker = SAMPLES_ALL;
	uint64_t owner = OWNER | clock_ns();

	if (!read_words(m, p, words, &worker)) {
		text_format(why, MASTER_WHY, "usage: " PROFILING_USAGE
		    "; at most %d seconds", SAMPLES_SECONDS);
		return false;
	}
	if (samples_open(m->segment.samples, owner, worker,
	    p->seconds * 1000) != OK) {
		text_copy(why, MASTER_WHY, "another profile is being taken; "
		    "ask again when it is done");
		return false;
	}
	p->owner = owner;
	return true;
}

void
profiling_end(struct master *m, struct profiling *p, struct buf *out)
{
	struct profile profile;

	profile_take(&profile, m->segment.samples,
	    workers_used(m->segment.workers), p->seconds);
	p->form->put(&profile, out);
	profile_free(&profile);
	profiling_forget(m, p);
}

void
profiling_forget(struct master *m, struct profiling *p)
{
	if (p->owner != 0)
		samples_close(m->segment.samples, p->owner);
	p->owner = 0;
}
