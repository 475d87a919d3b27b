#include <criterion/criterion.h>
#include <string.h>

#include "worker/mcp/session.h"

static const uint8_t key[SESSION_KEY] = { 1, 2, 3 };

Test(session, id_says_what_was_agreed_on)
{
	char id[SESSION_ID + 1];
	struct session s;

	session_make(key, MCP_2025_06_18, MCP_CLIENT_ROOTS, id);
	cr_assert_eq(strlen(id), SESSION_ID);
	cr_assert_eq(strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
	    "tuvwxyz0123456789-_"), SESSION_ID);
	cr_assert(session_read(key, id, SESSION_ID, &s));
	cr_assert_eq(s.version, MCP_2025_06_18);
	cr_assert_eq(s.client, MCP_CLIENT_ROOTS);
	cr_assert_neq(s.number, 0);
}

Test(session, two_have_different_numbers)
{
	char id[SESSION_ID + 1];
	struct session one, two;

	session_make(key, MCP_2025_06_18, 0, id);
	session_read(key, id, SESSION_ID, &one);
	session_make(key, MCP_2025_06_18, 0, id);
	session_read(key, id, SESSION_ID, &two);
	cr_assert_neq(one.number, two.number);
}

Test(session, every_changed_character_is_noticed)
{
	char id[SESSION_ID + 1], was;
	struct session s;
	unsigned i;

	session_make(key, MCP_2025_11_25, 0, id);
	for (i = 0; i < SESSION_ID; i++) {
		was = id[i];
		id[i] = was == 'A' ? 'B' : 'A';
		cr_assert_not(session_read(key, id, SESSION_ID, &s), "%u", i);
		id[i] = was;
	}
	cr_assert(session_read(key, id, SESSION_ID, &s));
}

Test(session, id_of_another_server_or_length_is_none)
{
	static const uint8_t other[SESSION_KEY] = { 9 };
	char id[SESSION_ID + 1];
	struct session s;

	session_make(other, MCP_2025_11_25, 0, id);
	cr_assert_not(session_read(key, id, SESSION_ID, &s));
	cr_assert_not(session_read(other, id, SESSION_ID - 1, &s));
	cr_assert_not(session_read(other, "", 0, &s));
	cr_assert(session_read(other, id, SESSION_ID, &s));
}
