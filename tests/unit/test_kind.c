#include <criterion/criterion.h>
#include <string.h>

#include "client/kind.h"

static void
is(const char *line, enum kind kind)
{
	cr_assert_eq(kind_of(line, strlen(line)), kind, "%d: %s",
	    (int)kind_of(line, strlen(line)), line);
}

Test(kind, request_has_a_method_and_an_id_in_any_order)
{
	is("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n",
	    KIND_REQUEST);
	is("{\"method\":\"ping\",\"params\":{\"a\":[1]},\"id\":\"x\"}",
	    KIND_REQUEST);
	is(" {\"id\":1,\"method\":\"initialize\"}", KIND_INITIALIZE);
	is("{\"method\":\"subscriptions/listen\",\"id\":1}", KIND_LISTEN);
}

Test(kind, notification_has_no_id_of_its_own)
{
	is("{\"method\":\"notifications/cancelled\",\"params\":{\"id\":1}}",
	    KIND_NOTIFICATION);
	is("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
	    KIND_INITIALIZED);
}

Test(kind, answer_has_a_result_or_an_error)
{
	is("{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}", KIND_RESPONSE);
	is("{\"id\":null,\"error\":{\"code\":1}}", KIND_RESPONSE);
	is("{\"params\":{\"result\":1},\"method\":\"a\",\"id\":2}",
	    KIND_REQUEST);
}

Test(kind, what_is_no_message_is_answered_by_an_error)
{
	is("hello\n", KIND_REQUEST);
	is("{\"method\":\"ping\"", KIND_REQUEST);
	is("{\"id\":1}", KIND_REQUEST);
	is("[{\"method\":\"ping\",\"id\":1}]", KIND_REQUEST);
}

Test(kind, white_space_is_nothing)
{
	is("", KIND_BLANK);
	is(" \t\r\n", KIND_BLANK);
}
