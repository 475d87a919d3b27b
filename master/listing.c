/*
 * listing - what the stats socket shows, for people and for programs
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "master/listing.h"
#include "text.h"

#define CELLS_MOST	(64u << 20)	/* bytes */

void
listing_open(struct listing *t, struct buf *out, bool json, const char *columns)
{
	size_t len;

	*t = (struct listing){ .out = out, .json = json };
	buf_init(&t->cells, CELLS_MOST);
	while (*columns != '\0') {
		len = strcspn(columns, " ");
		t->number[t->columns] = *columns == '#';
		t->mixed[t->columns] = *columns == '?';
		t->column[t->columns++] = columns +
		    (*columns == '#' || *columns == '?');
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

/* The next cell, or NULL after the last. */
static const char *
next_cell(const struct listing *t, const char *cell)
{
	cell = cell == NULL ? t->cells.bytes : cell + strlen(cell) + 1;
	return cell == NULL || cell >= t->cells.bytes + t->cells.len ?
	    NULL : cell;
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
put_json(struct listing *t)
{
	struct json_out o;
	const char *cell;
	char name[64];
	unsigned c = 0;

	json_out_open(&o, t->out);
	json_put_array(&o);
	for (cell = next_cell(t, NULL); cell != NULL;
	    cell = next_cell(t, cell)) {
		if (c == 0)
			json_put_object(&o);
		text_format(name, sizeof name, "%.*s",
		    (int)name_len(t->column[c]), t->column[c]);
		json_put_key(&o, name);
		if (is_bare(t, c, cell))
			json_put_raw(&o, cell, strlen(cell));
		else
			json_put_text(&o, cell);
		if (++c == t->columns) {
			json_put_object_end(&o);
			c = 0;
		}
	}
	json_put_array_end(&o);
	buf_add(t->out, "\n", 1);
}

static void
measure(const struct listing *t, size_t width[LISTING_COLUMNS])
{
	const char *cell;
	unsigned c;

	for (c = 0; c < t->columns; c++)
		width[c] = name_len(t->column[c]);
	c = 0;
	for (cell = next_cell(t, NULL); cell != NULL;
	    cell = next_cell(t, cell)) {
		if (strlen(cell) > width[c])
			width[c] = strlen(cell);
		c = (c + 1) % t->columns;
	}
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
	size_t width[LISTING_COLUMNS];
	const char *cell;
	unsigned c;

	measure(t, width);
	for (c = 0; c < t->columns; c++)
		put_cell(t, c, t->column[c], name_len(t->column[c]), width);
	c = 0;
	for (cell = next_cell(t, NULL); cell != NULL;
	    cell = next_cell(t, cell)) {
		put_cell(t, c, cell, strlen(cell), width);
		c = (c + 1) % t->columns;
	}
}

void
listing_close(struct listing *t)
{
	if (t->json)
		put_json(t);
	else
		put_aligned(t);
	buf_fini(&t->cells);
}

void
record_open(struct listing *t, struct buf *out, bool json)
{
	*t = (struct listing){ .out = out, .json = json, .record = true };
	if (json)
		buf_add_text(out, "{");
}

static void
put_name(struct listing *t, const char *name)
{
	if (t->json)
		buf_add_format(t->out, "%s\"%s\":", t->begun ? "," : "", name);
	else
		buf_add_format(t->out, "%s: ", name);
	t->begun = true;
}

void
record_text(struct listing *t, const char *name, const char *text)
{
	struct json_out o;

	put_name(t, name);
	json_out_open(&o, t->out);
	if (t->json) {
		json_put_text(&o, text);
		return;
	}
	put_plain(t->out, text, strlen(text));
	buf_add_text(t->out, "\n");
}

void
record_number(struct listing *t, const char *name, uint64_t number)
{
	put_name(t, name);
	buf_add_format(t->out, "%" PRIu64 "%s", number, t->json ? "" : "\n");
}

void
record_close(struct listing *t)
{
	if (t->json)
		buf_add_text(t->out, "}\n");
}
