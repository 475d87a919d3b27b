/*
 * mcp_progress - how far a request of MCP is, while its client waits
 */
#include <string.h>

#include "base/json.h"
#include "worker/mcp_progress.h"
#include "worker/stream.h"

#define NOTE		1024	/* bytes of one */

static void
put_note(struct json_out *out, const char *token, uint32_t percent)
{
	json_put_object(out);
	json_put_key(out, "jsonrpc");
	json_put_text(out, "2.0");
	json_put_key(out, "method");
	json_put_text(out, "notifications/progress");
	json_put_key(out, "params");
	json_put_object(out);
	json_put_key(out, "progressToken");
	json_put_raw(out, token, strlen(token));
	json_put_key(out, "progress");
	json_put_int(out, percent);
	json_put_key(out, "total");
	json_put_int(out, 100);
	json_put_object_end(out);
	json_put_object_end(out);
}

enum err
mcp_progress_tell(struct conn *c, const char *token, uint32_t percent)
{
	/* Of 0 percent the step is 1: something was told. */
	unsigned step = percent < 100 ? percent + 1 : 101;
	unsigned before = stream_step(c);
	struct json_out out;
	struct buf text;
	enum err err;

	if (step <= before)
		return OK;
	buf_init(&text, NOTE);
	json_out_open(&out, &text);
	put_note(&out, token, step - 1);
	err = text.failed ? ERR_IO : stream_send_steps(c, text.bytes, text.len,
	    step - before);
	buf_fini(&text);
	return err;
}
