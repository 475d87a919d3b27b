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

Test(detect, garbage_gets_an_error_it_can_read)
{
	cr_assert_eq(detect_door("GET / HTTP/1.1\r\n", 16), DOOR_JSON);
	cr_assert_eq(detect_door("\0\0\0\1", 4), DOOR_JSON);
}

Test(detect, nothing_decides_nothing)
{
	cr_assert_eq(detect_door("{", 0), DOOR_UNKNOWN);
	cr_assert_eq(detect_door(NULL, 0), DOOR_UNKNOWN);
}
