/*
 * test_heap - the memory and the life of one JavaScript engine
 */
#include <criterion/criterion.h>
#include <string.h>

#include "script/heap.h"

#define ROOM	((size_t)1 << 20)

static struct heap heap;
static char owner;

Test(heap, all_is_given_back_when_it_is_closed)
{
	duk_context *ctx = heap_open(&heap, ROOM, &owner);

	cr_assert_not_null(ctx);
	cr_assert_gt(heap.used, 1000);
	duk_eval_string_noresult(ctx, "var a = [], i; for (i = 0; i < 1000;"
	    " i++) a.push({ name: 'x' + i }); a = null");
	heap_close(ctx);
	cr_assert_eq(heap.used, 0);
}

Test(heap, it_knows_its_owner)
{
	duk_context *ctx = heap_open(&heap, ROOM, &owner);

	cr_assert_eq(heap_owner(ctx), &owner);
	heap_close(ctx);
}

Test(heap, memory_beyond_the_limit_is_an_error_that_can_be_caught)
{
	duk_context *ctx = heap_open(&heap, ROOM, &owner);

	cr_assert_neq(duk_peval_string(ctx, "var a = []; for (;;)"
	    " a.push('x' + a.length)"), 0);
	cr_assert(heap.refused);
	cr_assert_leq(heap.used, ROOM);
	cr_assert_eq(duk_peval_string(ctx, "a = null; 1 + 1"), 0);
	heap_close(ctx);
	cr_assert_eq(heap.used, 0);
}

Test(heap, what_fits_is_not_refused)
{
	duk_context *ctx = heap_open(&heap, ROOM, &owner);
	size_t room = ROOM - heap.used;

	duk_push_fixed_buffer(ctx, room - 1000);
	cr_assert(!heap.refused);
	heap_close(ctx);
}

Test(heap, an_engine_needs_some_room)
{
	cr_assert_null(heap_open(&heap, 1000, &owner));
	cr_assert(heap.refused);
	cr_assert_eq(heap.used, 0);
	heap_close(NULL);
}
