#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/http.h"
#include "worker/mcp/header.h"

static struct mcp_fault fault;
static struct mem mem;

/* A request with this header line is checked against an argument. */
static enum err
check(const char *line, const char *said)
{
	struct http_reader reader = { 0 };
	struct http_head head = { 0 };
	struct mcp_carrier carrier = { .http = true, .head = &head };
	char text[256];

	if (mem.base == NULL)
		mem_init(&mem, 1 << 12, 1 << 16);
	fault = (struct mcp_fault){ 0 };
	snprintf(text, sizeof text, "POST /mcp HTTP/1.1\r\nHost: a\r\n%s%s\r\n",
	    line, *line != '\0' ? "\r\n" : "");
	cr_assert_eq(http_read_head(&reader, text, strlen(text), &head), OK);
	carrier.bytes = text;
	return header_check_param(&carrier, "Region", said, &mem, &fault);
}

static void
is_refused(const char *line, const char *said)
{
	cr_assert_eq(check(line, said), ERR_REQUEST, "%s", line);
	cr_assert_eq(fault.number, MCP_HEADER_MISMATCH);
	cr_assert_eq(fault.status, 400);
}

Test(header, parameter_that_repeats_its_argument_is_taken)
{
	cr_assert_eq(check("Mcp-Param-Region: north", "north"), OK);
	cr_assert_eq(check("mcp-param-region:  north ", "north"), OK);
	cr_assert_eq(check("", NULL), OK);
}

Test(header, parameter_in_base64_is_decoded_before)
{
	cr_assert_eq(check("Mcp-Param-Region: =?base64?SGVsbG8=?=", "Hello"),
	    OK);
	is_refused("Mcp-Param-Region: =?base64?SGVsbG8?=", "Hello");
	is_refused("Mcp-Param-Region: =?base64?SGVs!!!bG8=?=", "Hello");
}

Test(header, base64_without_both_ends_is_taken_by_its_letters)
{
	cr_assert_eq(check("Mcp-Param-Region: SGVsbG8=", "SGVsbG8="), OK);
	cr_assert_eq(check("Mcp-Param-Region: =?base64?SGVsbG8=",
	    "=?base64?SGVsbG8="), OK);
}

Test(header, parameter_and_argument_come_together_or_not_at_all)
{
	is_refused("", "north");
	is_refused("Mcp-Param-Region: north", NULL);
	is_refused("Mcp-Param-Region: north", "south");
	is_refused("Mcp-Param-Other: north", "north");
}
