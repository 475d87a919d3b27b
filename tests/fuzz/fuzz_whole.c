/*
 * fuzz_whole - any bytes as a packed project: refused, or one that can be
 * packed again, taken back to its first step and led to its last
 *
 * Inputs are without the sum at the end, which no fuzzer would find.
 */
#include <stdlib.h>

#include "goxel/format/whole.h"
#include "tests/fuzz/fuzz.h"

static void
require(bool truth)
{
	if (!truth)
		abort();
}

/* Steps may be refused (a clone too large), never go wrong. */
static void
lead(struct context *context)
{
	while (undo_back(context->undo, &context->image) == OK)
		require(image_layer(context->image, 0) != NULL);
	while (undo_forward(context->undo, &context->image) == OK)
		require(image_layer(context->image, 0) != NULL);
}

/* A past that turns out to be damaged costs all steps, but no others. */
static void
pack_again(const struct context *context)
{
	struct context *again = context_new("again", NULL);
	struct buf b;

	buf_init(&b, 64u << 20);
	whole_pack(context, &b);
	if (!b.failed)
		require(whole_unpack(b.bytes, b.len, again) == OK);
	require(b.failed || undo_steps(again->undo) == 0 ||
	    undo_steps(again->undo) == undo_steps(context->undo));
	buf_fini(&b);
	context_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct context *context = context_new("fuzz", NULL);
	uint64_t sum = whole_sum(bytes, len);
	struct buf b;

	buf_init(&b, SIZE_MAX);
	if (len > 0)
		buf_add(&b, bytes, len);
	buf_add_u64(&b, sum);
	if (whole_unpack(b.bytes, b.len, context) == OK) {
		pack_again(context);
		undo_unfold(context->undo);
		pack_again(context);
		lead(context);
	}
	buf_fini(&b);
	context_free(context);
	return 0;
}
