#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "worker/mcp/prompt.h"

static struct mem mem;
static struct buf text;
static char why[PROMPT_WHY];

static void
begin(void)
{
	mem_init(&mem, 65536, 1 << 20);
	buf_init(&text, 1 << 20);
}

TestSuite(prompt, .init = begin);

static enum err
get(const char *name, const char *arguments)
{
	struct slice given = { arguments, arguments == NULL ? 0 :
	    strlen(arguments) };
	struct json_out out;
	enum err err;

	buf_reset(&text);
	json_out_open(&out, &text);
	json_put_object(&out);
	err = prompt_put(prompt_find(name), &given, &mem, &out, why);
	json_put_object_end(&out);
	buf_add(&text, "", 1);
	return err;
}

Test(prompt, arguments_stand_in_the_text)
{
	cr_assert_eq(get("refine_model", "{\"model\":\"A \\\"b\\\"\"}"), OK);
	cr_assert_not_null(strstr(text.bytes, "the voxel model A \\\"b\\\": "
	    "make it look better"), "%s", text.bytes);
	cr_assert_eq(get("refine_model", "{\"model\":\"m\",\"goal\":\"red\"}"),
	    OK);
	cr_assert_not_null(strstr(text.bytes, "model m: red."));
	cr_assert_null(strchr(text.bytes + 1, '\n'));
}

Test(prompt, wrong_arguments_are_refused_with_words)
{
	static const struct { const char *arguments, *words; } rows[] = {
		{ NULL, "'model' is missing" }, { "{}", "'model' is missing" },
		{ "[]", "must be an object" },
		{ "{\"model\":5}", "'model' must be a string" },
		{ "{\"model\":\"m\",\"x\":\"y\"}", "no argument 'x'" },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_assert_eq(get("refine_model", rows[i].arguments),
		    ERR_PARAMS);
		cr_assert_not_null(strstr(why, rows[i].words), "%s", why);
	}
}

Test(prompt, value_as_long_as_the_limit_and_one_beyond)
{
	char arguments[PROMPT_VALUE + 32], *at;

	strcpy(arguments, "{\"model\":\"");
	at = arguments + strlen(arguments);
	memset(at, 'm', PROMPT_VALUE + 1);
	strcpy(at + PROMPT_VALUE, "\"}");
	cr_assert_eq(get("refine_model", arguments), OK);
	at[PROMPT_VALUE] = 'm';
	strcpy(at + PROMPT_VALUE + 1, "\"}");
	cr_assert_eq(get("refine_model", arguments), ERR_PARAMS);
}

/* What stands in braces in a text is an argument, and each is used. */
Test(prompt, texts_use_their_arguments_and_no_other)
{
	const struct prompt_argument *a;
	const struct prompt *p;
	const char *at;
	char gap[64];

	for (p = prompts; p->name != NULL; p++) {
		for (a = p->arguments; a->name != NULL; a++) {
			snprintf(gap, sizeof gap, "{%s}", a->name);
			cr_assert_not_null(strstr(p->text, gap), "%s %s",
			    p->name, gap);
		}
		for (at = p->text; (at = strchr(at, '{')) != NULL;) {
			at++;
			snprintf(gap, sizeof gap, "%.*s",
			    (int)strcspn(at, "}"), at);
			/* Or a URI's own gap, which is filled as well. */
			cr_assert_not_null(prompt_argument(p, gap), "%s %s",
			    p->name, gap);
		}
	}
}
