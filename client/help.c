/*
 * help - what the running server can be asked, from its rpc.discover
 *
 * The server describes itself, so this text can never be of another version
 * than what answers.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/request.h"
#include "client/help.h"
#include "client/quit.h"

#define WORDS	1024

/* The server's OpenRPC document; quits when there is none. */
static cJSON *
discover(const struct target *target)
{
	struct outcome outcome;
	struct link link;
	char words[WORDS];
	cJSON *document;

	link_open(&link, target);
	request_ask(&link, "rpc.discover", NULL, &outcome);
	if (outcome.error.at != NULL) {
		outcome_error(&outcome.error, words, sizeof words);
		quit("rpc.discover: %s", words);
	}
	document = cJSON_ParseWithLength(outcome.result.at, outcome.result.len);
	if (document == NULL)
		quit("rpc.discover: the server's document is not JSON");
	link_close(&link);
	return document;
}

/* A member as text; "" when it is absent or no string. */
static const char *
text_of(const cJSON *object, const char *key)
{
	const char *text;

	text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object,
	    key));
	return text == NULL ? "" : text;
}

/* The first element of an array member; the others are its `next`. */
static const cJSON *
elements(const cJSON *object, const char *key)
{
	const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, key);

	return array == NULL ? NULL : array->child;
}

int
help_methods(const struct target *target, int argc, char **argv)
{
	cJSON *document;
	const cJSON *method;

	if (argc > 1)
		quit("%s takes no arguments", argv[0]);
	document = discover(target);
	method = elements(document, "methods");
	for (; method != NULL; method = method->next)
		printf("%-28s %s\n", text_of(method, "name"),
		    text_of(method, "summary"));
	cJSON_Delete(document);
	return 0;
}

/* Methods may be named without their prefix, here only. */
static bool
is_named(const char *name, const char *wanted)
{
	if (strcmp(name, wanted) == 0)
		return true;
	return strncmp(name, "goxel.", 6) == 0 && strcmp(name + 6, wanted) == 0;
}

/* A schema in one word or, if it has no type, as it stands. */
static void
print_schema(const cJSON *schema)
{
	const char *type = text_of(schema, "type");
	const cJSON *choice = elements(schema, "enum");
	const char *between = "";

	if (choice == NULL)
		fputs(type[0] == '\0' ? "any" : type, stdout);
	for (; choice != NULL; choice = choice->next) {
		printf("%s%s", between, cJSON_IsString(choice) ?
		    choice->valuestring : "?");
		between = "|";
	}
}

static void
print_param(const cJSON *param)
{
	const cJSON *schema, *required;
	const char *form;

	schema = cJSON_GetObjectItemCaseSensitive(param, "schema");
	required = cJSON_GetObjectItemCaseSensitive(param, "required");
	printf("    %-16s ", text_of(param, "name"));
	print_schema(schema);
	printf("%s\n", cJSON_IsTrue(required) ? ", required" : "");
	if (text_of(param, "description")[0] != '\0')
		printf("        %s\n", text_of(param, "description"));
	form = text_of(schema, "description");
	if (form[0] != '\0')
		printf("        (%s)\n", form);
}

static void
print_method(const cJSON *method)
{
	const cJSON *param = elements(method, "params"), *result;

	printf("%s\n    %s\n", text_of(method, "name"),
	    text_of(method, "summary"));
	printf("\nparameters\n");
	if (param == NULL)
		printf("    none\n");
	for (; param != NULL; param = param->next)
		print_param(param);
	result = cJSON_GetObjectItemCaseSensitive(method, "result");
	if (text_of(result, "description")[0] != '\0')
		printf("\nresult\n    %s\n", text_of(result, "description"));
}

int
help_method(const struct target *target, const char *method)
{
	cJSON *document = discover(target);
	const cJSON *each = elements(document, "methods");
	int found = 0;

	for (; each != NULL; each = each->next) {
		if (!is_named(text_of(each, "name"), method))
			continue;
		if (found++ > 0)
			putchar('\n');
		print_method(each);
	}
	cJSON_Delete(document);
	if (found == 0)
		quit("this server has no method '%s'; goxelctl methods lists "
		    "them", method);
	return 0;
}
