/*
 * completion - the result of completion/complete
 */
#include <string.h>

#include "worker/method/completion.h"
#include "worker/method/tool.h"

void
completion_open(struct completion *done, struct json_out *out,
    const char *prefix)
{
	*done = (struct completion){ .out = out, .prefix = prefix };
	json_put_object(out);
	json_put_key(out, "completion");
	json_put_object(out);
	json_put_key(out, "values");
	json_put_array(out);
}

void
completion_add(struct completion *done, const char *value)
{
	if (strncmp(value, done->prefix, strlen(done->prefix)) != 0)
		return;
	if (done->total++ < COMPLETION_MOST)
		json_put_text(done->out, value);
}

void
completion_close(struct completion *done, bool modern)
{
	json_put_array_end(done->out);
	json_put_key(done->out, "total");
	json_put_int(done->out, done->total);
	json_put_key(done->out, "hasMore");
	json_put_bool(done->out, done->total > COMPLETION_MOST);
	json_put_object_end(done->out);
	tool_put_end(done->out, modern);
}
