/*
 * status - the server at a glance: what it is, and what each worker does
 *
 * Every value is looked up once, as text, into a page of cells; the three forms
 * only differ in what stands around the cells.  No value comes from a client,
 * so none has to be quoted.
 */
#include <inttypes.h>
#include <string.h>

#include "clock.h"
#include "text.h"
#include "worker/scrape.h"
#include "worker/status.h"

#define CELL	96		/* bytes of a value */
#define FACTS	20

enum form_id { FORM_TEXT, FORM_HTML, FORM_JSON };

/* A value, and whether JSON has it in quotes. */
struct cell {
	char		 text[CELL];
	bool		 word;
};

static const char *const columns[] = { "worker", "pid", "state", "age_seconds",
    "connections", "projects", "jobs", "jobs_waiting", "requests", "errors",
    "cpu_seconds", "deaths", "running" };

#define COLUMNS	(sizeof columns / sizeof columns[0])

struct status {
	struct scrape	 scrape;
	const char	*name[FACTS];
	struct cell	 fact[FACTS];
	unsigned	 facts;
	struct cell	 row[BOUND_WORKERS][COLUMNS];
};

static void
set_word(struct cell *c, const char *text)
{
	text_copy(c->text, sizeof c->text, text);
	c->word = true;
}

static void
set_number(struct cell *c, uint64_t value)
{
	text_format(c->text, sizeof c->text, "%" PRIu64, value);
	c->word = false;
}

static struct cell *
add_fact(struct status *s, const char *name)
{
	s->name[s->facts] = name;
	return &s->fact[s->facts++];
}

static const char *
store_state(const struct keeping *k)
{
	if (!k->on)
		return "off";
	if (atomic_load(&k->full))
		return "full";
	return atomic_load(&k->pid) == 0 ? "down" : "up";
}

static uint64_t
count_conns(const struct scrape *s)
{
	uint64_t sum = 0;
	int transport, state;

	for (transport = 0; transport < SCRAPE_TRANSPORTS; transport++)
		for (state = 0; state < SCRAPE_STATES; state++)
			sum += s->conns[transport][state];
	return sum;
}

static void
look_at_server(struct status *s)
{
	const struct scrape *scrape = &s->scrape;
	const struct segment_head *head = scrape->segment->head;

	set_word(add_fact(s, "version"), GOXELD_VERSION);
	set_word(add_fact(s, "state"), scrape->trouble != NULL ?
	    scrape->trouble : atomic_load(&head->degraded) ? "degraded" :
	    "serving");
	set_number(add_fact(s, "pid"), (uint64_t)head->master);
	set_number(add_fact(s, "uptime_seconds"),
	    (clock_ms() - head->started_ms) / 1000);
	set_number(add_fact(s, "workers_ready"), scrape->ready);
	set_number(add_fact(s, "connections"), count_conns(scrape));
	set_number(add_fact(s, "connections_limit"),
	    scrape->segment->conns.count);
	set_number(add_fact(s, "requests"),
	    scrape_counter(scrape, COUNT_requests));
	set_number(add_fact(s, "errors"),
	    scrape_counter(scrape, COUNT_errors));
	set_number(add_fact(s, "edits"), scrape_counter(scrape, COUNT_edits));
	set_number(add_fact(s, "requests_in_flight"), scrape->in_flight);
	set_number(add_fact(s, "jobs_running"), scrape->jobs_running);
	set_number(add_fact(s, "jobs_waiting"), scrape->jobs_waiting);
	set_number(add_fact(s, "projects"), scrape->projects[0] +
	    scrape->projects[1]);
	set_word(add_fact(s, "store"), store_state(scrape->segment->keeping));
	set_number(add_fact(s, "journal_lag_bytes"), scrape->log_lag);
	set_number(add_fact(s, "worker_deaths"),
	    scrape_counter(scrape, COUNT_worker_deaths));
}

static const char *
method_of(const struct executing *x)
{
	uint32_t method = x->method;

	return x->conn == 0 || method >= METHOD_COUNT ? "-" :
	    methods[method].name;
}

static void
look_at_worker(struct status *s, uint32_t row)
{
	static const char *const states[] = { "none", "starting", "ready",
	    "draining" };
	const struct segment *segment = s->scrape.segment;
	const struct worker_row *w = &segment->workers[row];
	const struct board_row *b = &segment->board->row[row];
	int32_t pid = atomic_load(&w->pid);
	struct cell *c = s->row[row];

	set_number(c++, row);
	set_number(c++, pid < 0 ? 0 : (uint64_t)pid);
	set_word(c++, states[atomic_load(&w->state) % 4]);
	set_number(c++, pid == 0 ? 0 : (clock_ms() - w->born_ms) / 1000);
	set_number(c++, atomic_load(&w->conns));
	set_number(c++, atomic_load(&w->projects));
	set_number(c++, atomic_load(&w->jobs));
	set_number(c++, atomic_load(&w->jobs_waiting));
	set_number(c++, b->counter[COUNT_requests]);
	set_number(c++, b->counter[COUNT_errors]);
	text_format(c->text, CELL, "%.2f", (double)b->cpu_ns / 1e9);
	c++;
	set_number(c++, w->deaths);
	set_word(c, method_of(&w->executing));
}

