/*
 * fault - the errors of MCP: numbers of its own, and a status of HTTP
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "worker/mcp/fault.h"

enum err
fault_set(struct mcp_fault *fault, int number, int status, const char *format,
    ...)
{
	va_list list;

	fault->number = number;
	fault->status = status;
	fault->data = NULL;
	va_start(list, format);
	vsnprintf(fault->why, sizeof fault->why, format, list);
	va_end(list);
	return ERR_REQUEST;
}

static void
begin(struct json_out *out, int number, const char *why)
{
	json_put_object(out);
	json_put_key(out, "code");
	json_put_int(out, number);
	json_put_key(out, "message");
	json_put_text(out, why);
}

void
fault_put(struct json_out *out, const struct mcp_fault *fault)
{
	begin(out, fault->number, fault->why);
	if (fault->data != NULL) {
		json_put_key(out, "data");
		json_put_raw(out, fault->data, strlen(fault->data));
	}
	json_put_object_end(out);
}

void
fault_put_unread(struct json_out *out, const char *uri, const char *why,
    bool modern)
{
	begin(out, modern ? MCP_BAD_PARAMS : MCP_NO_RESOURCE, why);
	json_put_key(out, "data");
	json_put_object(out);
	json_put_key(out, "uri");
	json_put_text(out, uri != NULL ? uri : "");
	json_put_object_end(out);
	json_put_object_end(out);
}
