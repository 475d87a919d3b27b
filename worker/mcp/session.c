/*
 * session - the ids of legacy sessions, which say everything themselves
 */
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <string.h>
#include <sys/random.h>

#include "worker/mcp/session.h"

#define LAYOUT	1u		/* of what is signed; another is another's */
#define MAC	16u

struct sealed {
	uint8_t		layout, version, client, zero;
	uint8_t		random[16];
	uint8_t		mac[MAC];
};

#define SIGNED	offsetof(struct sealed, mac)

_Static_assert(sizeof(struct sealed) == 36 && BASE64_ENCODE_RAW_LENGTH(
    sizeof(struct sealed)) == SESSION_ID, "an id has no padding");

void
session_sign(const uint8_t key[SESSION_KEY], const void *bytes, size_t len,
    uint8_t mac[16])
{
	struct hmac_sha256_ctx hmac;

	hmac_sha256_set_key(&hmac, SESSION_KEY, key);
	hmac_sha256_update(&hmac, len, bytes);
	hmac_sha256_digest(&hmac, MAC, mac);
}

void
session_make(const uint8_t key[SESSION_KEY], enum mcp_version version,
    unsigned client, char id[SESSION_ID + 1])
{
	struct sealed s = { .layout = LAYOUT, .version = (uint8_t)version,
	    .client = (uint8_t)client };
	struct base64_encode_ctx encoder;
	size_t len;

	/* Of so few bytes it never gives less. */
	while (getrandom(s.random, sizeof s.random, 0) != sizeof s.random)
		;
	s.random[0] |= 1;	/* the number is not 0 */
	session_sign(key, &s, SIGNED, s.mac);
	base64url_encode_init(&encoder);
	len = base64_encode_update(&encoder, id, sizeof s,
	    (const uint8_t *)&s);
	base64_encode_final(&encoder, id + len);
	id[SESSION_ID] = '\0';
}

static bool
unpack(const char *id, size_t len, struct sealed *s)
{
	uint8_t bytes[BASE64_DECODE_LENGTH(SESSION_ID)];
	struct base64_decode_ctx decoder;
	size_t size = sizeof bytes;

	base64url_decode_init(&decoder);
	if (len != SESSION_ID ||
	    !base64_decode_update(&decoder, &size, bytes, len, id) ||
	    !base64_decode_final(&decoder) || size != sizeof *s)
		return false;
	memcpy(s, bytes, sizeof *s);
	return true;
}

bool
session_read(const uint8_t key[SESSION_KEY], const char *id, size_t len,
    struct session *session)
{
	struct sealed s;
	uint8_t mac[MAC];

	if (!unpack(id, len, &s))
		return false;
	session_sign(key, &s, SIGNED, mac);
	if (!memeql_sec(mac, s.mac, MAC) || s.layout != LAYOUT ||
	    s.version >= MCP_VERSIONS)
		return false;
	session->version = (enum mcp_version)s.version;
	session->client = s.client;
	memcpy(&session->number, s.random, sizeof session->number);
	return true;
}
