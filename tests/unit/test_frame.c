/*
 * test_frame - requests in frames, and their replies
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/station.h"
#include "worker/frame.h"
#include "worker/jsonrpc.h"

#define PING	"{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1}"

static struct station s;
static char message[4096];
static size_t size;

static void
begin(void)
{
	station_open(&s, TRANSPORT_UNIX);
	size = 0;
}

static void
end(void)
{
	station_close(&s);
}

TestSuite(frame, .init = begin, .fini = end);

static void
add(const void *bytes, size_t len)
{
	memcpy(message + size, bytes, len);
	size += len;
}

/* A frame of each kind around a text. */
static void
add_old(uint32_t id, const char *text)
{
	uint32_t head[4] = { __builtin_bswap32(id), 5,
	    __builtin_bswap32((uint32_t)strlen(text)), 9 };

	add(head, sizeof head);
	add(text, strlen(text));
}

static void
add_text(const char *text)
{
	uint32_t len = (uint32_t)strlen(text);

	add(&len, sizeof len);
	add(text, len);
}

static void
add_binary(unsigned kind, uint64_t id, const void *body, uint32_t len)
{
	uint16_t words[2] = { (uint16_t)kind, 0 };

	add(&len, sizeof len);
	add(words, sizeof words);
	add(&id, sizeof id);
	add(body, len);
}

static const char *
say(enum door door)
{
	s.row->door = (uint8_t)door;
	station_say(&s, message, size);
	size = 0;
	return station_hear(&s);
}

static uint32_t
big(const char *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof word);
	return __builtin_bswap32(word);
}

static uint32_t
little(const char *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

Test(frame, old_head_comes_back_with_its_id_and_the_time)
{
	const char *heard;

	add_old(0x01020304, PING);
	heard = say(DOOR_HEADER);
	cr_assert_eq(big(heard), 0x01020304);
	cr_assert_eq(big(heard + 4), 0);
	cr_assert_eq(big(heard + 8), strlen(heard + 16));
	cr_assert_gt(big(heard + 12), 0x60000);
	cr_assert_eq(strncmp(heard + 16, "{\"jsonrpc\":\"2.0\",\"result\":"
	    "{\"pong\":true", 38), 0, "%s", heard + 16);
	cr_assert_eq(heard[16 + big(heard + 8) - 1], '}');
}

Test(frame, several_frames_at_once_are_answered_in_order)
{
	const char *heard;
	uint32_t id;

	for (id = 1; id <= 3; id++)
		add_old(id, PING);
	heard = say(DOOR_HEADER);
	for (id = 1; id <= 3; id++) {
		cr_assert_eq(big(heard), id);
		heard += 16 + big(heard + 8);
	}
}

Test(frame, waits_until_it_is_whole)
{
	const char *heard;
	size_t at, whole;

	add_old(7, PING);
	whole = size;
	s.row->door = DOOR_HEADER;
	for (at = 0; at + 1 < whole; at++) {
		station_say(&s, message + at, 1);
		heard = station_hear(&s);
		cr_assert_eq(big(heard), 0);
	}
	station_say(&s, message + at, 1);
	cr_assert_eq(big(station_hear(&s)), 7);
}

Test(frame, a_batch_is_answered_in_one)
{
	const char *heard;

	add_old(9, " [" PING ",{\"jsonrpc\":\"2.0\",\"method\":\"ping\"},"
	    PING "] ");
	add_old(10, PING);
	heard = say(DOOR_HEADER);
	cr_assert_eq(big(heard), 9);
	cr_assert_eq(heard[16], '[');
	cr_assert_eq(heard[16 + big(heard + 8) - 1], ']');
	heard += 16 + big(heard + 8);
	cr_assert_eq(big(heard), 10);
}

Test(frame, a_batch_of_notifications_is_not_answered)
{
	add_old(9, "[{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}]");
	add_old(10, PING);
	cr_assert_eq(big(say(DOOR_HEADER)), 10);
}

Test(frame, garbage_in_one_is_answered_and_the_next_is_served)
{
	static const char *const bad[] = { "", " ", "nul", "{", "{\"a\":1}x",
	    "[1,2", "[" PING "]]" };
	const char *heard;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		add_old(1, bad[i]);
		add_old(2, PING);
		heard = say(DOOR_HEADER);
		cr_assert_eq(big(heard), 1);
		cr_assert_not_null(strstr(heard + 16, "-32700"), "%s: %s",
		    bad[i], heard + 16);
		heard += 16 + big(heard + 8);
		cr_assert_eq(big(heard), 2);
	}
}

Test(frame, a_head_that_tells_of_too_much_ends_the_talk)
{
	uint32_t head[4] = { 1, 0, __builtin_bswap32(BOUND_REQUEST + 1), 0 };
	const char *heard;
	uint64_t told;

	add(head, sizeof head);
	heard = say(DOOR_HEADER);
	cr_assert_not_null(strstr(heard + 16, "too large"));
	told = conn_cut(s.row)->tx_tail;
	add_old(2, PING);
	say(DOOR_HEADER);
	cr_assert_eq(conn_cut(s.row)->tx_tail, told);
	cr_assert_eq(s.row->rx_tail, conn_cut(s.row)->rx_head);
}

