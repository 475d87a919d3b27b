/*
 * pair - a server and one client of it, for suites that need no more
 *
 * A suite's begin() calls pair_open(), or starts both as it likes; its tests
 * end with end().
 */
#ifndef TESTS_SERVER_PAIR_H
#define TESTS_SERVER_PAIR_H

#include "tests/server/harness.h"

static struct server s;
static struct client c;

/* With these settings, on the Unix socket, in a new project "test". */
static inline void
pair_open(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "goxel.create_project", "[\"test\"]"),
	    "result.success", "true");
}

static inline void
end(void)
{
	client_close(&c);
	server_stop(&s);
}

#endif
