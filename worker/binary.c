/*
 * binary - what frames of DOOR_MCPB hold that is no JSON
 */
#include <string.h>

#include "mem.h"
#include "worker/answer.h"
#include "worker/binary.h"
#include "worker/dispatch.h"

struct read_request {
	uint32_t	layer;
	struct pos	min, max;
};

_Static_assert(sizeof(struct read_request) == 28, "it has no holes");

static enum err
take_edits(struct call *call, const struct frame *f)
{
	struct apply_edits_in *in = mem_take(call->mem, sizeof *in);

	if (in == NULL)
		return ERR_TOO_BIG;
	*in = (struct apply_edits_in){ .edits = { f->body, f->len },
	    .has_edits = true };
	call->method = &methods[METHOD_apply_edits];
	call->in = in;
	return OK;
}

static enum err
take_read(struct call *call, const struct frame *f)
{
	struct read_box_in *in = mem_take(call->mem, sizeof *in);
	struct read_request request;

	call->method = &methods[METHOD_read_box];
	if (in == NULL)
		return ERR_TOO_BIG;
	if (f->len != sizeof request)
		return fail(call, ERR_PARAMS, "a read must have %zu bytes, "
		    "not %zu", sizeof request, f->len);
	memcpy(&request, f->body, sizeof request);
	*in = (struct read_box_in){ .min = request.min, .has_min = true,
	    .max = request.max, .has_max = true,
	    .layer_id = (int32_t)request.layer, .has_layer_id = true };
	call->in = in;
	call->raw = true;
	return OK;
}

static enum err
take(struct call *call, const struct frame *f)
{
	switch (f->kind) {
	case FRAME_EDIT:
		return take_edits(call, f);
	case FRAME_READ:
		return take_read(call, f);
	default:
		return fail(call, ERR_METHOD, "there are no frames of kind "
		    "%u; 1 is JSON, 2 edits, 3 a read", f->kind);
	}
}

enum serve
binary_serve(struct conn *c, const struct frame *f)
{
	struct plan plan = { .next = conn_cut_copy(conn_cut(c->row)),
	    .style = STYLE_BARE };
	struct json_out out;
	struct call call;
	enum serve serve;
	enum err err;

	plan.next.rx_head += f->lead + f->len;
	dispatch_begin(c, &call, &out, &plan);
	err = dispatch(c, &call, take(&call, f), &plan);
	if (err == MOVE)
		serve = SERVE_MOVE;
	else if (err == WAIT)
		serve = SERVE_WAIT;
	else
		serve = answer_end(c, &plan, &call, err) == OK ? SERVE_ON :
		    SERVE_CLOSE;
	dispatch_end(c);
	return serve;
}
