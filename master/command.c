/*
 * command - a line of the stats socket, carried out
 */
#include <string.h>

#include "log.h"
#include "master/command.h"
#include "master/config.h"
#include "master/listing.h"
#include "master/order.h"
#include "master/show.h"
#include "text.h"

#define NEAR	3		/* letters that may be wrong */
#define NAME	96		/* bytes of a command as help tells it */

/* Commands that are neither shows nor orders. */
static const struct {
	const char	*name, *usage, *doc;
} others[] = {
	{ "help", "[WORD]", "this list, or what of it has this word; "
	    "`json` or `csv` before or behind a command answers in that form, "
	    "`;` stands between commands" },
	{ "complete", "PREFIX", "the commands and settings that begin so" },
	{ "watch", "COMMAND SECONDS", "the same again and again until you go" },
	{ "profile", "SECONDS [FORM] [worker=N]", "where CPU time goes: "
	    "folded stacks, or pprof, legacy, svg" },
	{ "prompt", "", "stay and ask; `quit` ends it" },
};

#define OTHERS	(sizeof others / sizeof others[0])

typedef void each_function(const char *name, const char *usage,
    const char *doc, void *arg);

/* Every command that there is, with its first words together. */
static void
each_command(each_function *each, void *arg)
{
	const struct order *o;
	const struct show *s;
	char name[NAME];
	size_t i;

	for (s = shows; s->name != NULL; s++) {
		text_format(name, sizeof name, "show %s", s->name);
		each(name, s->subject, s->doc, arg);
	}
	for (o = orders; o->name != NULL; o++)
		each(o->name, o->usage, o->doc, arg);
	for (i = 0; i < OTHERS; i++)
		each(others[i].name, others[i].usage, others[i].doc, arg);
}

struct help {
	struct listing	 list;
	const char	*word;
	bool		 found;
};

static void
find_word(const char *name, const char *usage, const char *doc, void *arg)
{
	struct help *h = arg;

	(void)usage, (void)doc;
	h->found |= strstr(name, h->word) != NULL;
}

static void
put_help(const char *name, const char *usage, const char *doc, void *arg)
{
	struct help *h = arg;
	struct listing *t = &h->list;
	char command[2 * NAME];

	if (strstr(name, h->word) == NULL)
		return;
	text_format(command, sizeof command, "%s%s%s", name,
	    usage[0] != '\0' ? " " : "", usage);
	listing_text(t, command);
	listing_text(t, doc);
}

static void
help(struct buf *out, const struct query *query, const char *word)
{
	struct help h = { .word = word };
	char words[QUERY_LINE];

	each_command(find_word, &h);
	if (!h.found) {
		text_format(words, sizeof words, "no command has '%.100s' in "
		    "its name; `help` lists what there is", word);
		record_error(out, query, words);
		return;
	}
	listing_open(&h.list, out, query, "command meaning");
	each_command(put_help, &h);
	listing_close(&h.list);
}

struct completion {
	struct listing	 list;
	const char	*prefix;
	uint32_t	 workers;
};

static void
put_beginning(struct completion *c, const char *name)
{
	if (strncmp(name, c->prefix, strlen(c->prefix)) == 0)
		listing_text(&c->list, name);
}

/* A command that is about a worker, and is typed as far as that, goes on with
 * each of them. */
static void
put_completion(const char *name, const char *usage, const char *doc, void *arg)
{
	struct completion *c = arg;
	char command[NAME];
	uint32_t row;

	(void)doc;
	put_beginning(c, name);
	if (strcmp(usage, "N") != 0 ||
	    strncmp(c->prefix, name, strlen(name)) != 0)
		return;
	for (row = 0; row < c->workers; row++) {
		text_format(command, sizeof command, "%s %u", name, row);
		put_beginning(c, command);
	}
}

static void
complete(struct master *m, struct buf *out, const struct query *query,
    const char *prefix)
{
	struct completion c = { .prefix = prefix, .workers = m->seats };
	char name[NAME];
	int id;

	listing_open(&c.list, out, query, "command");
	each_command(put_completion, &c);
	for (id = 0; id < SETTING_COUNT; id++) {
		text_format(name, sizeof name, "set %s", settings[id].name);
		if (settings[id].reload)
			put_beginning(&c, name);
	}
	listing_close(&c.list);
}

struct nearest {
	const char	*line;
	char		 name[NAME];
	unsigned	 distance;
};

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	return a < b ? (a < c ? a : c) : (b < c ? b : c);
}

/* Letters to insert, take away or change (Levenshtein) between a name and as
 * many words of the line. */
static unsigned
distance(const char *name, const char *line, size_t len)
{
	unsigned row[NAME], before, corner;
	size_t i, j, size = strlen(name);

	for (j = 0; j <= size; j++)
		row[j] = (unsigned)j;
	for (i = 0; i < len; i++) {
		corner = row[0]++;
		for (j = 0; j < size; j++) {
			before = row[j + 1];
			row[j + 1] = least(row[j] + 1, before + 1,
			    corner + (line[i] != name[j]));
			corner = before;
		}
	}
	return row[size];
}

/* Bytes of so many words at the beginning of a line. */
static size_t
words_len(const char *line, const char *like)
{
	size_t len = 0;

	for (;;) {
		len += strcspn(line + len, " ");
		like += strcspn(like, " ");
		if (*like == '\0' || line[len] == '\0')
			return len;
		like += strspn(like, " ");
		len += strspn(line + len, " ");
	}
}

