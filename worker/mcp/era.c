/*
 * era - which revision of the protocol one message belongs to
 */
#include <string.h>

#include "buf.h"
#include "worker/mcp/era.h"
#include "worker/mcp/header.h"

#define TEXT_MAX	1024		/* bytes of a value that is echoed */

static const char *const names[MCP_VERSIONS] = {
	"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"
};

int
era_version(const char *name, size_t len)
{
	int i = MCP_VERSIONS;

	while (--i >= 0 && (strlen(names[i]) != len ||
	    memcmp(names[i], name, len) != 0))
		;
	return i;
}

const char *
era_name(enum mcp_version version)
{
	return names[version];
}

unsigned
era_capabilities(const struct slice *object)
{
	static const struct { const char *key; unsigned bit; } rows[] = {
		{ "sampling", MCP_CLIENT_SAMPLING },
		{ "elicitation", MCP_CLIENT_ELICITATION },
		{ "roots", MCP_CLIENT_ROOTS },
	};
	struct slice extensions = message_member(object, "extensions");
	unsigned i, bits = 0;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (message_member(object, rows[i].key).at != NULL)
			bits |= rows[i].bit;
	if (message_member(&extensions, "io.modelcontextprotocol/tasks").at !=
	    NULL)
		bits |= MCP_CLIENT_TASKS;
	return bits;
}

/* Dates, so that their order is that of bytes. */
static bool
is_modern_name(const struct slice *name)
{
	const char *first = names[MCP_2026_07_28];

	return name->len == strlen(first) &&
	    memcmp(name->at, first, name->len) >= 0;
}

/* Rule 1 of the choice: whatever says so itself is modern. */
static bool
is_modern(const struct mcp_message *m, const struct mcp_carrier *carrier)
{
	return m->meta.version.at != NULL || m->method == MCP_discover ||
	    (carrier->version.at != NULL && is_modern_name(&carrier->version));
}

static enum err
refuse_version(const char *asked, struct mem *mem, struct mcp_fault *fault)
{
	char *data = mem_take(mem, 6 * TEXT_MAX + 256);
	struct json_out out;
	struct buf text;
	int i;

	fault_set(fault, MCP_NO_VERSION, 400, "Unsupported protocol version");
	if (data == NULL)
		return ERR_REQUEST;
	buf_init(&text, 6 * TEXT_MAX + 255);
	buf_borrow(&text, data, text.limit);
	json_out_open(&out, &text);
	json_put_object(&out);
	json_put_key(&out, "supported");
	json_put_array(&out);
	for (i = MCP_VERSIONS - 1; i > MCP_2024_11_05; i--)
		json_put_text(&out, names[i]);
	json_put_array_end(&out);
	json_put_key(&out, "requested");
	json_put_bytes(&out, asked, strnlen(asked, TEXT_MAX));
	json_put_object_end(&out);
	data[text.len] = '\0';
	fault->data = data;
	return ERR_REQUEST;
}

/* What params._meta must say. */
static enum err
check_meta(const struct mcp_message *m, struct mem *mem, const char **version,
    struct mcp_fault *fault)
{
	struct json j;

	*version = message_text(&m->meta.version, mem);
	if (*version == NULL)
		return fault_set(fault, MCP_BAD_PARAMS, 400, "params._meta "
		    "must have io.modelcontextprotocol/protocolVersion, a "
		    "string such as \"%s\"", names[MCP_2026_07_28]);
	if (m->meta.capabilities.at == NULL)
		return fault_set(fault, MCP_BAD_PARAMS, 400, "params._meta "
		    "must have io.modelcontextprotocol/clientCapabilities, an "
		    "object; {} for none");
	j = message_json(&m->meta.capabilities);
	if (json_next(&j) != JSON_OBJECT)
		return fault_set(fault, MCP_BAD_PARAMS, 400, "params._meta: "
		    "io.modelcontextprotocol/clientCapabilities must be an "
		    "object");
	return OK;
}

static enum err
judge_modern(const struct mcp_message *m, const struct mcp_carrier *carrier,
    struct mem *mem, struct mcp_era *era, struct mcp_fault *fault)
{
	const char *version;
	enum err err;

	era->modern = true;
	era->version = MCP_2026_07_28;
	/* Of a notification nothing is asked but what it is about. */
	if (m->kind == MCP_NOTIFICATION)
		return OK;
	if ((err = check_meta(m, mem, &version, fault)) != OK)
		return err;
	if (carrier->http &&
	    (err = header_check(m, carrier, mem, fault)) != OK)
		return err;
	if (era_version(version, strlen(version)) != MCP_2026_07_28)
		return refuse_version(version, mem, fault);
	era->client = era_capabilities(&m->meta.capabilities);
	if (m->method == MCP_UNKNOWN ||
	    !(mcp_methods[m->method].eras & MCP_MODERN))
		return fault_set(fault, MCP_NO_METHOD, 404,
		    "Method not found: %.*s", (int)(m->name.len < 100 ?
		    m->name.len : 100), m->name.at);
	return OK;
}

/* Over HTTP: the session says what was agreed on, or the header does. */
static enum err
find_agreement(const struct mcp_message *m, const struct mcp_carrier *carrier,
    struct mcp_era *era, struct mcp_fault *fault)
{
	int version = MCP_2025_03_26;

	if (m->method == MCP_initialize)
		return OK;
	if (carrier->version.at != NULL)
		version = era_version(carrier->version.at,
		    carrier->version.len);
	if (version < 0)
		return fault_set(fault, MCP_BAD_REQUEST, 400,
		    "MCP-Protocol-Version: %.*s is not supported; %s is",
		    (int)(carrier->version.len < 40 ? carrier->version.len :
		    40), carrier->version.at, names[MCP_2025_11_25]);
	era->bare = carrier->session.at == NULL;
	if (era->bare) {
		era->version = (enum mcp_version)version;
		return OK;
	}
	if (era->session.number == 0)
		return fault_set(fault, MCP_BAD_REQUEST, 404, "Mcp-Session-Id "
		    "is no session of this server; call initialize");
	era->version = era->session.version;
	era->client = era->session.client;
	return OK;
}

static enum err
judge_legacy(const struct mcp_message *m, const struct mcp_carrier *carrier,
    struct mcp_era *era, struct mcp_fault *fault)
{
	enum err err;

	era->version = carrier->agreed >= 0 ?
	    (enum mcp_version)carrier->agreed : MCP_2025_03_26;
	if (carrier->http &&
	    (err = find_agreement(m, carrier, era, fault)) != OK)
		return err;
	if (m->kind == MCP_RESPONSE || m->kind == MCP_NOTIFICATION)
		return OK;
	if (m->method == MCP_UNKNOWN ||
	    !(mcp_methods[m->method].eras & MCP_LEGACY))
		return fault_set(fault, MCP_NO_METHOD, 200,
		    "Method not found: %.*s", (int)(m->name.len < 100 ?
		    m->name.len : 100), m->name.at);
	return OK;
}

enum err
era_judge(const struct mcp_message *m, const struct mcp_carrier *carrier,
    struct mem *mem, struct mcp_era *era, struct mcp_fault *fault)
{
	if (is_modern(m, carrier))
		return judge_modern(m, carrier, mem, era, fault);
	return judge_legacy(m, carrier, era, fault);
}
