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
	char		 text[29];	/* padded, to be loaded in words */
	uint8_t		 len;
	uint8_t		 beyond;	/* bits of the first word behind it */
	uint8_t		 reach;		/* bytes looked at, blanks included */
};

/* Of a literal of up to 26 bytes. */
#define JSON_KEY(name)							\
	{ "\"" name "\":", JSON_KEY_LEN(name),				\
	  (uint8_t)(JSON_KEY_LEN(name) < 8 ?				\
	  64 - 8 * JSON_KEY_LEN(name) : 0),				\
	  3 + (JSON_KEY_LEN(name) < 8 ? 8 : JSON_KEY_LEN(name)) }
#define JSON_KEY_LEN(name)	(sizeof(name) + 2)

/* No JSON has it: a colon cannot stand where a key must. */
#define JSON_KEY_NONE	{ ":", 8, 0, 11 }

#endif
