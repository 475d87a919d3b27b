/*
 * framing - the same message in each way that clients have wrapped it
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/claim.h"
#include "tests/server/framing.h"

#define HEAD	16	/* bytes */

static uint32_t
word(const char *head, int nth)
{
	uint32_t word;

	memcpy(&word, head + 4 * nth, sizeof word);
	return word;
}

void
framing_greet(struct client *c, enum framing framing)
{
	if (framing == FRAMING_MCPT)
		client_send(c, "MCPT", 4);
	if (framing == FRAMING_MCPB)
		client_send(c, "MCPB", 4);
}

void
framing_say(struct client *c, enum framing framing, uint32_t id,
    const char *message, size_t len)
{
	uint32_t old[4] = { htonl(id), 7, htonl((uint32_t)len), 0 };
	uint32_t binary[4] = { (uint32_t)len, 1, id, 0 };

	if (framing == FRAMING_HEADER)
		client_send(c, (char *)old, HEAD);
	if (framing == FRAMING_MCPT)
		client_send(c, (char *)binary, 4);
	if (framing == FRAMING_MCPB)
		client_send(c, (char *)binary, HEAD);
	client_send(c, message, len);
	if (framing == FRAMING_LINE)
		client_send(c, "\n", 1);
}

/* The length that a head tells, whose other words are as they must be. */
static size_t
read_head(struct client *c, enum framing framing, uint32_t id)
{
	const char *head;

	if (framing == FRAMING_MCPT)
		return word(client_take(c, 4), 0);
	head = client_take(c, HEAD);
	if (framing == FRAMING_MCPB) {
		if (word(head, 2) != id || (word(head, 1) & 0xffff) != 1)
			wrong("a frame to %u has the head %08x %08x %08x", id,
			    word(head, 0), word(head, 1), word(head, 2));
		return word(head, 0);
	}
	/* The high half of the time in microseconds: 71 minutes a count. */
	if (ntohl(word(head, 0)) != id || word(head, 1) != 0 ||
	    ntohl(word(head, 3)) < 0x60000)
		wrong("a frame to %u has the head %08x %08x %08x %08x", id,
		    ntohl(word(head, 0)), ntohl(word(head, 1)),
		    ntohl(word(head, 2)), ntohl(word(head, 3)));
	return ntohl(word(head, 2));
}

const char *
framing_hear(struct client *c, enum framing framing, uint32_t id)
{
	static char *text;
	size_t len;

	if (framing == FRAMING_LINE || framing == FRAMING_BARE)
		return client_line(c);
	len = read_head(c, framing, id);
	free(text);
	text = malloc(len + 1);
	memcpy(text, client_take(c, len), len);
	text[len] = '\0';
	return text;
}
