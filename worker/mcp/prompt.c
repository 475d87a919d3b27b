/*
 * prompt - texts for a model to begin with: the rows of tbl/prompts.h
 */
#include <string.h>

#include "bounds.h"
#include "buf.h"
#include "text.h"
#include "worker/mcp/prompt.h"

#define MUST	true
#define MAY	false

#define ARGUMENT(name, need, absent, doc)	{ #name, need, absent, doc },
#define PROMPT(id, title, doc, args, text)				\
	static const struct prompt_argument id##_arguments[] = {	\
		args							\
		{ .name = NULL }					\
	};
#include "tbl/prompts.h"

const struct prompt prompts[] = {
#define ARGUMENT(name, need, absent, doc)
#define PROMPT(id, title, doc, args, text)				\
	{ #id, title, doc, text, id##_arguments },
#include "tbl/prompts.h"
	{ .name = NULL }
};

const struct prompt *
prompt_find(const char *name)
{
	const struct prompt *p = prompts;

	while (p->name != NULL && strcmp(p->name, name) != 0)
		p++;
	return p->name != NULL ? p : NULL;
}

const struct prompt_argument *
prompt_argument(const struct prompt *p, const char *name)
{
	const struct prompt_argument *a = p->arguments;

	while (a->name != NULL && strcmp(a->name, name) != 0)
		a++;
	return a->name != NULL ? a : NULL;
}

static void
put_text(struct json_out *out, const char *key, const char *text)
{
	json_put_key(out, key);
	json_put_text(out, text);
}

static void
put_argument(struct json_out *out, const struct prompt_argument *a)
{
	json_put_object(out);
	put_text(out, "name", a->name);
	put_text(out, "description", a->doc);
	json_put_key(out, "required");
	json_put_bool(out, a->must);
	json_put_object_end(out);
}

void
prompt_put_list(struct json_out *out)
{
	const struct prompt_argument *a;
	const struct prompt *p;

	for (p = prompts; p->name != NULL; p++) {
		json_put_object(out);
		put_text(out, "name", p->name);
		put_text(out, "title", p->title);
		put_text(out, "description", p->doc);
		json_put_key(out, "arguments");
		json_put_array(out);
		for (a = p->arguments; a->name != NULL; a++)
			put_argument(out, a);
		json_put_array_end(out);
		json_put_object_end(out);
	}
}

/* Every key of the arguments is one of the prompt's. */
static enum err
check_names(const struct prompt *p, const struct slice *arguments,
    char why[PROMPT_WHY])
{
	struct json j = message_json(arguments);
	char name[64];

	if (json_next(&j) != JSON_OBJECT) {
		text_copy(why, PROMPT_WHY, "arguments must be an object");
		return ERR_PARAMS;
	}
	while (json_next(&j) == JSON_KEY) {
		text_format(name, sizeof name, "%.*s", (int)j.len, j.text);
		json_skip(&j, json_next(&j));
		if (prompt_argument(p, name) != NULL)
			continue;
		text_format(why, PROMPT_WHY, "%s has no argument '%s'",
		    p->name, name);
		return ERR_PARAMS;
	}
	return OK;
}

/* What stands for an argument; NULL, and `why` tells. */
static const char *
value_of(const struct prompt_argument *a, const struct slice *arguments,
    struct mem *mem, char why[PROMPT_WHY])
{
	struct slice given = message_member(arguments, a->name);
	const char *value;

	if (given.at == NULL && a->must) {
		text_format(why, PROMPT_WHY, "argument '%s' is missing: %s",
		    a->name, a->doc);
		return NULL;
	}
	if (given.at == NULL)
		return a->absent;
	value = message_text(&given, mem);
	if (value != NULL && strlen(value) <= PROMPT_VALUE)
		return value;
	text_format(why, PROMPT_WHY, "argument '%s' must be a string of at "
	    "most %d bytes", a->name, PROMPT_VALUE);
	return NULL;
}

/* The text with values in its gaps. */
static enum err
fill(const struct prompt *p, const char *const *values, struct buf *text)
{
	const struct prompt_argument *a;
	const char *at = p->text;
	size_t len;

	for (;;) {
		len = strcspn(at, "{");
		buf_add(text, at, len);
		if (at[len] == '\0')
			break;
		at += len + 1;
		len = strcspn(at, "}");
		for (a = p->arguments; a->name != NULL; a++)
			if (strlen(a->name) == len &&
			    memcmp(a->name, at, len) == 0)
				buf_add_text(text,
				    values[a - p->arguments]);
		at += len + 1;
	}
	return text->failed ? ERR_PARAMS : OK;
}

static void
put_message(struct json_out *out, const struct prompt *p,
    const struct buf *text)
{
	put_text(out, "description", p->doc);
	json_put_key(out, "messages");
	json_put_array(out);
	json_put_object(out);
	put_text(out, "role", "user");
	json_put_key(out, "content");
	json_put_object(out);
	put_text(out, "type", "text");
	json_put_key(out, "text");
	json_put_bytes(out, text->bytes, text->len);
	json_put_object_end(out);
	json_put_object_end(out);
	json_put_array_end(out);
}

enum err
prompt_put(const struct prompt *p, const struct slice *arguments,
    struct mem *mem, struct json_out *out, char why[PROMPT_WHY])
{
	const struct prompt_argument *a;
	const char *values[8];
	struct buf text;
	enum err err = OK;

	if (arguments->at != NULL &&
	    (err = check_names(p, arguments, why)) != OK)
		return err;
	for (a = p->arguments; a->name != NULL; a++)
		if ((values[a - p->arguments] = value_of(a, arguments, mem,
		    why)) == NULL)
			return ERR_PARAMS;
	buf_init(&text, BOUND_STRING);
	if ((err = fill(p, values, &text)) == OK)
		put_message(out, p, &text);
	else
		text_copy(why, PROMPT_WHY, "the arguments are too long");
	buf_fini(&text);
	return err;
}
