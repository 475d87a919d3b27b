/*
 * guard - who may ask over HTTP
 */
#include <nettle/memops.h>
#include <string.h>
#include <strings.h>

#include "worker/guard.h"
#include "worker/http_frame.h"

/* Bytes of "localhost" or "[::1]" before a port. */
static size_t
name_size(const char *at, size_t len)
{
	bool bracket = len > 0 && *at == '[';
	const char *end = memchr(at, bracket ? ']' : ':', len);

	if (end == NULL)
		return bracket ? 0 : len;
	return (size_t)(end - at) + bracket;
}

/* Nothing, or a colon and digits. */
static bool
is_port(const char *at, size_t len)
{
	size_t i;

	for (i = 1; i < len; i++)
		if (at[i] < '0' || at[i] > '9')
			return false;
	return len == 0 || *at == ':';
}

/* "localhost:7531", "[::1]", "localhost.": the name without its port and the
 * dot of the root; of no length, when it is none. */
static struct http_span
name_of(const char *bytes, struct http_span host)
{
	const char *at = bytes + host.at;
	size_t size = name_size(at, host.len);

	if (!is_port(at + size, host.len - size))
		size = 0;
	if (size > 1 && at[size - 1] == '.')
		size--;
	host.len = (uint16_t)size;
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
	const char *at = bytes + name.at, *hosts;

	hosts = c->worker->config->http_hosts;
	return is_listed("localhost, 127.0.0.1, [::1]", at, name.len) ||
	    is_listed(hosts, at, name.len) || is_listed(hosts, at, host.len);
}

/* "http://localhost:3000": its host is ours, or all of it is listed. */
static bool
is_allowed(const struct conn *c, const char *bytes, struct http_span origin)
{
	const char *at = bytes + origin.at;
	const char *slashes = memmem(at, origin.len, "://", 3);
	struct http_span host = origin;

	if (origin.len > HTTP_ORIGIN_MAX)
		return false;
	if (is_listed(c->worker->config->http_origins, at, origin.len))
		return true;
	if (slashes == NULL)
		return false;
	host.at = (uint16_t)(slashes + 3 - bytes);
	host.len = (uint16_t)(origin.at + origin.len - host.at);
	return is_ours(c, bytes, host);
}

/* Compared in the same time wherever they differ. */
static bool
is_same(const char *at, size_t len, const char *token)
{
	return len == strlen(token) && memeql_sec(at, token, len);
}

/* "Bearer", blanks and the token. */
static bool
is_token(const char *at, size_t len, const char *token)
{
	const size_t scheme = sizeof "Bearer " - 1;

	if (len < scheme || strncasecmp(at, "Bearer ", scheme) != 0)
		return false;
	for (at += scheme, len -= scheme; len > 0 && *at == ' '; at++)
		len--;
	return is_same(at, len, token);
}

/* Users of this machine whom no socket file keeps out. */
static bool
is_over_tcp(const struct conn *c)
{
	return c->row->transport == TRANSPORT_TCP ||
	    (c->row->transport == TRANSPORT_ADMIN &&
	    strchr(c->worker->config->admin_listen, '/') == NULL);
}

/* Over TCP, when there is a token.  A browser that asks whether a script may
 * (CORS) brings none. */
static bool
may_enter(const struct conn *c, const struct http_head *head,
    const char *bytes)
{
	const char *token = bearer_get(&c->worker->segment->agents->token);
	struct http_span given = head->header[HTTP_AUTHORIZATION];

	if (token[0] == '\0' || !is_over_tcp(c) ||
	    head->method == HTTP_OPTIONS)
		return true;
	return given.at != 0 && is_token(bytes + given.at, given.len, token);
}

int
guard_check(const struct conn *c, const struct http_head *head,
    const char *bytes, const char **why)
{
	struct http_span origin = head->header[HTTP_ORIGIN];

	*why = "the Host is none of this server's; the setting http_hosts "
	    "names more";
	if (is_over_tcp(c) && !is_ours(c, bytes, head->authority))
		return 421;
	*why = "this Origin is not allowed; the setting http_origins names "
	    "those that are";
	if (origin.at != 0 && !is_allowed(c, bytes, origin))
		return 403;
	*why = "Authorization: Bearer and this server's token are wanted";
	return may_enter(c, head, bytes) ? 0 : 401;
}

bool
guard_shows(const struct conn *c, const struct http_head *head,
    const char *bytes)
{
	struct http_span origin = head->header[HTTP_ORIGIN];

	return origin.at != 0 && is_allowed(c, bytes, origin);
}

/* "http://localhost:7532": all behind the slashes is what the page was asked
 * of. */
static bool
is_own_page(const char *bytes, struct http_span origin, struct http_span host)
{
	const char *at = bytes + origin.at;
	const char *slashes = memmem(at, origin.len, "://", 3);
	size_t before = slashes == NULL ? 0 : (size_t)(slashes + 3 - at);

	return slashes != NULL && (size_t)origin.len - before == host.len &&
	    strncasecmp(at + before, bytes + host.at, host.len) == 0;
}

int
guard_check_page(const struct http_head *head, const char *bytes,
    const char **why)
{
	struct http_span origin = head->header[HTTP_ORIGIN];

	*why = "the header X-Goxeld-Token must be there, if only empty";
	if (head->header[HTTP_GOXELD_TOKEN].at == 0)
		return 403;
	*why = "only the server's own page may ask this";
	return origin.at == 0 || is_own_page(bytes, origin, head->authority) ?
	    0 : 403;
}

int
guard_check_operator(const struct conn *c, const struct http_head *head,
    const char *bytes, const char **why)
{
	const char *token = bearer_get(&c->worker->segment->errands->token);
	struct http_span given = head->header[HTTP_GOXELD_TOKEN];

	*why = "setting admin_token_file is not set: here everybody may look, "
	    "and nobody do more; goxelctl stats may";
	if (token[0] == '\0')
		return 403;
	*why = "this is not the token that admin_token_file holds";
	return is_same(bytes + given.at, given.len, token) ? 0 : 401;
}
