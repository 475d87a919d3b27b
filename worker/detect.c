/*
 * detect - which protocol a connection speaks, from its first bytes
 */
#include <stdbool.h>
#include <string.h>

#include "worker/detect.h"

#define MAGIC	4	/* bytes */
#define LENGTH	9	/* bytes of an old head with the first of its length */

static bool
may_become(const char *magic, const char *bytes, size_t len)
{
	return memcmp(magic, bytes, len < MAGIC ? len : MAGIC) == 0;
}

static bool
begins_json(const char *bytes, size_t len)
{
	static const char begin[] = { '{', '[', ' ', '\t', '\r', '\n' };

	return memchr(begin, bytes[0], sizeof begin) != NULL ||
	    memchr(bytes, '\n', len) != NULL;
}

/* Other methods are none that anything here answers. */
static bool
begins_http(const char *bytes, size_t len, bool *may)
{
	static const char *const words[] = { "GET ", "POST ", "DELETE ",
	    "OPTIONS ", "HEAD ", "PUT ", "PATCH ", "TRACE ", "CONNECT ",
	    "PRI " };
	size_t i, all;

	*may = false;
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		all = strlen(words[i]);
		if (memcmp(words[i], bytes, len < all ? len : all) != 0)
			continue;
		*may = true;
		return len >= all;
	}
	return false;
}

enum door
detect_door(const char *bytes, size_t len)
{
	bool may;

	if (len == 0)
		return DOOR_UNKNOWN;
	if (begins_http(bytes, len, &may))
		return DOOR_HTTP;
	if (may)
		return DOOR_UNKNOWN;
	if (may_become("MCPT", bytes, len) || may_become("MCPB", bytes, len))
		return len < MAGIC ? DOOR_UNKNOWN :
		    bytes[3] == 'T' ? DOOR_MCPT : DOOR_MCPB;
	/* Whatever the id of a head: so a text begins, and it never does. */
	if (len >= 2 && memcmp(bytes, "{\"", 2) == 0)
		return DOOR_JSON;
	if (memchr(bytes, '\0', len < LENGTH ? len : LENGTH) != NULL)
		return DOOR_HEADER;
	return len >= LENGTH || begins_json(bytes, len) ? DOOR_JSON :
	    DOOR_UNKNOWN;
}
