/*
 * listing - what the stats socket shows, for people and for programs
 */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "master/listing.h"
#include "master/rows.h"
#include "text.h"

#define CELLS_MOST	(64u << 20)	/* bytes */
#define DATE_SIZE	32

void
listing_open(struct listing *t, struct buf *out, const struct query *query,
    const char *columns)
{
	size_t len;

	*t = (struct listing){ .out = out, .query = query };
	buf_init(&t->cells, CELLS_MOST);
	while (*columns != '\0') {
		len = strcspn(columns, " ");
		t->number[t->columns] = *columns == '#' || *columns == '@';
		t->time[t->columns] = *columns == '@';
		t->mixed[t->columns] = *columns == '?';
		t->column[t->columns++] = columns +
		    (strchr("#?@", *columns) != NULL);
		columns += len + (columns[len] == ' ');
	}
}

void
listing_text(struct listing *t, const char *text)
{
	buf_add(&t->cells, text, strlen(text) + 1);
}

void
listing_number(struct listing *t, uint64_t number)
{
	char text[24];

	text_format(text, sizeof text, "%" PRIu64, number);
	listing_text(t, text);
}

void
listing_real(struct listing *t, double number)
{
	char text[32];

	text_format(text, sizeof text, "%.1f", number);
	listing_text(t, text);
}

static size_t
name_len(const char *column)
{
	return strcspn(column, " ");
}

/* JSON knows no 007. */
static bool
is_integer(const char *cell)
{
	const char *digits = cell + (cell[0] == '-');
	int64_t number;

	return text_integer(cell, INT64_MIN, INT64_MAX, &number) &&
	    (digits[0] != '0' || digits[1] == '\0');
}

static bool
is_bare(const struct listing *t, unsigned column, const char *cell)
{
	return t->number[column] || (t->mixed[column] && is_integer(cell));
}

static void
put_object(struct listing *t, struct json_out *o, const char *cell)
{
	unsigned c;

	json_put_object(o);
	for (c = 0; c < t->columns; c++, cell = rows_next(cell)) {
		json_put_name(o, t->column[c], name_len(t->column[c]));
		if (is_bare(t, c, cell))
			json_put_raw(o, cell, strlen(cell));
		else
			json_put_text(o, cell);
	}
	json_put_object_end(o);
}

static void
put_json(struct listing *t)
{
	struct json_out o;
	size_t row;

	json_out_open(&o, t->out);
	json_put_array(&o);
	for (row = 0; row < t->rows; row++)
		put_object(t, &o, t->row[row]);
	json_put_array_end(&o);
	buf_add(t->out, "\n", 1);
}

/* Names are the clients' words: none may end a line or move a cursor. */
static void
put_plain(struct buf *out, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		buf_add_u8(out, (unsigned char)text[i] < ' ' ||
		    text[i] == 0x7f ? '?' : (uint8_t)text[i]);
}

/* In quotes if it must be: they are doubled inside. */
static void
put_csv_cell(struct buf *out, const char *text, size_t len)
{
	size_t i;

	if (memchr(text, '"', len) == NULL && memchr(text, ',', len) == NULL) {
		put_plain(out, text, len);
		return;
	}
	buf_add_text(out, "\"");
	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			buf_add_text(out, "\"");
		put_plain(out, text + i, 1);
	}
	buf_add_text(out, "\"");
}

static void
put_csv_end(struct listing *t, unsigned column)
{
	buf_add_text(t->out, column + 1 == t->columns ? "\r\n" : ",");
}

static void
put_csv(struct listing *t)
{
	const char *cell;
	size_t row;
	unsigned c;

	for (c = 0; c < t->columns; c++) {
		buf_add(t->out, t->column[c], name_len(t->column[c]));
		put_csv_end(t, c);
	}
	for (row = 0; row < t->rows; row++)
		for (c = 0, cell = t->row[row]; c < t->columns;
		    c++, cell = rows_next(cell)) {
			put_csv_cell(t->out, cell, strlen(cell));
			put_csv_end(t, c);
		}
}

/* A cell as people are shown it. */
static const char *
spell(const struct listing *t, unsigned column, const char *cell,
    char memory[DATE_SIZE])
{
	struct tm date;
	int64_t when;
	time_t seconds;

	if (!t->time[column] || !text_integer(cell, 0, INT32_MAX, &when))
		return cell;
	seconds = (time_t)when;
	gmtime_r(&seconds, &date);
	strftime(memory, DATE_SIZE, "%Y-%m-%dT%H:%M:%SZ", &date);
	return memory;
}

