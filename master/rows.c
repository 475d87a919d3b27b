/*
 * rows - which rows of a listing its query asks for, and in what order
 *
 * Columns are numbers or texts by what their cells hold: what all reads as a
 * number compares as one.
 */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "master/rows.h"
#include "text.h"

struct sorting {
	unsigned	 column;
	bool		 numbers;
	bool		 rising;
};

static const char *
cell_of(const char *row, unsigned column)
{
	while (column-- > 0)
		row = rows_next(row);
	return row;
}

/* Its index, or -1. */
static int
find_column(const struct listing *t, const char *name)
{
	size_t len = strlen(name);
	unsigned c;

	for (c = 0; c < t->columns; c++)
		if (strcspn(t->column[c], " ") == len &&
		    strncmp(t->column[c], name, len) == 0)
			return (int)c;
	return -1;
}

static enum err
no_column(const struct listing *t, const char *name, char *why, size_t size)
{
	size_t used;
	unsigned c;

	text_format(why, size, "there is no column '%.40s' here; there are:",
	    name);
	for (c = 0; c < t->columns; c++) {
		used = strlen(why);
		text_format(why + used, size - used, " %.*s",
		    (int)strcspn(t->column[c], " "), t->column[c]);
	}
	return ERR_PARAMS;
}

static bool
passes(const struct filter *f, const char *cell)
{
	switch (f->test) {
	case '=':
		return strcmp(cell, f->value) == 0;
	case '!':
		return strcmp(cell, f->value) != 0;
	case '>':
		return strtod(cell, NULL) > (double)f->number;
	default:
		return strtod(cell, NULL) < (double)f->number;
	}
}

static bool
is_wanted(const struct listing *t, const char *row)
{
	const struct query *q = t->query;
	unsigned i;

	for (i = 0; i < q->filters; i++)
		if (!passes(&q->filter[i], cell_of(row,
		    (unsigned)find_column(t, q->filter[i].column))))
			return false;
	return true;
}

static int
compare(const void *one, const void *other, void *how)
{
	const struct sorting *s = how;
	const char *a = cell_of(*(const char *const *)one, s->column);
	const char *b = cell_of(*(const char *const *)other, s->column);
	double x = strtod(a, NULL), y = strtod(b, NULL);
	int order = s->numbers ? (x > y) - (x < y) : strcmp(a, b);

	/* Equal ones stay as they were: a row's cells follow those of the
	 * row before. */
	return order == 0 ? (a > b) - (a < b) : s->rising ? order : -order;
}

static void
sort(struct listing *t)
{
	const struct query *q = t->query;
	struct sorting how;

	if (q->sort == NULL)
		return;
	how.column = (unsigned)find_column(t, q->sort);
	how.numbers = t->number[how.column];
	how.rising = how.numbers == q->backwards;
	qsort_r(t->row, t->rows, sizeof *t->row, compare, &how);
}

static enum err
check_columns(const struct listing *t, char *why, size_t size)
{
	const struct query *q = t->query;
	unsigned i;

	for (i = 0; i < q->filters; i++)
		if (find_column(t, q->filter[i].column) == -1)
			return no_column(t, q->filter[i].column, why, size);
	if (q->sort != NULL && find_column(t, q->sort) == -1)
		return no_column(t, q->sort, why, size);
	return OK;
}

enum err
rows_select(struct listing *t, char *why, size_t size)
{
	const char *row = t->cells.bytes, *end = row + t->cells.len;
	size_t cells = 0;
	const char *cell;
	enum err err;

	if ((err = check_columns(t, why, size)) != OK)
		return err;
	for (cell = row; cell < end; cell = rows_next(cell))
		cells++;
	t->row = xmalloc((cells / t->columns + 1) * sizeof *t->row);
	for (; row < end; row = cell_of(row, t->columns))
		if (is_wanted(t, row))
			t->row[t->rows++] = row;
	sort(t);
	if (t->rows > t->query->limit)
		t->rows = t->query->limit;
	return OK;
}

void
rows_free(struct listing *t)
{
	free(t->row);
	t->row = NULL;
	t->rows = 0;
}
