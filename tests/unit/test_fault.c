#include <criterion/criterion.h>
#include <string.h>

#include "worker/mcp/fault.h"

static char text[1024];

static struct json_out *
begin(struct buf *b)
{
	static struct json_out out;

	buf_init(b, sizeof text - 1);
	json_out_open(&out, b);
	return &out;
}

static const char *
end(struct buf *b)
{
	memcpy(text, b->bytes, b->len);
	text[b->len] = '\0';
	buf_fini(b);
	return text;
}

Test(fault, set_makes_a_whole_fault_of_a_used_one)
{
	struct mcp_fault fault = { .data = "old" };

	cr_assert_eq(fault_set(&fault, MCP_NO_VERSION, 400, "%d", 7),
	    ERR_REQUEST);
	cr_assert_eq(fault.number, -32022);
	cr_assert_eq(fault.status, 400);
	cr_assert_str_eq(fault.why, "7");
	cr_assert_null(fault.data);
}

Test(fault, words_that_are_too_long_are_cut)
{
	struct mcp_fault fault;
	char words[2 * MCP_WHY];

	memset(words, 'a', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	fault_set(&fault, MCP_BAD_JSON, 400, "%s", words);
	cr_assert_eq(strlen(fault.why), MCP_WHY - 1);
}

Test(fault, put_writes_an_error_with_its_data)
{
	struct mcp_fault fault;
	struct buf b;

	fault_set(&fault, MCP_BAD_PARAMS, 400, "say \"x\"");
	fault_put(begin(&b), &fault);
	cr_assert_str_eq(end(&b),
	    "{\"code\":-32602,\"message\":\"say \\\"x\\\"\"}");
	fault.data = "{\"a\":1}";
	fault_put(begin(&b), &fault);
	cr_assert_str_eq(end(&b), "{\"code\":-32602,\"message\":"
	    "\"say \\\"x\\\"\",\"data\":{\"a\":1}}");
}

Test(fault, missing_resource_has_its_number_of_each_era)
{
	struct buf b;

	fault_put_unread(begin(&b), "voxel://a", "none", true);
	cr_assert_str_eq(end(&b), "{\"code\":-32602,\"message\":\"none\","
	    "\"data\":{\"uri\":\"voxel://a\"}}");
	fault_put_unread(begin(&b), NULL, "none", false);
	cr_assert_str_eq(end(&b), "{\"code\":-32002,\"message\":\"none\","
	    "\"data\":{\"uri\":\"\"}}");
}
