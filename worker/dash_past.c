/*
 * dash_past - the notes of the last 15 minutes, as the dashboard reads them
 */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "worker/dash_layers.h"
#include "worker/dash_past.h"

static const char *const vitals[] = {
#define VITAL(id, unit, doc) #id,
#include "tbl/vitals.h"
};

/* Notes that were read whole, one after the other. */
struct past {
	struct history_note *note;
	uint64_t	 first;		/* its number */
	uint32_t	 count;
	uint32_t	 rows;		/* of workers in any of them */
};

static void
read_past(struct past *p, const struct history *h)
{
	uint64_t number, end = history_end(h);

	*p = (struct past){ .first = history_first(h) };
	p->note = xmalloc(HISTORY_SECONDS * sizeof *p->note);
	for (number = p->first; number < end && p->count < HISTORY_SECONDS;
	    number++) {
		if (!history_read(h, number, &p->note[p->count])) {
			p->first = number + 1;
			p->count = 0;
			continue;
		}
		if (p->note[p->count].rows > p->rows)
			p->rows = p->note[p->count].rows;
		p->count++;
	}
	if (p->rows > BOUND_WORKERS)
		p->rows = BOUND_WORKERS;
}

static void
put_times(struct json_out *out, const struct past *p)
{
	uint32_t i;

	json_put_key(out, "when");
	json_put_array(out);
	for (i = 0; i < p->count; i++)
		json_put_int(out, p->note[i].when);
	json_put_array_end(out);
	json_put_key(out, "span_ms");
	json_put_array(out);
	for (i = 0; i < p->count; i++)
		json_put_int(out, p->note[i].span_ms);
	json_put_array_end(out);
}

static void
put_vitals(struct json_out *out, const struct past *p)
{
	uint32_t each, i;

	json_put_key(out, "vitals");
	json_put_object(out);
	for (each = 0; each < VITAL_COUNT; each++) {
		json_put_key(out, vitals[each]);
		json_put_array(out);
		for (i = 0; i < p->count; i++)
			json_put_int(out, (int64_t)p->note[i].vital[each]);
		json_put_array_end(out);
	}
	json_put_object_end(out);
}

/* Up to the last band that has any: most seconds have none. */
static void
put_band(struct json_out *out, const struct history_note *note)
{
	uint32_t each, count = HISTORY_BANDS;

	while (count > 0 && note->band[count - 1] == 0)
		count--;
	json_put_array(out);
	for (each = 0; each < count; each++)
		json_put_int(out, note->band[each]);
	json_put_array_end(out);
}

static void
put_bands(struct json_out *out, const struct past *p)
{
	uint32_t i;

	json_put_key(out, "band");
	json_put_array(out);
	for (i = 0; i < p->count; i++)
		put_band(out, &p->note[i]);
	json_put_array_end(out);
}

static void
put_worker(struct json_out *out, const struct past *p, uint32_t row)
{
	char state[HISTORY_SECONDS];
	uint32_t i;

	json_put_object(out);
	for (i = 0; i < p->count; i++)
		state[i] = row < p->note[i].rows ?
		    p->note[i].worker[row].state : '.';
	json_put_key(out, "state");
	json_put_bytes(out, state, p->count);
	json_put_key(out, "requests");
	json_put_array(out);
	for (i = 0; i < p->count; i++)
		json_put_int(out, p->note[i].worker[row].requests);
	json_put_array_end(out);
	json_put_key(out, "cpu_ms");
	json_put_array(out);
	for (i = 0; i < p->count; i++)
		json_put_int(out, p->note[i].worker[row].cpu_ms);
	json_put_array_end(out);
	json_put_object_end(out);
}

void
dash_past_put(struct json_out *out, const struct history *h)
{
	struct past p;
	uint32_t row;

	read_past(&p, h);
	json_put_key(out, "seconds");
	json_put_int(out, HISTORY_SECONDS);
	json_put_key(out, "first");
	json_put_int(out, (int64_t)p.first);
	put_times(out, &p);
	put_vitals(out, &p);
	put_bands(out, &p);
	json_put_key(out, "workers");
	json_put_array(out);
	for (row = 0; row < p.rows; row++)
		put_worker(out, &p, row);
	json_put_array_end(out);
	dash_layers_put(out, p.note, p.count);
	free(p.note);
}

static void
put_worker_note(struct json_out *out, const struct history_worker *w)
{
	json_put_object(out);
	json_put_key(out, "state");
	json_put_bytes(out, &w->state, 1);
	json_put_key(out, "requests");
	json_put_int(out, w->requests);
	json_put_key(out, "cpu_ms");
	json_put_int(out, w->cpu_ms);
	json_put_object_end(out);
}

void
dash_past_put_note(struct json_out *out, const struct history *h,
    uint64_t number)
{
	struct history_note note;
	uint32_t each;

	if (!history_read(h, number, &note))
		memset(&note, 0, sizeof note);
	json_put_key(out, "number");
	json_put_int(out, (int64_t)number);
	json_put_key(out, "when");
	json_put_int(out, note.when);
	json_put_key(out, "span_ms");
	json_put_int(out, note.span_ms);
	json_put_key(out, "vitals");
	json_put_object(out);
	for (each = 0; each < VITAL_COUNT; each++) {
		json_put_key(out, vitals[each]);
		json_put_int(out, (int64_t)note.vital[each]);
	}
	json_put_object_end(out);
	json_put_key(out, "band");
	put_band(out, &note);
	json_put_key(out, "workers");
	json_put_array(out);
	for (each = 0; each < note.rows && each < BOUND_WORKERS; each++)
		put_worker_note(out, &note.worker[each]);
	json_put_array_end(out);
	dash_layers_put_note(out, &note);
}
