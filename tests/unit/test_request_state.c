#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "worker/mcp/request_state.h"

static const uint8_t key[SESSION_KEY] = { 1, 2, 3 };
static struct mcp_message message;
static struct mem mem;

/* A call of a tool with these arguments and this state, "": none. */
static const struct mcp_message *
request(const char *tool, const char *arguments, const char *state)
{
	static char text[512];
	struct json j;

	if (mem.base == NULL)
		mem_init(&mem, 1 << 16, 1 << 20);
	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"tools/call\",\"params\":{\"name\":\"%s\","
	    "\"arguments\":%s,\"requestState\":\"%s\"}}", tool, arguments,
	    state);
	json_open(&j, text, strlen(text));
	cr_assert_eq(message_read(&message, &j), OK);
	return &message;
}

static void
make(unsigned round, char out[REQUEST_STATE + 1])
{
	cr_assert(request_state_make(key, request("build", "{\"a\":1}", ""),
	    &mem, round, out));
}

static bool
is_good(const char *tool, const char *arguments, const char *state,
    unsigned *round)
{
	return request_state_read(key, request(tool, arguments, state), &mem,
	    round);
}

Test(request_state, comes_back_with_its_round)
{
	char state[REQUEST_STATE + 1];
	unsigned round = 0;

	make(3, state);
	cr_assert_eq(strlen(state), REQUEST_STATE);
	cr_assert(is_good("build", "{\"a\":1}", state, &round));
	cr_assert_eq(round, 3);
}

Test(request_state, is_good_for_no_other_request)
{
	char state[REQUEST_STATE + 1];
	unsigned round;

	make(0, state);
	cr_assert_not(is_good("erase", "{\"a\":1}", state, &round));
	cr_assert_not(is_good("build", "{\"a\":2}", state, &round));
}

Test(request_state, every_changed_character_is_noticed)
{
	char state[REQUEST_STATE + 2];
	unsigned i, round;

	make(0, state);
	for (i = 0; i < REQUEST_STATE; i++) {
		state[i] = state[i] == 'A' ? 'B' : 'A';
		cr_assert_not(is_good("build", "{\"a\":1}", state, &round),
		    "%u", i);
		make(0, state);
	}
	strcat(state, "A");
	cr_assert_not(is_good("build", "{\"a\":1}", state, &round));
	cr_assert_not(is_good("build", "{\"a\":1}", "", &round));
}

Test(request_state, of_another_server_is_refused)
{
	static const uint8_t other[SESSION_KEY] = { 9 };
	char state[REQUEST_STATE + 1];
	unsigned round;

	request_state_make(other, request("build", "{}", ""), &mem, 0, state);
	cr_assert_not(is_good("build", "{}", state, &round));
}
