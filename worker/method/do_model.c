/*
 * do_model · what agents do with a model as a whole
 *
 * To agents a project is a model, and its name is the handle they give.
 */
#include <string.h>

#include "text.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define PAGE	50		/* models on a page */
#define LINE	160		/* bytes of what a tool says */

/* A cursor is the place in the directory where the next page begins. */
static bool
read_cursor(const struct voxel_list_in *in, uint32_t *cursor)
{
	int64_t place = 0;

	if (in->has_cursor && !text_integer(in->cursor, 1, UINT32_MAX, &place))
		return false;
	*cursor = (uint32_t)place;
	return true;
}

static void
put_model(struct call *c, const struct project_facts *facts)
{
	reply_item(c);
	reply_text(c, "name", facts->name);
	reply_int(c, "revision", (int64_t)facts->revision);
	reply_bool(c, "open", facts->open);
	reply_item_end(c);
}

enum err
do_voxel_list(struct call *c, const struct voxel_list_in *in)
{
	struct project_facts facts;
	uint32_t cursor, before, count = 0;
	char line[LINE], next[16];
	bool more = false;

	if (!read_cursor(in, &cursor))
		return fail(c, ERR_PARAMS, "there is no page of this cursor");
	tool_open(c);
	reply_list(c, "models");
	for (before = cursor; !more &&
	    c->services->project_next(c, &cursor, &facts); before = cursor) {
		if (in->has_query && strstr(facts.name, in->query) == NULL)
			continue;
		if ((more = count == PAGE))
			break;
		put_model(c, &facts);
		count++;
	}
	reply_list_end(c);
	text_format(next, sizeof next, "%u", before);
	if (more)
		reply_text(c, "nextCursor", next);
	text_format(line, sizeof line, "%u model%s%s", count,
	    count == 1 ? "" : "s", more ? "; there are more" : "");
	return tool_close(c, &(struct tool_content){ .text = line });
}
