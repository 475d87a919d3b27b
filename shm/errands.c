/*
 * errands - commands of the stats socket that a worker has for the master
 */
#include <assert.h>
#include <string.h>

#include "shm/errands.h"
#include "text.h"

struct errand *
errands_find(struct errands *e, uint64_t key)
{
	uint32_t state;
	int i;

	for (i = 0; i < ERRANDS; i++) {
		state = atomic_load(&e->at[i].state);
		if ((state == ERRAND_ASKED || state == ERRAND_DONE) &&
		    e->at[i].key == key)
			return &e->at[i];
	}
	return NULL;
}

/* A place that is free, or was left. */
static struct errand *
claim(struct errands *e, uint64_t now_ms)
{
	struct errand *errand;
	uint32_t state;
	int i;

	for (i = 0; i < ERRANDS; i++) {
		errand = &e->at[i];
		state = atomic_load(&errand->state);
		if (state != ERRAND_FREE && now_ms - ERRAND_KEPT_MS <
		    atomic_load(&errand->since_ms))
			continue;
		if (!atomic_compare_exchange_strong(&errand->state, &state,
		    ERRAND_CLAIMED))
			continue;
		atomic_store(&errand->since_ms, now_ms);
		return errand;
	}
	return NULL;
}

struct errand *
errands_ask(struct errands *e, uint64_t key, const char *line, bool may_all,
    uint64_t now_ms)
{
	struct errand *errand = claim(e, now_ms);

	assert(strlen(line) < ERRAND_LINE);
	if (errand == NULL)
		return NULL;
	errand->key = key;
	errand->may_all = may_all;
	errand->len = 0;
	text_copy(errand->line, sizeof errand->line, line);
	atomic_store(&errand->state, ERRAND_ASKED);
	return errand;
}

void
errand_answer(struct errand *errand, const char *answer, uint32_t len)
{
	assert(len <= ERRAND_ANSWER);
	memcpy(errand->answer, answer, len);
	errand->len = len;
	atomic_store(&errand->state, ERRAND_DONE);
}

void
errand_forget(struct errand *errand)
{
	atomic_store(&errand->state, ERRAND_FREE);
}
