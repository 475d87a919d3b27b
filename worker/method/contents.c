/*
 * contents - the result of a method that reads a resource
 */
#include "bounds.h"
#include "worker/method/contents.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

static void
put_begin(struct call *c, const char *mime)
{
	reply_open(c);
	reply_list(c, "contents");
	reply_item(c);
	if (c->agent != AGENT_NONE && c->subject != NULL)
		reply_text(c, "uri", c->subject);
	reply_text(c, "mimeType", mime);
}

/* The next reader may find something else. */
static enum err
put_end(struct call *c)
{
	reply_item_end(c);
	reply_list_end(c);
	if (c->agent == AGENT_NONE)
		return reply_close(c);
	if (c->agent == AGENT_MODERN) {
		reply_int(c, "ttlMs", 0);
		reply_text(c, "cacheScope", "private");
	}
	tool_put_end(c->out, c->agent == AGENT_MODERN);
	return OK;
}

enum err
contents_text(struct call *c, const char *mime, const char *text, size_t len)
{
	put_begin(c, mime);
	json_put_key(c->out, "text");
	json_put_bytes(c->out, text, len);
	return put_end(c);
}

enum err
contents_blob(struct call *c, const char *mime, const void *bytes, size_t len)
{
	put_begin(c, mime);
	reply_base64(c, "blob", bytes, len);
	return put_end(c);
}

void
contents_open(struct call *c, struct contents *in)
{
	buf_init(&in->text, BOUND_STRING);
	json_out_open(&in->out, &in->text);
	in->outer = c->out;
	c->out = &in->out;
	reply_open(c);
}

enum err
contents_close(struct call *c, struct contents *in)
{
	enum err err;

	reply_close(c);
	c->out = in->outer;
	err = in->text.failed ?
	    fail(c, ERR_TOO_BIG, "this is more than a resource may hold") :
	    contents_text(c, "application/json", in->text.bytes,
	    in->text.len);
	buf_fini(&in->text);
	return err;
}
