/*
 * framing - the same message in each way that clients have wrapped it
 */
#ifndef TESTS_SERVER_FRAMING_H
#define TESTS_SERVER_FRAMING_H

#include "tests/server/talk.h"

enum framing {
	FRAMING_LINE,		/* JSON and a newline */
	FRAMING_BARE,		/* JSON alone */
	FRAMING_HEADER,		/* 16 bytes big-endian, id echoed */
	FRAMING_MCPT,		/* length, little-endian */
	FRAMING_MCPB,		/* 16 bytes little-endian */
	FRAMINGS
};

/* What begins a connection of this kind, if anything does. */
void	 framing_greet(struct client *c, enum framing framing);

void	 framing_say(struct client *c, enum framing framing, uint32_t id,
    const char *message, size_t len);

/* The text of the next reply, whose head is that of `id`; lasts until the
 * next. */
const char *framing_hear(struct client *c, enum framing framing, uint32_t id);

#endif
