/*
 * pretty - JSON for people: indented, short values on one line
 *
 * The text is walked once for printing, and each object or array once more
 * ahead of it, to know whether it is short.
 */
#include <stdbool.h>

#include "base/json.h"
#include "client/pretty.h"

#define SHORT	64		/* bytes of source text */
#define INDENT	2

struct pretty {
	FILE		*out;
	struct json	 j;
	int		 depth;		/* of brackets broken into lines */
};

static bool print_value(struct pretty *p, enum json_token token, bool flat);

/* The object or array just entered has little text. */
static bool
is_short(const struct json *here, enum json_token token)
{
	struct json ahead = *here;

	return json_skip(&ahead, token) == OK && ahead.at - here->at < SHORT;
}

static void
new_line(struct pretty *p)
{
	fprintf(p->out, "\n%*s", p->depth * INDENT, "");
}

static bool
print_member(struct pretty *p, enum json_token token, bool flat)
{
	if (token != JSON_KEY)
		return print_value(p, token, flat);
	fprintf(p->out, "\"%.*s\": ", (int)p->j.len, p->j.text);
	return print_value(p, json_next(&p->j), flat);
}

/* Everything from the opening bracket to the closing one. */
static bool
print_inside(struct pretty *p, enum json_token first, bool flat)
{
	enum json_token end, token;
	int count;

	end = first == JSON_OBJECT ? JSON_OBJECT_END : JSON_ARRAY_END;
	flat = flat || is_short(&p->j, first);
	fputc(first == JSON_OBJECT ? '{' : '[', p->out);
	p->depth++;
	for (count = 0; (token = json_next(&p->j)) != end; count++) {
		if (count > 0)
			fputs(flat ? ", " : ",", p->out);
		if (!flat)
			new_line(p);
		if (!print_member(p, token, flat))
			return false;
	}
	p->depth--;
	if (!flat && count > 0)
		new_line(p);
	fputc(first == JSON_OBJECT ? '}' : ']', p->out);
	return true;
}

static bool
print_value(struct pretty *p, enum json_token token, bool flat)
{
	switch (token) {
	case JSON_OBJECT:
	case JSON_ARRAY:
		return print_inside(p, token, flat);
	case JSON_STRING:
		fprintf(p->out, "\"%.*s\"", (int)p->j.len, p->j.text);
		return true;
	case JSON_NUMBER:
		fprintf(p->out, "%.*s", (int)p->j.len, p->j.text);
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		fputs(token == JSON_TRUE ? "true" : "false", p->out);
		return true;
	case JSON_NULL:
		fputs("null", p->out);
		return true;
	default:
		return false;
	}
}

void
pretty_print(FILE *out, const char *json, size_t len)
{
	struct pretty p = { .out = out };

	json_open(&p.j, json, len);
	print_value(&p, json_next(&p.j), false);
	fputc('\n', out);
}
