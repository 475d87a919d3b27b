/*
 * note - a request that comes again gets what it was answered first
 *
 * An edit with a request_key notes its result in the project, by an edit of
 * its own (request_note) that is committed in one record with what was done:
 * either both are there after a crash, or neither.
 */
#ifndef WORKER_NOTE_H
#define WORKER_NOTE_H

#include <stddef.h>

#include "worker/method/method.h"

/*
 * Once the project is found: if it has a note with the request's key, its
 * result becomes the call's, and call->recalled is set.  ERR_PARAMS with words
 * when another method was called with that key.
 */
enum err note_recall(struct call *call);

/* Bytes that the note of this call may add to its edits. */
size_t	 note_room(const struct call *call);

/* Note the result of a call that went well, if it has a key. */
void	 note_keep(const struct call *call, const char *result, size_t len);

#endif
