/*
 * traceparent - whose trace a request belongs to (W3C Trace Context, level 1)
 *
 * https://www.w3.org/TR/trace-context-1/, sections 3.2 and 3.3.
 */
#include <string.h>

#include "base/traceparent.h"
#include "text.h"

#define TEXT		(TRACEPARENT_SIZE - 1)
#define AT_TRACE	3		/* "00-" before it */
#define AT_SPAN		36
#define AT_FLAGS	53
#define SAMPLED		1
#define KEY_MOST	256		/* bytes of a member's key */
#define TENANT_MOST	241
#define SYSTEM_MOST	14
#define VALUE_MOST	256

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `len` bytes of twice as many digits; false: some are none. */
static bool
read_hex(const char *text, uint8_t *out, size_t len)
{
	size_t i;
	int high, low;

	for (i = 0; i < len; i++) {
		high = digit(text[2 * i]);
		low = digit(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool
is_zero(const uint8_t *id, size_t len)
{
	while (len > 0 && id[len - 1] == 0)
		len--;
	return len == 0;
}

/* A later version may have more behind what we know. */
static bool
ends_well(const char *text, size_t len, uint8_t version)
{
	if (version == 0xff)
		return false;
	return len == TEXT || (version > 0 && text[TEXT] == '-');
}

bool
traceparent_read(const char *text, size_t len, struct traceparent *out)
{
	uint8_t version, flags;

	if (len < TEXT || !read_hex(text, &version, 1) ||
	    !ends_well(text, len, version))
		return false;
	if (text[AT_TRACE - 1] != '-' || text[AT_SPAN - 1] != '-' ||
	    text[AT_FLAGS - 1] != '-')
		return false;
	if (!read_hex(text + AT_TRACE, out->trace_id, TRACE_ID) ||
	    !read_hex(text + AT_SPAN, out->span_id, SPAN_ID) ||
	    !read_hex(text + AT_FLAGS, &flags, 1))
		return false;
	out->sampled = flags & SAMPLED;
	return !is_zero(out->trace_id, TRACE_ID) &&
	    !is_zero(out->span_id, SPAN_ID);
}

static char *
write_hex(char *out, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < len; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	return out;
}

void
traceparent_write(const struct traceparent *t, char out[TRACEPARENT_SIZE])
{
	memcpy(out, "00-", AT_TRACE);
	out = write_hex(out + AT_TRACE, t->trace_id, TRACE_ID);
	*out++ = '-';
	out = write_hex(out, t->span_id, SPAN_ID);
	text_copy(out, sizeof "-01", t->sampled ? "-01" : "-00");
}

/*
 * tracestate: members with commas between, each key=value
 */

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Bytes of a key's part that may begin with a digit, or must not. */
static size_t
count_key(const char *text, size_t len, bool digits)
{
	size_t n = 0;

	if (len == 0 || (!is_lower(text[0]) &&
	    !(digits && text[0] >= '0' && text[0] <= '9')))
		return 0;
	while (n < len && (is_lower(text[n]) ||
	    (text[n] >= '0' && text[n] <= '9') ||
	    (text[n] != '\0' && strchr("_-*/", text[n]) != NULL)))
		n++;
	return n;
}

/* "vendor", or "tenant@vendor". */
static bool
is_key(const char *text, size_t len)
{
	const char *at = memchr(text, '@', len);
	size_t tenant = at == NULL ? 0 : (size_t)(at - text), system;

	if (at == NULL)
		return len <= KEY_MOST && len > 0 &&
		    count_key(text, len, false) == len;
	system = len - tenant - 1;
	return tenant > 0 && tenant <= TENANT_MOST && system > 0 &&
	    system <= SYSTEM_MOST &&
	    count_key(text, tenant, true) == tenant &&
	    count_key(at + 1, system, false) == system;
}

static bool
is_value(const char *text, size_t len)
{
	size_t i;

	if (len == 0 || len > VALUE_MOST || text[len - 1] == ' ')
		return false;
	for (i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~' || text[i] == '=')
			return false;
	return true;
}

static bool
is_member(const char *text, size_t len)
{
	const char *sign = memchr(text, '=', len);
	size_t key = sign == NULL ? 0 : (size_t)(sign - text);

	return sign != NULL && is_key(text, key) &&
	    is_value(sign + 1, len - key - 1);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
tracestate_is_valid(const char *text, size_t len)
{
	const char *end = text + len, *comma, *last;
	unsigned members = 0;

	for (; text < end; text = comma + 1) {
		comma = memchr(text, ',', (size_t)(end - text));
		if (comma == NULL)
			comma = end;
		while (text < comma && is_blank(*text))
			text++;
		for (last = comma; last > text && is_blank(last[-1]); last--)
			;
		/* Between two commas there may be nothing. */
		if (last == text)
			continue;
		if (++members > TRACESTATE_MEMBERS ||
		    !is_member(text, (size_t)(last - text)))
			return false;
	}
	return members > 0;
}
