#include <criterion/criterion.h>
#include <string.h>

#include "worker/detect.h"

Test(detect, first_byte_of_json_decides)
{
	static const char *const texts[] = { "{", "[", " ", "\n", "\t", "\r",
	    "{\"jsonrpc\":\"2.0\"" };
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		cr_assert_eq(detect_door(texts[i], strlen(texts[i])),
		    DOOR_JSON, "%s", texts[i]);
}

Test(detect, http_is_told_by_a_method_and_a_blank)
{
	cr_assert_eq(detect_door("GET / HTTP/1.1\r\n", 16), DOOR_HTTP);
	cr_assert_eq(detect_door("DELETE /", 8), DOOR_HTTP);
	cr_assert_eq(detect_door("POS", 3), DOOR_UNKNOWN);
	cr_assert_eq(detect_door("P", 1), DOOR_UNKNOWN);
	cr_assert_eq(detect_door("POSTAGE\n", 8), DOOR_JSON);
}

Test(detect, garbage_gets_an_error_it_can_read)
{
	cr_assert_eq(detect_door("hello\n", 6), DOOR_JSON);
	cr_assert_eq(detect_door("helloworld", 10), DOOR_JSON);
}

Test(detect, heads_of_the_old_daemon_have_a_nul)
{
	cr_assert_eq(detect_door("\0", 1), DOOR_HEADER);
	cr_assert_eq(detect_door("\0\0\0\7\0\0\0\0\0\0\0\52", 12),
	    DOOR_HEADER);
	/* Whatever its id is, be it white space, a brace or a time. */
	cr_assert_eq(detect_door("\n\r\t \1\1\1\1\0\0\0\52", 12),
	    DOOR_HEADER);
	cr_assert_eq(detect_door("\n\0\0\1\0\0\0\0\0\0\0\52", 12),
	    DOOR_HEADER);
	cr_assert_eq(detect_door("hihi\1\1\1\1\0\0\0\52", 12),
	    DOOR_HEADER);
}

Test(detect, too_few_bytes_are_waited_for)
{
	cr_assert_eq(detect_door("hihi\1\1\1\1", 8), DOOR_UNKNOWN);
	cr_assert_eq(detect_door("M", 1), DOOR_UNKNOWN);
	cr_assert_eq(detect_door("MCP", 3), DOOR_UNKNOWN);
}

Test(detect, magic_words_name_their_frames)
{
	cr_assert_eq(detect_door("MCPT", 4), DOOR_MCPT);
	cr_assert_eq(detect_door("MCPB\1\0", 6), DOOR_MCPB);
	cr_assert_eq(detect_door("MCPX\n", 5), DOOR_JSON);
}

Test(detect, nothing_decides_nothing)
{
	cr_assert_eq(detect_door("{", 0), DOOR_UNKNOWN);
	cr_assert_eq(detect_door(NULL, 0), DOOR_UNKNOWN);
}
