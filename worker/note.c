/*
 * note - a request that comes again gets what it was answered first
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/reply.h"
#include "worker/note.h"

#define REST	256	/* bytes of a note's encoding beside its texts */

static struct bytes
bytes_of(const char *text)
{
	return (struct bytes){ text, (uint32_t)strlen(text) };
}

enum err
note_recall(struct call *call)
{
	struct bytes key, method = bytes_of(call->method->name);
	const struct note *note;

	if (call->request_key == NULL || call->context == NULL)
		return OK;
	key = bytes_of(call->request_key);
	if ((note = notes_find(call->context->notes, &key)) == NULL)
		return OK;
	if (note->method.len != method.len ||
	    memcmp(note->method.at, method.at, method.len) != 0)
		return fail(call, ERR_PARAMS, "request_key '%s' was given to "
		    "%.*s before, not to %s; a key is for one request and its "
		    "repetitions", call->request_key, (int)note->method.len,
		    note->method.at, call->method->name);
	reply_raw(call, NULL, note->result.at, note->result.len);
	call->recalled = true;
	return OK;
}

size_t
note_room(const struct call *call)
{
	return call->request_key == NULL ? 0 :
	    REST + BOUND_KEY + BOUND_NAME + BOUND_NOTE;
}

/* What is told of a result that is larger than a note may hold: a picture
 * may be in it.  To an agent it has to be a tool's. */
static const char *
brief_result(const struct call *call)
{
	return call->agent == AGENT_NONE ? "null" :
	    "{\"content\":[{\"type\":\"text\",\"text\":\"This was done when it "
	    "was first asked for, and not again; what it answered was too "
	    "large to be kept. Look at the model.\"}],\"isError\":true,"
	    "\"resultType\":\"complete\"}";
}

/* Of a large one, that it went well is what a repetition is told. */
void
note_keep(const struct call *call, const char *result, size_t len)
{
	struct edit edit = { .kind = EDIT_request_note };
	struct edit_outcome outcome;

	if (call->request_key == NULL || call->recalled ||
	    call->context == NULL)
		return;
	edit.request_note.key = bytes_of(call->request_key);
	edit.request_note.method = bytes_of(call->method->name);
	edit.request_note.result = len <= BOUND_NOTE ?
	    (struct bytes){ result, (uint32_t)len } :
	    bytes_of(brief_result(call));
	edit_encode(&edit, call->edits);
	if (!call->edits->failed)
		context_apply(call->context, &edit, &outcome);
}
