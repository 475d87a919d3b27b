/*
 * guard - who may ask over HTTP
 */
#include <string.h>
#include <strings.h>

#include "worker/guard.h"

/* "localhost:7531", "[::1]": the name without a port. */
static struct http_span
name_of(const char *bytes, struct http_span host)
{
	const char *at = bytes + host.at, *end = at + host.len, *p;

	if (host.len > 0 && *at == '[') {
		p = memchr(at, ']', host.len);
		end = p != NULL ? p + 1 : end;
	} else if ((p = memchr(at, ':', host.len)) != NULL) {
		end = p;
	}
	host.len = (uint16_t)(end - at);
	return host;
}

/* One of the names in a list, with commas between them. */
static bool
is_listed(const char *list, const char *text, size_t len)
{
	size_t word;

	for (; *list != '\0'; list += word) {
		list += strspn(list, ", ");
		word = strcspn(list, ", ");
		if (word == len && len > 0 &&
		    strncasecmp(list, text, len) == 0)
			return true;
	}
	return false;
}

static bool
is_ours(const struct conn *c, const char *bytes, struct http_span host)
{
	struct http_span name = name_of(bytes, host);
	const char *at = bytes + name.at;

	return is_listed("localhost, 127.0.0.1, [::1]", at, name.len) ||
	    is_listed(c->worker->config->http_hosts, at, name.len);
}

/* "http://localhost:3000": its host is ours, or all of it is listed. */
static bool
is_allowed(const struct conn *c, const char *bytes, struct http_span origin)
{
	const char *at = bytes + origin.at;
	const char *slashes = memmem(at, origin.len, "://", 3);
	struct http_span host = origin;

	if (is_listed(c->worker->config->http_origins, at, origin.len))
		return true;
	if (slashes == NULL)
		return false;
	host.at = (uint16_t)(slashes + 3 - bytes);
	host.len = (uint16_t)(origin.at + origin.len - host.at);
	return is_ours(c, bytes, host);
}

int
guard_check(const struct conn *c, const struct http_head *head,
    const char *bytes, const char **why)
{
	struct http_span origin = head->header[HTTP_ORIGIN];

	*why = "the Host is none of this server's; the setting http_hosts "
	    "names more";
	if (c->row->transport != TRANSPORT_UNIX &&
	    !is_ours(c, bytes, head->authority))
		return 421;
	*why = "this Origin is not allowed; the setting http_origins names "
	    "those that are";
	if (origin.at != 0 && !is_allowed(c, bytes, origin))
		return 403;
	return 0;
}
