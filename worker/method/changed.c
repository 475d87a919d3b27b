/*
 * changed - what tools that edit tell of what they have done
 */
#include <inttypes.h>

#include "text.h"
#include "worker/method/changed.h"
#include "worker/method/reply.h"

void
changed_reply(struct call *c, const struct differ *differ)
{
	const struct box *box = &differ->box;
	int axis;

	reply_text(c, "model", c->project != NULL ? c->project :
	    c->context->image->name);
	reply_int(c, "revision", (int64_t)c->context->revision);
	reply_int(c, "changed", (int64_t)differ->voxels);
	if (differ->voxels == 0)
		return;
	reply_list(c, "bbox");
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->lo.at[axis]);
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->hi.at[axis] - 1);
	reply_list_end(c);
}

void
changed_line(const struct call *c, const struct differ *differ,
    const char *verb, char line[CHANGED_LINE])
{
	const int32_t *lo = differ->box.lo.at, *hi = differ->box.hi.at;

	if (differ->voxels == 0)
		text_format(line, CHANGED_LINE, "nothing %s; revision %" PRIu64,
		    verb, c->context->revision);
	else
		text_format(line, CHANGED_LINE, "%" PRIu64 " voxels %s in "
		    "[%d,%d,%d,%d,%d,%d]; revision %" PRIu64, differ->voxels,
		    verb, lo[0], lo[1], lo[2], hi[0] - 1, hi[1] - 1,
		    hi[2] - 1, c->context->revision);
}
