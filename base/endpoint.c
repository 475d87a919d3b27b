/*
 * endpoint - a URL that something is sent to: http://HOST[:PORT][/PATH]
 */
#include <string.h>

#include "base/endpoint.h"
#include "text.h"

#define SCHEME	"http://"

/* `len` bytes that fit and that no header could be made of. */
static bool
take(char *out, size_t size, const char *text, size_t len)
{
	size_t i;

	if (len >= size)
		return false;
	for (i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	memcpy(out, text, len);
	out[len] = '\0';
	return true;
}

/* Behind the host. */
static bool
read_port(struct endpoint *out, const char *text, size_t len)
{
	int64_t number;

	if (len == 0)
		return true;
	return text[0] == ':' &&
	    take(out->port, sizeof out->port, text + 1, len - 1) &&
	    text_integer(out->port, 1, 65535, &number);
}

/* "name:port", "1.2.3.4:port" or "[::1]:port". */
static bool
read_authority(struct endpoint *out, const char *text, size_t len)
{
	const char *end = memchr(text, text[0] == '[' ? ']' : ':', len);
	size_t host = end == NULL ? len : (size_t)(end - text);

	if (len > 0 && text[0] == '[')
		return end != NULL && host > 1 && take(out->host,
		    sizeof out->host, text + 1, host - 1) &&
		    read_port(out, end + 1, len - host - 1);
	return host > 0 && memchr(text, '@', len) == NULL &&
	    take(out->host, sizeof out->host, text, host) &&
	    read_port(out, text + host, len - host);
}

bool
endpoint_read(const char *url, struct endpoint *out)
{
	size_t len;

	*out = (struct endpoint){ .port = "4318", .path = "/v1/traces" };
	if (strncmp(url, SCHEME, sizeof SCHEME - 1) != 0)
		return false;
	url += sizeof SCHEME - 1;
	len = strcspn(url, "/?#");
	if (!read_authority(out, url, len))
		return false;
	url += len;
	if (*url == '\0')
		return true;
	return *url == '/' && strchr(url, '#') == NULL &&
	    take(out->path, sizeof out->path, url, strlen(url));
}
