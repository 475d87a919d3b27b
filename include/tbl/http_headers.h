/*
 * http_headers - the request headers that the server knows, declared once
 *
 * HTTP_HEADER(id, name, times)
 *	id	gives HTTP_<id> of enum http_header
 *	name	on the wire, in lower case; letters, digits and hyphens
 *	times	ONCE, or a second one is refused; or LIST, and all are one list
 */
HTTP_HEADER(HOST,		"host",			ONCE)
HTTP_HEADER(CONTENT_LENGTH,	"content-length",	ONCE)
HTTP_HEADER(TRANSFER_ENCODING,	"transfer-encoding",	ONCE)
HTTP_HEADER(CONNECTION,		"connection",		LIST)
HTTP_HEADER(EXPECT,		"expect",		ONCE)
HTTP_HEADER(UPGRADE,		"upgrade",		LIST)
HTTP_HEADER(CONTENT_TYPE,	"content-type",		ONCE)
HTTP_HEADER(CONTENT_ENCODING,	"content-encoding",	ONCE)
HTTP_HEADER(ACCEPT,		"accept",		LIST)
HTTP_HEADER(AUTHORIZATION,	"authorization",	ONCE)
HTTP_HEADER(ORIGIN,		"origin",		ONCE)
HTTP_HEADER(LAST_EVENT_ID,	"last-event-id",	ONCE)
HTTP_HEADER(MCP_PROTOCOL_VERSION, "mcp-protocol-version", ONCE)
HTTP_HEADER(MCP_SESSION_ID,	"mcp-session-id",	ONCE)
HTTP_HEADER(MCP_METHOD,		"mcp-method",		ONCE)
HTTP_HEADER(MCP_NAME,		"mcp-name",		ONCE)
HTTP_HEADER(TRACEPARENT,	"traceparent",		LIST)
HTTP_HEADER(GOXELD_TOKEN,	"x-goxeld-token",	ONCE)
#undef HTTP_HEADER