static void
put_json_cell(struct buf *out, const char *name, const struct cell *c)
{
	const char *quote = c->word ? "\"" : "";

	buf_add_format(out, "\"%s\":%s%s%s", name, quote, c->text, quote);
}

static void
put_json(const struct status *s, struct buf *out)
{
	uint32_t row;
	size_t i;

	for (i = 0; i < s->facts; i++) {
		buf_add_text(out, i == 0 ? "{" : ",");
		put_json_cell(out, s->name[i], &s->fact[i]);
	}
	buf_add_text(out, ",\"worker\":[");
	for (row = 0; row < s->scrape.rows; row++) {
		for (i = 0; i < COLUMNS; i++) {
			buf_add_text(out, i > 0 ? "," : row > 0 ? ",{" : "{");
			put_json_cell(out, columns[i], &s->row[row][i]);
		}
		buf_add_text(out, "}");
	}
	buf_add_text(out, "]}\n");
}

/* No value is wider than this or its title, but the last. */
static void
put_column(struct buf *out, size_t i, const char *text)
{
	size_t title = strlen(columns[i]), width = title > 8 ? title : 8;

	if (i + 1 < COLUMNS)
		buf_add_format(out, "%-*s ", (int)width, text);
	else
		buf_add_format(out, "%s\n", text);
}

static void
put_text(const struct status *s, struct buf *out)
{
	uint32_t row;
	size_t i;

	for (i = 0; i < s->facts; i++)
		buf_add_format(out, "%-20s %s\n", s->name[i],
		    s->fact[i].text);
	buf_add_text(out, "\n");
	for (i = 0; i < COLUMNS; i++)
		put_column(out, i, columns[i]);
	for (row = 0; row < s->scrape.rows; row++)
		for (i = 0; i < COLUMNS; i++)
			put_column(out, i, s->row[row][i].text);
}

static void
put_html(const struct status *s, struct buf *out)
{
	uint32_t row;
	size_t i;

	buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>"
	    "<meta charset=\"utf-8\"><title>goxeld status</title>\n<style>"
	    ":root{color-scheme:light dark}body{font:14px sans-serif}"
	    "th,td{padding:2px 8px;text-align:left}</style></head>\n"
	    "<body>\n<h1>goxeld</h1>\n<table>\n");
	for (i = 0; i < s->facts; i++)
		buf_add_format(out, "<tr><th scope=\"row\">%s</th><td>%s</td>"
		    "</tr>\n", s->name[i], s->fact[i].text);
	buf_add_text(out, "</table>\n<h2>Workers</h2>\n<table>\n<tr>");
	for (i = 0; i < COLUMNS; i++)
		buf_add_format(out, "<th scope=\"col\">%s</th>", columns[i]);
	for (row = 0; row < s->scrape.rows; row++) {
		buf_add_text(out, "</tr>\n<tr>");
		for (i = 0; i < COLUMNS; i++)
			buf_add_format(out, "<td>%s</td>",
			    s->row[row][i].text);
	}
	buf_add_text(out, "</tr>\n</table>\n</body>\n</html>\n");
}

static void
put_status(const struct worker *w, struct buf *out, enum form_id form)
{
	static void (*const put[])(const struct status *, struct buf *) = {
		[FORM_TEXT] = put_text, [FORM_HTML] = put_html,
		[FORM_JSON] = put_json
	};
	struct status s = { .facts = 0 };
	uint32_t row;

	scrape_take(&s.scrape, w);
	look_at_server(&s);
	for (row = 0; row < s.scrape.rows; row++)
		look_at_worker(&s, row);
	put[form](&s, out);
}

static const struct form {
	const char	*query, *type;	/* of Accept */
} forms[] = {
	[FORM_TEXT] = { "format=text", "text/plain" },
	[FORM_HTML] = { "format=html", "text/html" },
	[FORM_JSON] = { "format=json", "application/json" },
};

#define FORMS	(sizeof forms / sizeof forms[0])

/* What the query asks for, else what Accept names, else text; FORMS: there is
 * no such form. */
static size_t
find_form(const struct admin_request *r)
{
	size_t i;

	if (r->head->query.len > 0) {
		for (i = 0; i < FORMS && !admin_asks(r, forms[i].query); i++)
			;
		return i;
	}
	for (i = FORMS - 1; i > 0 && http_accepts(r->head, r->bytes,
	    forms[i].type) != HTTP_LISTED; i--)
		;
	return i;
}

static enum serve
refuse(struct admin_request *r)
{
	buf_add_text(admin_begin(r, 400, ADMIN_TEXT),
	    "format is text, html or json\n");
	return admin_end(r);
}

enum serve
status_serve(struct admin_request *r)
{
	static const char *const types[] = { [FORM_TEXT] = ADMIN_TEXT,
	    [FORM_HTML] = "text/html; charset=utf-8",
	    [FORM_JSON] = "application/json" };
	size_t form = find_form(r);

	if (form == FORMS)
		return refuse(r);
	put_status(r->conn->worker, admin_begin(r, 200, types[form]),
	    (enum form_id)form);
	return admin_end(r);
}
