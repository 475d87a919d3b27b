/*
 * ops - the operations of voxel_build, made from tbl/build_ops.h
 */
#include "worker/method/ops.h"

#define BIT(name)	(1ull << MEMBER_##name)

#define OP_MEMBER(type, name, words)	{ #name, words },
const struct member_row member_rows[MEMBER_COUNT] = {
#include "tbl/build_ops.h"
};

#define NEEDS(name)	| BIT(name)
#define TAKES(name)
#define OP(id, makes, doc, example, members)	[OP_##id] = 0 members,
const uint64_t op_needs[OP_COUNT] = {
#include "tbl/build_ops.h"
};
#undef TAKES

#define TAKES(name)	| BIT(name)
#define OP(id, makes, doc, example, members)				\
	[OP_##id] = { #id, makes, doc, example, BIT(layer) members },
const struct op_row op_rows[OP_COUNT] = {
#include "tbl/build_ops.h"
};

static void
write_members(struct buf *out, uint64_t members, const char *title)
{
	const char *between = title;
	int i;

	for (i = 0; i < MEMBER_COUNT; i++) {
		if ((members >> i & 1) == 0 || i == MEMBER_layer)
			continue;
		buf_add_format(out, "%s`%s`", between, member_rows[i].name);
		between = ", ";
	}
	if (between != title)
		buf_add_text(out, ".\n");
}

static void
write_op(struct buf *out, enum op_kind kind)
{
	const struct op_row *row = &op_rows[kind];

	buf_add_format(out, "\n### %s\n%s\n", row->name, row->doc);
	write_members(out, op_needs[kind], "Needs ");
	write_members(out, row->takes & ~op_needs[kind], "Takes ");
	buf_add_format(out, "\n    %s\n", row->example);
}

void
ops_write_reference(struct buf *out)
{
	int i;

	buf_add_text(out, "# Operations of voxel_build\n\n"
	    "Each is a flat object with `op`; coordinates are integers, z is "
	    "up.  All are done in order, as one step of undo, or none is.\n\n"
	    "Where a shape stands: `box`; or `from` and `to`; or `from` and "
	    "`size`; or `center` (or `base`) with `radius` (and `height`) or "
	    "`size`.\n\n"
	    "`mode` is set (write the colour), add (blend a translucent one "
	    "over what is there), subtract (empty), paint (recolour what is "
	    "there) or intersect (keep only what is inside).\n\n"
	    "## Members\n");
	for (i = 0; i < MEMBER_COUNT; i++)
		buf_add_format(out, "- `%s`: %s\n", member_rows[i].name,
		    member_rows[i].words);
	buf_add_text(out, "\n## Operations\n");
	for (i = 0; i < OP_COUNT; i++)
		write_op(out, (enum op_kind)i);
}
