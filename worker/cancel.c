/*
 * cancel - requests that their client wants no more
 */
#include "shm/jobs.h"
#include "worker/cancel.h"
#include "worker/frame.h"
#include "worker/wire.h"

/* Bytes that are looked at again and again while they make no message: whoever
 * sends more at once cancels nothing. */
#define OVERHEARD	65536u

static uint64_t
hash(uint64_t sum, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	size_t i;

	for (i = 0; i < len; i++)	/* FNV-1a */
		sum = (sum ^ at[i]) * 0x100000001b3ull;
	return sum;
}

static uint64_t
make_tag(const uint64_t asked[3], const struct slice *id)
{
	uint64_t tag = hash(0xcbf29ce484222325ull, asked, 3 * sizeof *asked);

	tag = hash(tag, id->at, id->len);
	return tag != 0 ? tag : 1;
}

uint64_t
cancel_tag(const struct conn *c, uint64_t session, const struct slice *id)
{
	if (session == 0)
		return cancel_tag_of(c->index, c->generation, id);
	return make_tag((uint64_t[]){ session, 0, 0 }, id);
}

uint64_t
cancel_tag_of(uint32_t conn, uint32_t generation, const struct slice *id)
{
	return make_tag((uint64_t[]){ 0, (uint64_t)conn + 1, generation }, id);
}

void
cancel_tagged(const struct worker *w, uint64_t tag)
{
	jobs_cancel_tagged(w->segment->jobs, w->segment->workers, tag);
}

static bool
is_cancellation(const struct conn *c, const struct mcp_message *m,
    uint64_t tag)
{
	return m->kind == MCP_NOTIFICATION && m->method == MCP_cancelled &&
	    m->params.request_id.at != NULL &&
	    cancel_tag(c, 0, &m->params.request_id) == tag;
}

bool
cancel_overheard(struct conn *c, uint64_t tag, uint64_t *from)
{
	struct mcp_message m;
	const char *bytes;
	struct json j;
	size_t len;
	enum err err;

	if (c->row->door == DOOR_HTTP || frame_head(c) > 0)
		return false;
	while (*from < c->row->rx_tail) {
		len = c->row->rx_tail - *from;
		bytes = wire_received(c, *from);
		json_open(&j, bytes, len < OVERHEARD ? len : OVERHEARD);
		err = message_read(&m, &j);
		if (err != OK && err != ERR_REQUEST) {
			/* Not whole yet; or it never will be. */
			if (err != ERR_EMPTY || len >= OVERHEARD)
				*from = UINT64_MAX;
			return false;
		}
		*from += (size_t)(j.at - bytes);
		if (err == OK && is_cancellation(c, &m, tag))
			return true;
	}
	return false;
}