static void
compare_name(const char *name, const char *usage, const char *doc, void *arg)
{
	struct nearest *n = arg;
	unsigned d = distance(name, n->line, words_len(n->line, name));

	(void)usage, (void)doc;
	/* "show workers" is not nearly "stop". */
	if (3 * d > strlen(name))
		d = NEAR + 1;
	/* "workers" stands for "show workers". */
	if (strncmp(name, "show ", 5) == 0 &&
	    strncmp(n->line, "show ", 5) != 0 && d > NEAR)
		d = distance(name + 5, n->line,
		    words_len(n->line, name + 5));
	if (d >= n->distance)
		return;
	n->distance = d;
	text_copy(n->name, sizeof n->name, name);
}

/* Those that begin with the first word of the line. */
struct siblings {
	const char	*line;
	char		 names[QUERY_LINE / 2];
};

static void
add_sibling(const char *name, const char *usage, const char *doc, void *arg)
{
	struct siblings *s = arg;
	size_t len = strcspn(s->line, " "), used = strlen(s->names);

	(void)doc;
	if (strlen(name) <= len || strncmp(name, s->line, len) != 0 ||
	    name[len] != ' ')
		return;
	text_format(s->names + used, sizeof s->names - used, "%s%s%s%s",
	    used > 0 ? ", " : "", name + len + 1, usage[0] != '\0' ? " " : "",
	    usage);
}

static void
unknown(struct buf *out, const struct query *query, const char *line)
{
	struct nearest n = { .line = line, .distance = NEAR + 1 };
	struct siblings s = { .line = line };
	char words[QUERY_LINE];

	each_command(compare_name, &n);
	if (n.name[0] != '\0')
		text_format(words, sizeof words, "unknown command '%.200s'; "
		    "did you mean '%s'? `help` lists what there is", line,
		    n.name);
	else if (each_command(add_sibling, &s), s.names[0] != '\0')
		text_format(words, sizeof words, "unknown command '%.200s'; "
		    "after '%.*s' comes: %s", line, (int)strcspn(line, " "),
		    line, s.names);
	else
		text_format(words, sizeof words, "unknown command '%.200s'; "
		    "`help` lists what there is", line);
	record_error(out, query, words);
}

/* "workers sort=cpu_s" after `show`: what, and its words. */
static const struct show *
find_show(char *words, char **rest)
{
	size_t len = strcspn(words, " ");
	const struct show *s;

	for (s = shows; s->name != NULL; s++)
		if (strlen(s->name) == len &&
		    strncmp(s->name, words, len) == 0) {
			*rest = words + len;
			return s;
		}
	return NULL;
}

static bool
show(struct master *m, char *line, struct buf *out, struct query *q)
{
	const struct show *s;
	char *rest;

	if (strncmp(line, "show ", 5) != 0 ||
	    (s = find_show(line + 5 + strspn(line + 5, " "), &rest)) == NULL)
		return false;
	if (query_read(q, rest) != OK)
		record_error(out, q, q->why);
	else if ((s->subject[0] == '\0') != (q->subject[0] == '\0')) {
		text_format(q->why, sizeof q->why, "usage: show %s%s%s",
		    s->name, s->subject[0] == '\0' ? "" : " ", s->subject);
		record_error(out, q, q->why);
	} else
		s->show(m, out, q);
	return true;
}

static bool
carry_out(struct master *m, const char *line, struct buf *out,
    const struct query *query)
{
	const struct order *o;
	struct listing t;
	const char *rest;
	enum err err;

	if ((o = order_find(line, &rest)) == NULL)
		return false;
	m->why[0] = '\0';
	log_info("an operator: %s", line);
	err = o->carry_out(m, rest);
	if (err == OK)
		events_add(m->segment.events, EVENT_ORDER, EVENT_NO_WORKER,
		    "%.100s", line);
	record_open(&t, out, query);
	record_text(&t, err == OK ? "done" : "error", m->why);
	record_close(&t);
	return true;
}

void
command_run(struct master *m, enum rights rights, const char *command,
    struct buf *out)
{
	struct query q;
	char line[QUERY_LINE];
	const char *rest;

	text_copy(line, sizeof line, command + strspn(command, " "));
	q = query_of(query_form(line));
	if (line[0] == '\0')
		help(out, &q, "");
	else if (strncmp(line, "help", 4) == 0 &&
	    (line[4] == '\0' || line[4] == ' '))
		help(out, &q, line + 4 + strspn(line + 4, " "));
	else if (strncmp(line, "complete", 8) == 0 &&
	    (line[8] == '\0' || line[8] == ' '))
		complete(m, out, &q, line + 8 + strspn(line + 8, " "));
	else if (show(m, line, out, &q))
		return;
	else if (rights != MAY_ALL && order_find(line, &rest) != NULL)
		record_error(out, &q, "another user may only look: show, "
		    "watch, complete and help");
	else if (!carry_out(m, line, out, &q))
		unknown(out, &q, line);
}

bool
command_looks(const char *command)
{
	char line[QUERY_LINE];

	text_copy(line, sizeof line, command + strspn(command, " "));
	query_form(line);
	return strncmp(line, "show ", 5) == 0;
}

bool
command_next(const char **line, char out[QUERY_LINE])
{
	const char *from = *line + strspn(*line, " ;\r\n"), *to = from;
	bool quoted = false;
	size_t len;

	if (*from == '\0')
		return false;
	for (; *to != '\0' && (quoted || *to != ';'); to++)
		quoted ^= *to == '"';
	*line = to;
	len = (size_t)(to - from);
	while (len > 0 && strchr(" \r\n", from[len - 1]) != NULL)
		len--;
	text_format(out, QUERY_LINE, "%.*s", (int)len, from);
	return true;
}
