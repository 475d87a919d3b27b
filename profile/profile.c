/*
 * profile - what the samples of a session say, and the forms it is told in
 */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "mem.h"
#include "profile/forms.h"
#include "profile/profile.h"
#include "text.h"

/* What grows while samples are read. */
struct heap {
	struct profile_stack *stack;
	uint64_t	*frames;
	size_t		 stacks, stacks_size, used, used_size;
};

static void
grow(struct heap *h)
{
	if (h->stacks == h->stacks_size) {
		h->stacks_size = h->stacks_size * 2 + 256;
		h->stack = xrealloc(h->stack, h->stacks_size *
		    sizeof *h->stack);
	}
	if (h->used_size - h->used < SAMPLES_FRAMES) {
		h->used_size = h->used_size * 2 + 256 * SAMPLES_FRAMES;
		h->frames = xrealloc(h->frames, h->used_size *
		    sizeof *h->frames);
	}
}

static void
read_row(struct profile *p, struct heap *h, const struct samples *s,
    uint32_t worker)
{
	uint32_t lost, count = samples_count(s, worker, &lost), slot;
	struct sample one;

	p->lost += lost;
	for (slot = 0; slot < count; slot++) {
		if (!samples_read(s, worker, slot, &one) || one.depth == 0)
			continue;
		grow(h);
		memcpy(h->frames + h->used, one.frame,
		    one.depth * sizeof *h->frames);
		h->stack[h->stacks++] = (struct profile_stack){
		    .depth = one.depth, .worker = worker, .of = one.of,
		    .count = 1, .amount = one.cpu_ns };
		h->used += one.depth;
		p->count++;
		p->amount += one.cpu_ns;
	}
}

static void
read_sites(struct profile *p, struct heap *h, const struct memory_row *row,
    uint32_t worker)
{
	struct memory_stack one;
	uint32_t site;

	p->lost += atomic_load(&row->lost);
	for (site = 0; site < MEMORY_SITES; site++) {
		if (!memory_read(row, site, p->kind == PROFILE_HEAP, &one))
			continue;
		grow(h);
		memcpy(h->frames + h->used, one.frame,
		    one.depth * sizeof *h->frames);
		h->stack[h->stacks++] = (struct profile_stack){
		    .depth = one.depth, .worker = worker,
		    .of = SAMPLE_WORKER, .count = one.objects,
		    .amount = one.bytes };
		h->used += one.depth;
		p->count += one.objects;
		p->amount += one.bytes;
	}
}

static int
by_process_and_frames(const void *a, const void *b)
{
	const struct profile_stack *x = a, *y = b;

	if (x->worker != y->worker)
		return x->worker < y->worker ? -1 : 1;
	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return memcmp(x->frame, y->frame, x->depth * sizeof *x->frame);
}

/* The frames have stopped moving: point to them, and make one of equals. */
static void
merge(struct profile *p)
{
	struct profile_stack *to = NULL;
	const uint64_t *at = p->frames;
	size_t i, stacks = p->stacks;

	for (i = 0; i < stacks; i++) {
		p->stack[i].frame = at;
		at += p->stack[i].depth;
	}
	if (stacks > 0)
		qsort(p->stack, stacks, sizeof *p->stack,
		    by_process_and_frames);
	p->stacks = 0;
	for (i = 0; i < stacks; i++) {
		if (to != NULL &&
		    by_process_and_frames(to, &p->stack[i]) == 0) {
			to->count += p->stack[i].count;
			to->amount += p->stack[i].amount;
			continue;
		}
		to = &p->stack[p->stacks++];
		*to = p->stack[i];
	}
}

static int
by_address(const void *a, const void *b)
{
	uint64_t x = ((const struct profile_location *)a)->address;
	uint64_t y = ((const struct profile_location *)b)->address;

	return x < y ? -1 : x > y;
}

static void
list_locations(struct profile *p)
{
	size_t frames = 0, n = 0, i;
	const struct profile_stack *s;
	uint32_t each;

	for (s = p->stack; s < p->stack + p->stacks; s++)
		frames += s->depth;
	p->location = xcalloc(frames, sizeof *p->location);
	for (s = p->stack; s < p->stack + p->stacks; s++)
		for (each = 0; each < s->depth; each++)
			p->location[n++].address = profile_address(s, each);
	qsort(p->location, n, sizeof *p->location, by_address);
	for (i = 0; i < n; i++)
		if (p->locations == 0 || p->location[i].address !=
		    p->location[p->locations - 1].address)
			p->location[p->locations++] = p->location[i];
}