Test(frame, length_and_text_follow_the_magic)
{
	const char *heard;

	add("MCPT", 4);
	add_text(PING);
	add_text("{\"tool\":\"version\"}");
	heard = say(DOOR_MCPT);
	cr_assert_eq(heard[4], '{');
	heard += 4 + little(heard);
	cr_assert_eq(strncmp(heard + 4, "{\"success\":true,\"content\":", 26),
	    0, "%s", heard + 4);
	cr_assert_eq(heard[4 + little(heard) - 1], '}');
	add_text(PING);
	heard = say(DOOR_MCPT);
	cr_assert_eq(little(heard), strlen(heard + 4));
}

static const char create[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
    "\"goxel.create_project\",\"params\":[\"P\"]}";

Test(frame, binary_edits_and_reads_are_answered)
{
	static const char edit[] = "\3\0\0\0\50\0\0\0" "\0\0\0\0" "\2\0\0\0"
	    "\1\0\0\0\2\0\0\0\3\0\0\0" "\11\10\7\377"
	    "\2\0\0\0\2\0\0\0\3\0\0\0" "\1\1\1\377";
	static const int32_t read[7] = { 0, 1, 2, 3, 3, 2, 3 };
	const char *heard;

	add("MCPB", 4);
	add_binary(FRAME_JSON, 1, create, sizeof create - 1);
	add_binary(FRAME_EDIT, 0x123456789abcdef0, edit, sizeof edit - 1);
	add_binary(FRAME_READ, 3, read, sizeof read);
	heard = say(DOOR_MCPB);
	heard += 16 + little(heard);
	cr_assert_eq(little(heard + 4), FRAME_EDIT);
	cr_assert_eq(little(heard + 8), 0x9abcdef0);
	cr_assert_eq(little(heard + 12), 0x12345678);
	cr_assert_eq(strncmp(heard + 16, "{\"success\":true,\"edits\":1,"
	    "\"voxels\":2,", 37), 0, "%s", heard + 16);
	heard += 16 + little(heard);
	cr_assert_eq(little(heard), 12);
	cr_assert_arr_eq(heard + 16, "\11\10\7\377\1\1\1\377\0\0\0\0", 12);
}

Test(frame, binary_errors_say_so_in_their_flags)
{
	static const char *const wrong[] = { "", "x", "\2\0\0\0\0\0\0\0" };
	const char *heard;
	size_t i;

	add("MCPB", 4);
	add_binary(FRAME_JSON, 1, create, sizeof create - 1);
	heard = say(DOOR_MCPB);
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		add_binary(FRAME_EDIT, 7, wrong[i], i < 2 ? (uint32_t)i : 8);
		heard = say(DOOR_MCPB);
		cr_assert_eq(little(heard + 4), FRAME_EDIT |
		    FRAME_FAILED << 16);
		cr_assert_eq(strncmp(heard + 16, "{\"code\":-32602,", 15), 0,
		    "%s", heard + 16);
		cr_assert_eq(heard[16 + little(heard) - 1], '}');
	}
	add_binary(99, 7, "", 0);
	cr_assert_not_null(strstr(say(DOOR_MCPB) + 16, "-32601"));
	add_binary(FRAME_READ, 7, "short", 5);
	cr_assert_not_null(strstr(say(DOOR_MCPB) + 16, "28 bytes"));
}

Test(frame, a_tool_is_answered_as_it_was)
{
	static const struct {
		const char	*text, *reply;
	} asked[] = {
		{ "{\"tool\":\"goxel_create_project\",\"arguments\":"
		    "{\"name\":\"P\"}}\n",
		    "{\"success\":true,\"content\":{\"success\":true,"
		    "\"name\":\"P\",\"width\":64,\"height\":64,"
		    "\"depth\":64}}\n" },
		{ "{ \"arguments\":{\"position\":{\"x\":1,\"y\":2,\"z\":3},"
		    "\"color\":{\"r\":9,\"g\":8,\"b\":7}},"
		    "\"tool\":\"goxel_add_voxels\"}",
		    "{\"success\":true,\"content\":{\"success\":true,\"x\":1,"
		    "\"y\":2,\"z\":3,\"layer_id\":0,"
		    "\"color\":[9,8,7,255]}}\n" },
		{ "{\"tool\":\"dance\"}",
		    "{\"success\":false,\"error_code\":-1001,"
		    "\"error_message\":\"Method not found: dance\"}\n" },
		{ "{\"tool\":7}",
		    "{\"success\":false,\"error_code\":-1002,"
		    "\"error_message\":\"method must be a string\"}\n" },
	};
	size_t i;

	for (i = 0; i < sizeof asked / sizeof asked[0]; i++)
		cr_assert_str_eq(station_ask(&s, asked[i].text),
		    asked[i].reply);
}
