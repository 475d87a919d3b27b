/*
 * header - HTTP headers that must repeat what stands in the message
 */
#include <string.h>

#include "base/http.h"
#include "text.h"
#include "worker/mcp/header.h"

#define OPENING	"=?base64?"
#define CLOSING	"?="

static bool
is_encoded(const struct slice *s)
{
	const size_t open = sizeof OPENING - 1, close = sizeof CLOSING - 1;

	return s->len >= open + close &&
	    memcmp(s->at, OPENING, open) == 0 &&
	    memcmp(s->at + s->len - close, CLOSING, close) == 0;
}

const char *
header_text(const struct slice *value, struct mem *mem)
{
	size_t len = value->len - (sizeof OPENING + sizeof CLOSING - 2);
	size_t size;
	char *text;

	if (!is_encoded(value))
		return mem_text(mem, value->at, value->len);
	text = mem_take(mem, len + 1);
	if (text == NULL || !text_unbase64(value->at + sizeof OPENING - 1,
	    len, text, &size))
		return NULL;
	text[size] = '\0';
	return strlen(text) == size ? text : NULL;
}

static bool
is_same(const struct slice *header, const char *said, struct mem *mem)
{
	const char *text = header_text(header, mem);

	return text != NULL && strcmp(text, said) == 0;
}

static enum err
compare(const char *name, const struct slice *header, const char *said,
    struct mem *mem, struct mcp_fault *fault)
{
	if (header->at == NULL)
		return fault_set(fault, MCP_HEADER_MISMATCH, 400,
		    "the header %s is missing; the message says %.80s", name,
		    said);
	if (!is_same(header, said, mem))
		return fault_set(fault, MCP_HEADER_MISMATCH, 400,
		    "the header %s says %.*s, the message %.80s", name,
		    (int)(header->len < 80 ? header->len : 80), header->at,
		    said);
	return OK;
}

static const struct slice *
named_by(const struct mcp_message *m)
{
	const char *member = m->method == MCP_UNKNOWN ? "" :
	    mcp_methods[m->method].header;

	if (strcmp(member, "name") == 0)
		return &m->params.name;
	if (strcmp(member, "uri") == 0)
		return &m->params.uri;
	return strcmp(member, "taskId") == 0 ? &m->params.task_id : NULL;
}

enum err
header_check(const struct mcp_message *m, const struct mcp_carrier *carrier,
    struct mem *mem, struct mcp_fault *fault)
{
	const char *version = message_text(&m->meta.version, mem), *said;
	const struct slice *named = named_by(m);
	enum err err;

	err = compare("MCP-Protocol-Version", &carrier->version, version, mem,
	    fault);
	if (err != OK)
		return err;
	if ((said = mem_text(mem, m->name.at, m->name.len)) == NULL)
		return fault_set(fault, MCP_BAD_REQUEST, 400,
		    "the message is too large");
	err = compare("Mcp-Method", &carrier->method, said, mem, fault);
	if (err != OK || named == NULL)
		return err;
	/* A message without it is refused for that, by its method. */
	if ((said = message_text(named, mem)) == NULL)
		return OK;
	return compare("Mcp-Name", &carrier->name, said, mem, fault);
}

static struct slice
find(const struct mcp_carrier *carrier, const char *name)
{
	struct http_line line = { 0 };

	while (http_next(carrier->head, carrier->bytes, &line))
		if (http_same(carrier->bytes + line.name.at, line.name.len,
		    name))
			return (struct slice){ carrier->bytes + line.value.at,
			    line.value.len };
	return (struct slice){ NULL, 0 };
}

enum err
header_check_param(const struct mcp_carrier *carrier, const char *name,
    const char *said, struct mem *mem, struct mcp_fault *fault)
{
	struct slice header;
	char full[64];

	if (carrier->head == NULL)
		return OK;
	text_format(full, sizeof full, "Mcp-Param-%s", name);
	header = find(carrier, full);
	if (said != NULL)
		return compare(full, &header, said, mem, fault);
	if (header.at == NULL)
		return OK;
	return fault_set(fault, MCP_HEADER_MISMATCH, 400,
	    "the header %s has a value, the arguments have none", full);
}
