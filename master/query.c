/*
 * query - what is to be shown, in which form, and which rows of it
 */
#include <string.h>

#include "master/query.h"
#include "text.h"

static const char *const forms[] = { "text", "json", "csv" };

#define FORMS	(sizeof forms / sizeof forms[0])

struct query
query_of(enum form form)
{
	return (struct query){ .form = form, .limit = UINT64_MAX,
	    .subject = "" };
}

/* "json show info": the word is gone from the line, or false. */
static bool
take_first(char *line, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(line, word, len) != 0 || line[len] != ' ')
		return false;
	len += strspn(line + len, " ");
	memmove(line, line + len, strlen(line + len) + 1);
	return true;
}

static bool
take_last(char *line, const char *word)
{
	size_t len = strlen(line), size = strlen(word);

	if (len <= size + 1 || line[len - size - 1] != ' ' ||
	    strcmp(line + len - size, word) != 0)
		return false;
	line[len - size - 1] = '\0';
	return true;
}

enum form
query_form(char *line)
{
	size_t len = strlen(line), each;

	while (len > 0 && line[len - 1] == ' ')
		line[--len] = '\0';
	for (each = 0; each < FORMS; each++)
		if (take_first(line, forms[each]) ||
		    take_last(line, forms[each]))
			return (enum form)each;
	return FORM_TEXT;
}

char *
query_word(char **at)
{
	char *from = *at + strspn(*at, " "), *to = from, *word = from;
	bool quoted = false;

	if (*from == '\0')
		return NULL;
	for (; *from != '\0' && (quoted || *from != ' '); from++)
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	*at = *from == '\0' ? from : from + 1;
	*to = '\0';
	return word;
}

static enum err
refuse(struct query *q, const char *format, const char *word)
{
	text_format(q->why, sizeof q->why, "%s '%.40s'", format, word);
	return ERR_PARAMS;
}

static enum err
take_limit(struct query *q, const char *value)
{
	int64_t number;

	if (!text_integer(value, 1, INT64_MAX, &number))
		return refuse(q, "limit takes a number from 1, not", value);
	q->limit = (uint64_t)number;
	return OK;
}

static enum err
take_filter(struct query *q, char *word, char *test)
{
	struct filter *f = &q->filter[q->filters];
	size_t skip = *test == '!' ? 2 : 1;

	if (*test == '!' && test[1] != '=')
		return refuse(q, "write COLUMN!=VALUE, not", word);
	if (q->filters == QUERY_FILTERS)
		return refuse(q, "8 conditions are the most; one too many is",
		    word);
	*f = (struct filter){ .column = word, .value = test + skip,
	    .test = *test };
	if ((f->test == '>' || f->test == '<') &&
	    !text_integer(f->value, INT64_MIN, INT64_MAX, &f->number))
		return refuse(q, "> and < compare with a number, not with",
		    f->value);
	*test = '\0';
	q->filters++;
	return OK;
}

static enum err
take_word(struct query *q, char *word)
{
	char *test = word + strcspn(word, "=!><");
	size_t each;

	for (each = 0; each < FORMS; each++)
		if (strcmp(word, forms[each]) == 0) {
			q->form = (enum form)each;
			return OK;
		}
	if (*test == '\0' || test == word) {
		if (*q->subject != '\0')
			return refuse(q, "one word too many:", word);
		q->subject = word;
		return OK;
	}
	if (strncmp(word, "limit=", 6) == 0)
		return take_limit(q, word + 6);
	if (strncmp(word, "sort=", 5) != 0)
		return take_filter(q, word, test);
	q->backwards = word[5] == '-';
	q->sort = word + 5 + q->backwards;
	return OK;
}

enum err
query_read(struct query *q, char *words)
{
	enum err err = OK;
	char *word;

	while (err == OK && (word = query_word(&words)) != NULL)
		err = take_word(q, word);
	return err;
}
