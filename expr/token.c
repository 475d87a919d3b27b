/*
 * token - the words of an expression or a program, one after another
 */
#include <stdlib.h>
#include <string.h>

#include "expr/token.h"

#define NUMBER_LEN	63	/* bytes of a number */

static const struct { char text[3]; int kind; } pairs[] = {
	{ "||", TOKEN_OR }, { "&&", TOKEN_AND }, { "==", TOKEN_EQUAL },
	{ "!=", TOKEN_UNEQUAL }, { "<=", TOKEN_AT_MOST },
	{ ">=", TOKEN_AT_LEAST }, { "+-", TOKEN_SPREAD },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
begins_name(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
in_name(char c)
{
	return begins_name(c) || is_digit(c);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
looks_at(const struct tokens *t, const char *two)
{
	return t->end - t->at >= 2 && memcmp(t->at, two, 2) == 0;
}

static void
pass(struct tokens *t)
{
	if (*t->at++ == '\n') {
		t->line++;
		t->line_at = t->at;
	}
}

/* False: it has no end. */
static bool
pass_comment(struct tokens *t)
{
	bool lines = t->at[1] == '/';

	while (t->at < t->end) {
		if (lines && *t->at == '\n')
			return true;
		if (!lines && looks_at(t, "*/") && t->at[-1] != '/') {
			t->at += 2;
			return true;
		}
		pass(t);
	}
	return lines;
}

static bool
pass_space(struct tokens *t)
{
	while (t->at < t->end) {
		if (looks_at(t, "//") || looks_at(t, "/*")) {
			if (!pass_comment(t))
				return false;
		} else if (is_space(*t->at)) {
			pass(t);
		} else {
			break;
		}
	}
	return true;
}

static void
pass_all(struct tokens *t, bool (*belongs)(char))
{
	while (t->at < t->end && belongs(*t->at))
		t->at++;
}

static void
pass_exponent(struct tokens *t)
{
	const char *at = t->at;

	if (at == t->end || (*at != 'e' && *at != 'E'))
		return;
	at++;
	if (at < t->end && (*at == '-' || *at == '+'))
		at++;
	if (at == t->end || !is_digit(*at))
		return;
	t->at = at;
	pass_all(t, is_digit);
}

static int
take_number(struct tokens *t)
{
	const char *from = t->at;
	char text[NUMBER_LEN + 1];
	size_t len;

	pass_all(t, is_digit);
	if (t->at < t->end && *t->at == '.') {
		t->at++;
		pass_all(t, is_digit);
	}
	pass_exponent(t);
	len = (size_t)(t->at - from);
	if (len > NUMBER_LEN || (len == 1 && *from == '.'))
		return TOKEN_BAD;
	memcpy(text, from, len);
	text[len] = '\0';
	t->now.number = strtod(text, NULL);
	return TOKEN_NUMBER;
}

static int
take_marked(struct tokens *t, int kind, bool (*belongs)(char))
{
	t->now.at = ++t->at;
	pass_all(t, belongs);
	return t->at > t->now.at ? kind : TOKEN_BAD;
}

static int
take_sign(struct tokens *t)
{
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (looks_at(t, pairs[i].text)) {
			t->at += 2;
			return pairs[i].kind;
		}
	}
	if (*t->at == '\0' || strchr("+-*/%^!<>?:=,()[]{}", *t->at) == NULL)
		return TOKEN_BAD;
	return *t->at++;
}

static int
take(struct tokens *t)
{
	if (t->at == t->end)
		return TOKEN_END;
	if (is_digit(*t->at) || *t->at == '.')
		return take_number(t);
	if (*t->at == '$')
		return take_marked(t, TOKEN_VARIABLE, in_name);
	if (*t->at == '#')
		return take_marked(t, TOKEN_COLOR, is_hex);
	if (begins_name(*t->at)) {
		pass_all(t, in_name);
		return TOKEN_NAME;
	}
	return take_sign(t);
}

void
token_next(struct tokens *t)
{
	const char *before = t->at;
	bool closed = pass_space(t);

	t->now = (struct token){ .at = t->at, .line = t->line,
	    .column = (uint32_t)(t->at - t->line_at) + 1,
	    .spaced = t->at > before };
	t->now.kind = closed ? take(t) : TOKEN_BAD;
	t->now.len = (uint32_t)(t->at - t->now.at);
	t->now.tight = t->now.spaced && t->at < t->end && !is_space(*t->at);
}

void
token_open(struct tokens *t, const char *text, uint32_t len)
{
	*t = (struct tokens){ .at = text, .end = text + len,
	    .line_at = text, .line = 1 };
	token_next(t);
}

bool
token_is(const struct token *token, const char *name)
{
	return token->kind == TOKEN_NAME && token->len == strlen(name) &&
	    memcmp(token->at, name, token->len) == 0;
}
