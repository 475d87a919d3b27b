/*
 * fixture_input - tools and a prompt that ask for input in rounds (SEP-2322)
 *
 * Modern only.  Each round's answer says what is asked for; the request comes
 * again with the answers, and with the state if there was one.  What is missing
 * or makes no sense is asked for again; only what the client can do is asked
 * for at all.
 */
#ifndef WORKER_FIXTURE_INPUT_H
#define WORKER_FIXTURE_INPUT_H

#include "worker/fixture.h"

/*
 * Go on asking.  OK with *done: everything was answered, and nothing is
 * written yet; OK without: the result asks.  ERR_REQUEST: a->fault.
 */
enum err fixture_input_gather(struct agent *a, enum fixture id, bool *done);

/* Carry such a tool out. */
enum err fixture_input_call(struct agent *a, enum fixture id);

/* A text in the content of an answer to an elicitation, or NULL. */
const char *fixture_input_text(struct agent *a, const char *key,
	    const char *field);

/* An answer to an elicitation is well-formed. */
bool	 fixture_input_is_answer(const struct slice *said);

#endif
