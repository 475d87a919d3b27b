/*
 * http_list - what the values of HTTP headers say
 *
 *	value	= item *( "," item )
 *	item	= word *( ";" name "=" value )
 *
 * Commas and semicolons in quoted strings separate nothing.  A list that
 * stands in several headers of one name is one list (RFC 9110, 5.3).
 *
 * Of the media ranges that match a type the closest decides: a type by its
 * name before `text/` and `*`, that before both unnamed (RFC 9110, 12.5.1).
 */
#include <string.h>

#include "base/http_parts.h"

#define DECIMAL_DIGITS	18	/* of any kind, they fit 63 bits */
#define HEX_DIGITS	15

struct piece {
	const char	*at;		/* NULL: nothing is left */
	size_t		 len;
};

/* Bytes before the first `separator` outside quotes. */
static size_t
find_separator(const char *text, size_t len, char separator)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (quoted && text[i] == '\\')
			i++;
		else if (!quoted && text[i] == separator)
			return i;
	}
	return len;
}

static struct piece
trim(const char *at, size_t len)
{
	while (len > 0 && (*at == ' ' || *at == '\t'))
		at++, len--;
	while (len > 0 && (at[len - 1] == ' ' || at[len - 1] == '\t'))
		len--;
	return (struct piece){ at, len };
}

/* The first piece of `rest`, which then begins behind its separator. */
static bool
take_piece(struct piece *rest, char separator, struct piece *piece)
{
	size_t size;

	if (rest->at == NULL)
		return false;
	size = find_separator(rest->at, rest->len, separator);
	*piece = trim(rest->at, size);
	if (size == rest->len) {
		rest->at = NULL;
	} else {
		rest->at += size + 1;
		rest->len -= size + 1;
	}
	return true;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
same_bytes(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

bool
http_same(const char *text, size_t len, const char *word)
{
	return len == strlen(word) && same_bytes(text, word, len);
}

bool
http_list_has(const char *text, size_t len, const char *token)
{
	struct piece rest = { text, len }, item;

	while (take_piece(&rest, ',', &item))
		if (http_same(item.at, item.len, token))
			return true;
	return false;
}

/* The value of the next header of this name, from a zeroed line on. */
static bool
next_value(const struct http_head *head, const char *bytes,
    enum http_header id, struct http_line *line)
{
	struct http_span first = head->header[id];

	if ((head->again & 1u << id) == 0) {
		if (first.at == 0 || line->value.at != 0)
			return false;
		line->value = first;
		return true;
	}
	while (http_next(head, bytes, line))
		if (http_same(bytes + line->name.at, line->name.len,
		    http_header_name(id)))
			return true;
	return false;
}

bool
http_lists(const struct http_head *head, const char *bytes,
    enum http_header id, const char *token)
{
	struct http_line line = { 0 };

	while (next_value(head, bytes, id, &line))
		if (http_list_has(bytes + line.value.at, line.value.len,
		    token))
			return true;
	return false;
}

bool
http_is_type(const char *text, size_t len, const char *type)
{
	struct piece rest = { text, len }, name;

	return take_piece(&rest, ';', &name) &&
	    http_same(name.at, name.len, type);
}

enum closeness { NO_RANGE, NO_MATCH, ANY, ANY_SUBTYPE, EXACT };

struct verdict {
	enum closeness	 closest;
	bool		 taken;		/* and not with q=0 */
};

static enum closeness
match_range(struct piece range, const char *type)
{
	size_t major = strcspn(type, "/") + 1;

	if (http_same(range.at, range.len, "*/*") ||
	    http_same(range.at, range.len, "*"))
		return ANY;
	if (range.len == major + 1 && range.at[major] == '*' &&
	    same_bytes(range.at, type, major))
		return ANY_SUBTYPE;
	return http_same(range.at, range.len, type) ? EXACT : NO_MATCH;
}

/* "q=0", "q=0.000" */
static bool
is_zero_weight(struct piece parameter)
{
	size_t i;

	if (parameter.len < 3 || lower(parameter.at[0]) != 'q' ||
	    parameter.at[1] != '=')
		return false;
	for (i = 2; i < parameter.len; i++)
		if (parameter.at[i] != (i == 3 ? '.' : '0'))
			return false;
	return true;
}

static void
judge(struct verdict *v, struct piece item, const char *type)
{
	struct piece rest = item, range, parameter;
	enum closeness closeness;
	bool taken = true;

	if (item.len == 0 || !take_piece(&rest, ';', &range))
		return;
	closeness = match_range(range, type);
	while (take_piece(&rest, ';', &parameter))
		if (is_zero_weight(parameter))
			taken = false;
	if (closeness > v->closest)
		*v = (struct verdict){ closeness, taken };
	else if (closeness == v->closest)
		v->taken |= taken;
}

enum http_accept
http_accepts(const struct http_head *head, const char *bytes,
    const char *type)
{
	struct verdict v = { NO_RANGE, true };
	struct http_line line = { 0 };
	struct piece rest, item;

	while (next_value(head, bytes, HTTP_ACCEPT, &line)) {
		rest = (struct piece){ bytes + line.value.at,
		    line.value.len };
		while (take_piece(&rest, ',', &item))
			judge(&v, item, type);
	}
	if (v.closest == NO_MATCH || !v.taken)
		return HTTP_REFUSED;
	return v.closest == EXACT ? HTTP_LISTED : HTTP_TAKEN;
}

bool
http_decimal(const char *text, size_t len, uint64_t *out)
{
	uint64_t value = 0;
	size_t i;

	if (len == 0 || len > DECIMAL_DIGITS)
		return false;
	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(text[i] - '0');
	}
	*out = value;
	return true;
}

bool
http_hex(const char *text, size_t len, uint64_t *out)
{
	uint64_t value = 0;
	size_t i;
	char c;

	if (len == 0 || len > HEX_DIGITS)
		return false;
	for (i = 0; i < len; i++) {
		c = lower(text[i]);
		if (c >= '0' && c <= '9')
			value = value << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	*out = value;
	return true;
}