struct named { struct profile_function function; uint32_t location; };

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->function.name,
	    ((const struct named *)b)->function.name);
}

static void
name_location(const struct symbols *symbols, uint64_t address,
    struct profile_function *out)
{
	out->ours = symbols_name(symbols, address, out->name);
	/* All that has no name in a library is one. */
	if (!out->ours)
		out->name[strcspn(out->name, "+")] = '\0';
}

/* Name each location, and number the names. */
static void
name_locations(struct profile *p)
{
	struct named *named = xcalloc(p->locations, sizeof *named);
	struct symbols symbols;
	size_t i;

	symbols_open(&symbols);
	for (i = 0; i < p->locations; i++) {
		named[i].location = (uint32_t)i;
		name_location(&symbols, p->location[i].address,
		    &named[i].function);
	}
	symbols_close(&symbols);
	qsort(named, p->locations, sizeof *named, by_name);
	p->function = xcalloc(p->locations, sizeof *p->function);
	for (i = 0; i < p->locations; i++) {
		if (i == 0 || by_name(&named[i - 1], &named[i]) != 0)
			p->function[p->functions++] = named[i].function;
		p->location[named[i].location].function =
		    (uint32_t)p->functions - 1;
	}
	free(named);
}

static void
digest(struct profile *p, const struct heap *h)
{
	p->stack = h->stack;
	p->stacks = h->stacks;
	p->frames = h->frames;
	merge(p);
	list_locations(p);
	name_locations(p);
}

void
profile_take(struct profile *p, const struct samples *s, uint32_t workers,
    uint32_t seconds)
{
	struct heap h = { 0 };
	uint32_t row;

	*p = (struct profile){ .duration_ns = seconds * 1000000000ull,
	    .when = clock_unix() };
	for (row = 0; row < workers; row++)
		read_row(p, &h, s, row);
	digest(p, &h);
}

void
profile_take_memory(struct profile *p, enum profile_kind kind,
    const struct memory *memory, uint32_t workers, uint32_t worker)
{
	struct heap h = { 0 };
	uint32_t row;

	*p = (struct profile){ .kind = kind, .when = clock_unix() };
	for (row = 0; row < workers; row++)
		if (worker == SAMPLES_ALL || worker == row)
			read_sites(p, &h, &memory->row[row], row);
	digest(p, &h);
}

void
profile_free(struct profile *p)
{
	free(p->stack);
	free(p->frames);
	free(p->location);
	free(p->function);
}

uint64_t
profile_weight(const struct profile *p, const struct profile_stack *s)
{
	return p->kind == PROFILE_CPU ? s->count : s->amount;
}

uint64_t
profile_period_ns(const struct profile *p)
{
	return p->count > 0 ? p->amount / p->count :
	    1000000000u / SAMPLES_HZ;
}

uint64_t
profile_address(const struct profile_stack *s, uint32_t frame)
{
	return s->frame[frame] - (frame > 0);
}

size_t
profile_locate(const struct profile *p, uint64_t address)
{
	const struct profile_location key = { .address = address };
	const struct profile_location *at = bsearch(&key, p->location,
	    p->locations, sizeof key, by_address);

	return (size_t)(at - p->location);
}

const struct profile_function *
profile_function(const struct profile *p, const struct profile_stack *s,
    uint32_t frame)
{
	size_t at = profile_locate(p, profile_address(s, frame));

	return &p->function[p->location[at].function];
}

void
profile_process(const struct profile_stack *s, char out[PROFILE_PROCESS])
{
	static const char *const of[] = { [SAMPLE_WORKER] = "",
	    [SAMPLE_JOB] = " job", [SAMPLE_SHADOW] = " shadow" };

	text_format(out, PROFILE_PROCESS, "worker %u%s", s->worker,
	    of[s->of]);
}

static const struct profile_form forms[] = {
	{ "pprof", "application/octet-stream", "profile.pb.gz", pprof_put },
	{ "legacy", "application/octet-stream", "profile.prof", legacy_put },
	{ "folded", "text/plain; charset=utf-8", "profile.folded",
	    folded_put },
	{ "svg", "image/svg+xml", "profile.svg", flame_put },
};

const struct profile_form *
profile_form(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (strlen(forms[i].name) == len &&
		    memcmp(forms[i].name, name, len) == 0)
			return &forms[i];
	return NULL;
}
