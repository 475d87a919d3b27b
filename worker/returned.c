/*
 * returned - what a client that traces is told of its request's span
 */
#include <string.h>

#include "worker/method/tool.h"
#include "worker/returned.h"

static void
put_member(struct buf *reply, const struct plan *plan)
{
	buf_add_format(reply, "\"traceparent\":\"%s\"", plan->trace);
}

void
returned_put(struct buf *reply, const struct plan *plan)
{
	if (plan->in_meta)
		return;
	buf_add(reply, ",", 1);
	put_member(reply, plan);
}

static bool
ends_with(const struct buf *reply, const char *end)
{
	size_t len = strlen(end);

	return reply->len > len && memcmp(reply->bytes + reply->len - len,
	    end, len) == 0;
}

void
returned_put_meta(struct buf *reply, const struct plan *plan)
{
	if (!plan->in_meta || reply->failed)
		return;
	if (ends_with(reply, TOOL_MODERN_END)) {
		/* Into the _meta that is there. */
		reply->len -= sizeof "}}" - 1;
		buf_add(reply, ",", 1);
		put_member(reply, plan);
		buf_add(reply, "}}", 2);
	} else if (!plan->modern && ends_with(reply, "}")) {
		reply->len--;
		if (!ends_with(reply, "{"))
			buf_add(reply, ",", 1);
		buf_add_text(reply, "\"_meta\":{");
		put_member(reply, plan);
		buf_add(reply, "}}", 2);
	}
}
