/*
 * mkman - write from the tables what is made from the tables
 *
 *	mkman methods		goxel-methods.7, whole
 *	mkman settings <PAGE	goxeld.conf.5: PAGE, with the list of settings
 *				made anew between `.\" settings` and `.\" end`
 *	mkman conf		goxeld.conf, every setting at its default
 *
 * Manual pages are mdoc.  A sentence begins on a line of its own and lines
 * stay below 80 bytes, so that mandoc -Tlint has nothing to say.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH	76		/* bytes of a line, less what escapes add */

struct setting {
	const char	*name, *initial, *doc;
	const char	*range;		/* "0 to 64", or the choices */
	const char	*unit;
	bool		 reloads;
};

struct param {
	const char	*type, *name, *need, *doc;
};

struct method {
	const char	*name, *flags, *doc, *returns;
	int		 number;
	const struct param *params;
};

struct type {
	const char	*name, *schema;
};

struct error {
	const char	*sentence;
	int		 number, http;
};

#define TEXT(id, initial, reload, doc)					\
	{ #id, initial, doc, NULL, NULL, #reload[2] == 'L' },
#define NUMBER(id, initial, lowest, highest, unit, reload, doc)		\
	{ #id, #initial, doc, #lowest " to " #highest, unit,		\
	    #reload[2] == 'L' },
#define CHOICE(id, initial, choices, reload, doc)			\
	{ #id, initial, doc, choices, NULL, #reload[2] == 'L' },
static const struct setting settings[] = {
#include "tbl/settings.h"
};

/* The parameters of each method are an array of their own. */
#define PARAM(type, name, need, doc)	{ #type, #name, #need, doc },
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	static const struct param id##_params[] = { __VA_ARGS__		\
	    { NULL, NULL, NULL, NULL } };
#include "tbl/methods.h"

#define PARAM(type, name, need, doc)
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	{ name, #flags, doc, returns, number, id##_params },
static const struct method methods[] = {
#include "tbl/methods.h"
};

#define TYPE(id, ctype, ...)	{ #id, #__VA_ARGS__ },
static const struct type types[] = {
#include "tbl/types.h"
};

#define ERROR(id, number, http, sentence)	{ sentence, number, http },
static const struct error errors[] = {
#include "tbl/errors.h"
};

struct op { const char *name, *doc, *members; };
struct member { const char *name, *words; };

#define NEEDS(name)	" \\fI" #name "\\fR"
#define TAKES(name)	" " #name
#define OP(id, makes, doc, example, members)	{ #id, doc, "" members },
static const struct op ops[] = {
#include "tbl/build_ops.h"
};

#define OP_MEMBER(type, name, words)	{ #name, words },
static const struct member members[] = {
#include "tbl/build_ops.h"
};

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])

/*
 * mdoc text
 */

static bool
ends_sentence(const char *word, size_t len)
{
	return len > 1 && word[len - 1] == '.' &&
	    !isdigit((unsigned char)word[len - 2]);
}

/* A word, with what would mean something to mdoc escaped. */
static void
put_word(const char *word, size_t len, bool first)
{
	size_t i;

	if (first && (*word == '.' || *word == '\''))
		fputs("\\&", stdout);
	for (i = 0; i < len; i++) {
		if (word[i] == '\\')
			fputs("\\e", stdout);
		else if (word[i] == '`')
			fputs("\\(lq", stdout);
		else if (word[i] == '-' && i + 1 < len &&
		    isdigit((unsigned char)word[i + 1]))
			fputs("\\-", stdout);
		else
			putchar(word[i]);
	}
}

/* Text in lines of its own. */
static void
put_text(const char *text)
{
	size_t len, column = 0;

	while (*(text += strspn(text, " ")) != '\0') {
		len = strcspn(text, " ");
		if (column > 0 && column + 1 + len > WIDTH) {
			putchar('\n');
			column = 0;
		}
		if (column > 0)
			putchar(' ');
		put_word(text, len, column == 0);
		column += len + 1;
		if (ends_sentence(text, len)) {
			putchar('\n');
			column = 0;
		}
		text += len;
	}
	if (column > 0)
		putchar('\n');
}

/* The same with the full stop that the table leaves out. */
static void
put_sentence(const char *text)
{
	char copy[1024];

	snprintf(copy, sizeof copy, "%s.", text);
	put_text(copy);
}

/*
 * goxeld.conf.5 and goxeld.conf
 */

static void
put_setting(const struct setting *s)
{
	printf(".It Ic %s Ar %s\n", s->name,
	    s->range == NULL ? "text" : s->unit == NULL ? "word" : "number");
	put_text(s->doc);
	if (s->unit != NULL)
		printf("From %s %s.\n", s->range, s->unit);
	else if (s->range != NULL)
		printf("One of\n.Ql %s .\n", s->range);
	if (s->initial[0] == '\0')
		puts("Empty by default.");
	else
		printf("Default:\n.Ql %s .\n", s->initial);
	puts(s->reloads ? "A reload takes it over." :
	    "Only a restart takes it over.");
}

static void
put_settings(void)
{
	size_t i;

	puts(".Bl -tag -width Ds");
	for (i = 0; i < COUNT(settings); i++)
		put_setting(&settings[i]);
	puts(".El");
}

static int
write_settings(void)
{
	bool inside = false;
	char line[1024];

	while (fgets(line, sizeof line, stdin) != NULL) {
		if (strcmp(line, ".\\\" end\n") == 0)
			inside = false;
		if (!inside)
			fputs(line, stdout);
		if (strcmp(line, ".\\\" settings\n") == 0) {
			inside = true;
			put_settings();
		}
	}
	return 0;
}

/* A comment of a configuration file, wrapped. */
static void
put_comment(const char *text)
{
	size_t len, column = 0;

	while (*(text += strspn(text, " ")) != '\0') {
		len = strcspn(text, " ");
		if (column > 0 && column + 1 + len > WIDTH) {
			putchar('\n');
			column = 0;
		}
		printf("%s%.*s", column == 0 ? "# " : " ", (int)len, text);
		column += len + (column == 0 ? 2 : 1);
		text += len;
	}
	putchar('\n');
}

static void
put_default(const struct setting *s)
{
	char facts[256];

	putchar('\n');
	put_comment(s->doc);
	if (s->unit != NULL)
		snprintf(facts, sizeof facts, "(%s %s; %s)", s->range,
		    s->unit, s->reloads ? "reload" : "restart");
	else if (s->range != NULL)
		snprintf(facts, sizeof facts, "(%s; %s)", s->range,
		    s->reloads ? "reload" : "restart");
	else
		snprintf(facts, sizeof facts, "(%s)",
		    s->reloads ? "reload" : "restart");
	put_comment(facts);
	printf("#%s%s%s\n", s->name, s->initial[0] == '\0' ? "" : " ",
	    s->initial);
}

static int
write_conf(void)
{
	size_t i;

	puts("# goxeld.conf - settings of goxeld, as goxeld.conf(5) tells\n"
	    "#\n"
	    "# One `name value` a line.  What is commented out here stands at "
	    "its default.\n"
	    "# Beside each is how a change is taken over: by a reload (SIGHUP) "
	    "or a restart.");
	for (i = 0; i < COUNT(settings); i++)
		put_default(&settings[i]);
	return 0;
}

/*
 * goxel-methods.7
 */

static void
put_param(const struct param *p)
{
	printf(".It Fa %s No : %s%s\n", p->name, p->type,
	    strcmp(p->need, "MUST") == 0 ? " Pq required" : "");
	put_text(p->doc);
}

static void
put_method(const struct method *m)
{
	const struct param *p;

	printf(".Ss %s\n", m->name);
	put_text(m->doc);
	if (strstr(m->flags, "SHOWS") != NULL)
		puts("With a picture it runs in a process of its own.");
	if (strstr(m->flags, "JOB") != NULL)
		puts("Runs in a process of its own; others are served "
		    "meanwhile.");
	if (m->params[0].name != NULL) {
		puts(".Bl -tag -width Ds");
		for (p = m->params; p->name != NULL; p++)
			put_param(p);
		puts(".El");
	}
	puts(".Pp\nResult:");
	put_sentence(m->returns);
	if (m->number != 0)
		printf("Its own failures have the code \\%d.\n", m->number);
}

/* A schema on one line, however the table broke it. */
static void
put_schema(const char *schema)
{
	char text[1024];
	size_t len = 0;

	for (; *schema != '\0' && len + 1 < sizeof text; schema++) {
		if (isspace((unsigned char)*schema) &&
		    (len == 0 || text[len - 1] == ' '))
			continue;
		text[len++] = isspace((unsigned char)*schema) ? ' ' : *schema;
	}
	text[len] = '\0';
	put_text(strcmp(text, "{}") == 0 ? "any value" : text);
}

static void
put_types(void)
{
	size_t i;

	puts(".Sh TYPES\nAs JSON schemas:\n.Bl -tag -width Ds");
	for (i = 0; i < COUNT(types); i++) {
		printf(".It %s\n", types[i].name);
		put_schema(types[i].schema);
	}
	puts(".El");
}

static void
put_ops(void)
{
	size_t i;

	puts(".Sh OPERATIONS\nWhat the ops of voxel_build may be,\n"
	    "with their members; a slanted one is required.\n"
	    "Every op may also have a layer.\n"
	    ".Bl -tag -width Ds");
	for (i = 0; i < COUNT(ops); i++) {
		printf(".It Cm %s\n", ops[i].name);
		put_text(ops[i].doc);
		printf(".br\n%s\n", ops[i].members + 1);
	}
	puts(".El\n.Pp\nMembers:\n.Bl -tag -width Ds");
	for (i = 0; i < COUNT(members); i++) {
		printf(".It Fa %s\n", members[i].name);
		put_text(members[i].words);
	}
	puts(".El");
}

static void
put_errors(void)
{
	size_t i;

	puts(".Sh ERROR CODES\n"
	    "A failed request is answered with an error object: code, message\n"
	    "and sometimes data.\n"
	    "Beside the codes told at each method there are:\n"
	    ".Bl -tag -width \"\\-32700\"");
	for (i = 0; i < COUNT(errors); i++) {
		printf(".It \\%d\n", errors[i].number);
		put_sentence(errors[i].sentence);
	}
	puts(".El");
}

static void
put_opening(void)
{
	puts(".\\\" Made by mkman from include/tbl; do not edit.\n"
	    ".Dd November 21, 2026\n"
	    ".Dt GOXEL-METHODS 7\n"
	    ".Os\n"
	    ".Sh NAME\n"
	    ".Nm goxel-methods\n"
	    ".Nd requests that goxeld answers\n"
	    ".Sh DESCRIPTION\n"
	    "A client of\n"
	    ".Xr goxeld 8\n"
	    "sends JSON-RPC 2.0 requests, one after the other or in batches, "
	    "and gets\n"
	    "one line for each.\n"
	    "Parameters are given by name, as an object, or by position, as an "
	    "array in\n"
	    "the order below.\n"
	    "Unknown names are ignored.\n"
	    ".Pp\n"
	    "A method that works on a project works on the one named by the\n"
	    "parameter\n"
	    ".Fa project ,\n"
	    "else on the connection's current one (which create, open and load "
	    "choose),\n"
	    "else on the server's.\n"
	    "A method that changes a project also takes\n"
	    ".Fa expect_revision\n"
	    "and is refused when the project has another revision.\n"
	    "It takes a\n"
	    ".Fa request_key\n"
	    "of 1 to 128 bytes, too:\n"
	    "once it went well, a request to the same project with the same "
	    "key gets the\n"
	    "same result, and nothing is done again.\n"
	    "A client that lost its connection may so repeat what it has no "
	    "answer to.\n"
	    "The last 100000 keys of a project are known, or 32 MiB of them.\n"
	    "Each change is one step of\n"
	    ".Ql goxel.undo ;\n"
	    "a project keeps the last 1048576 steps, of them 4096 of more "
	    "than one voxel,\n"
	    "and of what these replaced 256 MiB.\n"
	    ".Pp\n"
	    "Coordinates are integers, z is up, and colours are red, green, "
	    "blue and\n"
	    "alpha from 0 to 255.\n"
	    "A place is empty when its alpha is 0.\n"
	    ".Sh METHODS");
}

static void
put_closing(void)
{
	puts(".Sh EXAMPLES\n"
	    ".Bd -literal -offset indent\n"
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"goxel.create_project\","
	    "\"params\":[\"house\"]}\n"
	    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"goxel.fill_box\",\n"
	    " \"params\":{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":\"#c04020\"}}\n"
	    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"goxel.get_voxel\","
	    "\"params\":[5,5,5]}\n"
	    ".Ed\n"
	    ".Sh SEE ALSO\n"
	    ".Xr goxelctl 1 ,\n"
	    ".Xr goxeld.conf 5 ,\n"
	    ".Xr goxeld 8");
}

static int
write_methods(void)
{
	size_t i;

	put_opening();
	for (i = 0; i < COUNT(methods); i++)
		put_method(&methods[i]);
	put_ops();
	put_types();
	put_errors();
	put_closing();
	return 0;
}

/* For the shell's completion, a name a line. */
static int
write_names(void)
{
	size_t i;

	for (i = 0; i < COUNT(methods); i++)
		puts(methods[i].name);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "methods") == 0)
		return write_methods();
	if (argc == 2 && strcmp(argv[1], "settings") == 0)
		return write_settings();
	if (argc == 2 && strcmp(argv[1], "conf") == 0)
		return write_conf();
	if (argc == 2 && strcmp(argv[1], "names") == 0)
		return write_names();
	fputs("usage: mkman methods|settings|conf|names\n", stderr);
	return 1;
}