static void
measure(const struct listing *t, size_t width[LISTING_COLUMNS])
{
	char date[DATE_SIZE];
	const char *cell;
	size_t row, len;
	unsigned c;

	for (c = 0; c < t->columns; c++)
		width[c] = name_len(t->column[c]);
	for (row = 0; row < t->rows; row++)
		for (c = 0, cell = t->row[row]; c < t->columns;
		    c++, cell = rows_next(cell)) {
			len = strlen(spell(t, c, cell, date));
			if (len > width[c])
				width[c] = len;
		}
}

static void
put_cell(struct listing *t, unsigned c, const char *text, size_t len,
    const size_t width[LISTING_COLUMNS])
{
	int pad = (int)(width[c] - len);
	bool last = c == t->columns - 1;

	if (t->number[c])
		buf_add_format(t->out, "%*s", pad, "");
	put_plain(t->out, text, len);
	if (!t->number[c] && !last)
		buf_add_format(t->out, "%*s", pad, "");
	buf_add_text(t->out, last ? "\n" : "  ");
}

static void
put_aligned(struct listing *t)
{
	size_t width[LISTING_COLUMNS], row;
	const char *cell, *text;
	char date[DATE_SIZE];
	unsigned c;

	measure(t, width);
	for (c = 0; c < t->columns; c++)
		put_cell(t, c, t->column[c], name_len(t->column[c]), width);
	for (row = 0; row < t->rows; row++)
		for (c = 0, cell = t->row[row]; c < t->columns;
		    c++, cell = rows_next(cell)) {
			text = spell(t, c, cell, date);
			put_cell(t, c, text, strlen(text), width);
		}
}

static void
put_rows(struct listing *t)
{
	switch (t->query->form) {
	case FORM_JSON:
		put_json(t);
		break;
	case FORM_CSV:
		put_csv(t);
		break;
	default:
		put_aligned(t);
	}
}

void
listing_close(struct listing *t)
{
	char why[512];

	if (rows_select(t, why, sizeof why) == OK)
		put_rows(t);
	else
		record_error(t->out, t->query, why);
	rows_free(t);
	buf_fini(&t->cells);
}

void
record_open(struct listing *t, struct buf *out, const struct query *query)
{
	*t = (struct listing){ .out = out, .query = query, .record = true };
	if (query->form == FORM_JSON)
		buf_add_text(out, "{");
	if (query->form == FORM_CSV)
		buf_add_text(out, "name,value\r\n");
}

static void
put_name(struct listing *t, const char *name)
{
	static const char *const behind[] = { ": ", "\":", "," };

	if (t->query->form == FORM_JSON)
		buf_add_text(t->out, t->begun ? ",\"" : "\"");
	buf_add_text(t->out, name);
	buf_add_text(t->out, behind[t->query->form]);
	t->begun = true;
}

static void
end_field(struct listing *t)
{
	static const char *const ends[] = { "\n", "", "\r\n" };

	buf_add_text(t->out, ends[t->query->form]);
}

void
record_text(struct listing *t, const char *name, const char *text)
{
	struct json_out o;

	put_name(t, name);
	json_out_open(&o, t->out);
	if (t->query->form == FORM_JSON)
		json_put_text(&o, text);
	else if (t->query->form == FORM_CSV)
		put_csv_cell(t->out, text, strlen(text));
	else
		put_plain(t->out, text, strlen(text));
	end_field(t);
}

void
record_number(struct listing *t, const char *name, uint64_t number)
{
	put_name(t, name);
	buf_add_format(t->out, "%" PRIu64, number);
	end_field(t);
}

void
record_real(struct listing *t, const char *name, double number)
{
	put_name(t, name);
	buf_add_format(t->out, "%.1f", number);
	end_field(t);
}

void
record_close(struct listing *t)
{
	if (t->query->form == FORM_JSON)
		buf_add_text(t->out, "}\n");
}

void
record_error(struct buf *out, const struct query *query, const char *words)
{
	struct listing t;

	record_open(&t, out, query);
	record_text(&t, "error", words);
	record_close(&t);
}
