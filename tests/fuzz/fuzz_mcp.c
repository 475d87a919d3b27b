/*
 * fuzz_mcp - whatever an agent sends, the protocol's promises hold
 *
 * The input is lines of headers - version, method, name, session, each with
 * its letter before it, as "v2026-07-28" - and behind an empty line a message.
 *
 *	- an id is a slice of the input, and a JSON value by itself
 *	- what is refused has words, a status of HTTP and a number of MCP
 *	- what is taken as modern names the revision, and over HTTP its headers
 *	  say what the message says
 *	- the same message is judged the same twice, and again when more
 *	  follows it
 */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "tests/fuzz/fuzz.h"
#include "worker/mcp/era.h"
#include "worker/mcp/header.h"

struct outcome {
	struct mcp_message message;
	struct mcp_era	 era;
	struct mcp_fault fault;
	enum err	 read, judged;
};

static void
demand(bool promise)
{
	if (!promise)
		abort();
}

/* Take the lines of headers; the rest is the message. */
static struct mcp_carrier
take_headers(const char **at, const char *end)
{
	struct mcp_carrier carrier = { .http = true, .agreed = -1 };
	const char *line;
	struct slice value;

	while ((line = memchr(*at, '\n', (size_t)(end - *at))) != NULL &&
	    line > *at) {
		value = (struct slice){ *at + 1, (size_t)(line - *at - 1) };
		switch (**at) {
		case 'v':	carrier.version = value; break;
		case 'm':	carrier.method = value; break;
		case 'n':	carrier.name = value; break;
		case 's':	carrier.session = value; break;
		case 'a':	carrier.agreed = (int)value.len % MCP_VERSIONS;
				carrier.http = false; break;
		}
		*at = line + 1;
	}
	if (line != NULL)
		*at = line + 1;
	return carrier;
}

static void
judge(struct outcome *o, const struct mcp_carrier *carrier, const char *text,
    size_t len, struct mem *mem)
{
	static const uint8_t key[SESSION_KEY];
	struct json j;

	*o = (struct outcome){ .judged = ERR_EMPTY };
	mem_reset(mem);
	json_open(&j, text, len);
	o->read = message_read(&o->message, &j);
	if (o->read != OK)
		return;
	if (carrier->session.at != NULL)
		session_read(key, carrier->session.at, carrier->session.len,
		    &o->era.session);
	o->judged = era_judge(&o->message, carrier, mem, &o->era, &o->fault);
}

/* A value of its own, in the bytes that came. */
static void
check_id(const struct slice *id, const char *text, size_t len)
{
	char copy[MESSAGE_ID + 2];
	enum json_token token;
	struct json j;

	if (id->at == NULL)
		return;
	demand(id->at >= text && id->at + id->len <= text + len);
	demand(id->len <= MESSAGE_ID);
	memcpy(copy, id->at, id->len);
	copy[id->len] = ' ';
	json_open(&j, copy, id->len + 1);
	token = json_next(&j);
	demand(token == JSON_STRING || token == JSON_NUMBER);
	demand(j.at == copy + id->len);
}

static void
check_modern(const struct outcome *o, const struct mcp_carrier *carrier,
    struct mem *mem)
{
	const char *version;
	struct mcp_fault fault;

	if (o->judged != OK || !o->era.modern ||
	    o->message.kind == MCP_NOTIFICATION)
		return;
	version = message_text(&o->message.meta.version, mem);
	demand(version != NULL && era_version(version, strlen(version)) ==
	    MCP_2026_07_28);
	demand(mcp_methods[o->message.method].eras & MCP_MODERN);
	demand(!carrier->http ||
	    header_check(&o->message, carrier, mem, &fault) == OK);
}

static void
check(const struct outcome *o)
{
	if (o->read == ERR_REQUEST)
		demand(o->message.why != NULL);
	if (o->read != OK || o->judged == OK)
		return;
	demand(o->judged == ERR_REQUEST && o->fault.why[0] != '\0');
	demand(o->fault.status >= 200 && o->fault.status < 500);
	demand(o->fault.number <= -32000 && o->fault.number >= -32768);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *at = (const char *)bytes, *end = at + len;
	struct mcp_carrier carrier = take_headers(&at, end);
	struct outcome once, more;
	size_t size = (size_t)(end - at);
	char *longer = malloc(size + 1);
	struct mem mem;

	mem_init(&mem, 1 << 16, 1 << 24);
	judge(&once, &carrier, at, size, &mem);
	check(&once);
	check_modern(&once, &carrier, &mem);
	if (once.read == OK || once.read == ERR_REQUEST)
		check_id(&once.message.id, at, size);
	memcpy(longer, at, size);
	longer[size] = ' ';
	judge(&more, &carrier, longer, size + 1, &mem);
	demand(once.read == more.read || once.read == ERR_EMPTY);
	demand(once.judged == more.judged || once.read == ERR_EMPTY);
	demand(once.read == ERR_EMPTY ||
	    strcmp(once.fault.why, more.fault.why) == 0);
	free(longer);
	mem_fini(&mem);
	return 0;
}
