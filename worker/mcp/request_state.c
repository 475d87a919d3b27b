/*
 * request_state - what a client carries from one round of a request to the next
 */
#include <nettle/base64.h>
#include <nettle/memops.h>
#include <string.h>

#include "clock.h"
#include "worker/mcp/request_state.h"

#define MAC	16u

struct sealed {
	uint8_t		expires[8];	/* as in memory */
	uint8_t		round;
	uint8_t		zero[8];	/* so that there is no padding */
	uint8_t		mac[MAC];
};

#define SIGNED	offsetof(struct sealed, mac)

_Static_assert(sizeof(struct sealed) == 33 && BASE64_ENCODE_RAW_LENGTH(
    sizeof(struct sealed)) == REQUEST_STATE, "a state has no padding");

static char *
append(char *at, const struct slice *s)
{
	/* The length first, so that no two requests read the same. */
	memcpy(at, &s->len, sizeof s->len);
	if (s->len > 0)
		memcpy(at + sizeof s->len, s->at, s->len);
	return at + sizeof s->len + s->len;
}

static bool
sign(const uint8_t key[SESSION_KEY], const struct mcp_message *m,
    struct mem *mem, const struct sealed *s, uint8_t mac[MAC])
{
	const struct slice *parts[] = { &m->name, &m->params.name,
	    &m->params.uri, &m->params.arguments };
	size_t i, len = SIGNED;
	char *text, *at;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
		len += sizeof parts[i]->len + parts[i]->len;
	if ((text = mem_take(mem, len)) == NULL)
		return false;
	memcpy(text, s, SIGNED);
	at = text + SIGNED;
	for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
		at = append(at, parts[i]);
	session_sign(key, text, len, mac);
	return true;
}

bool
request_state_make(const uint8_t key[SESSION_KEY],
    const struct mcp_message *m, struct mem *mem, unsigned round,
    char out[REQUEST_STATE + 1])
{
	int64_t expires = clock_unix() + REQUEST_STATE_S;
	struct sealed s = { .round = (uint8_t)round };
	struct base64_encode_ctx encoder;
	size_t len;

	memcpy(s.expires, &expires, sizeof expires);
	if (!sign(key, m, mem, &s, s.mac))
		return false;
	base64url_encode_init(&encoder);
	len = base64_encode_update(&encoder, out, sizeof s,
	    (const uint8_t *)&s);
	base64_encode_final(&encoder, out + len);
	out[REQUEST_STATE] = '\0';
	return true;
}

static bool
unpack(const char *text, struct sealed *s)
{
	uint8_t bytes[BASE64_DECODE_LENGTH(REQUEST_STATE)];
	struct base64_decode_ctx decoder;
	size_t size = sizeof bytes;

	base64url_decode_init(&decoder);
	if (strlen(text) != REQUEST_STATE || !base64_decode_update(&decoder,
	    &size, bytes, REQUEST_STATE, text) ||
	    !base64_decode_final(&decoder) || size != sizeof *s)
		return false;
	memcpy(s, bytes, sizeof *s);
	return true;
}

bool
request_state_read(const uint8_t key[SESSION_KEY],
    const struct mcp_message *m, struct mem *mem, unsigned *round)
{
	const char *text = message_text(&m->params.state, mem);
	uint8_t mac[MAC];
	struct sealed s;
	int64_t expires;

	if (text == NULL || !unpack(text, &s) || !sign(key, m, mem, &s, mac) ||
	    !memeql_sec(mac, s.mac, MAC))
		return false;
	memcpy(&expires, s.expires, sizeof expires);
	*round = s.round;
	return expires > clock_unix();
}
