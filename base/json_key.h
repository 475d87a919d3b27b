/*
 * json_key - a key as it stands in JSON, with quotes and colon
 *
 * Made at compile time, so that json_quick_key can compare it in one step and
 * a table of keys needs no reader to be included.
 */
#ifndef BASE_JSON_KEY_H
#define BASE_JSON_KEY_H

#include <stdint.h>

struct json_key {
	char		 text[30];	/* padded, to be loaded in words */
	uint8_t		 len;
	uint8_t		 beyond;	/* bits of the first word behind it */
};

/* Of a literal of up to 27 bytes. */
#define JSON_KEY(name)							\
	{ "\"" name "\":", sizeof(name) + 2,				\
	  sizeof(name) + 2 < 8 ? 64 - 8 * (sizeof(name) + 2) : 0 }

#endif
