/*
 * flame - a profile as a flame graph: one SVG, which needs nothing else
 *
 * A box is a function, as wide as its share of the samples, on top of its
 * caller; at the bottom is everything, above it the processes.  Which is left
 * of which is the alphabet's doing and means nothing.  A box's title says all
 * of it, where the name does not fit.  Colours tell the server's own functions
 * from those of libraries, and neighbours from each other.
 *
 * The graph is a tree of boxes, made stack by stack; children of a box are a
 * list by name.  What is narrower than a third of a pixel is left out.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "profile/forms.h"

#define WIDTH		1200.0	/* of the page, in pixels */
#define MARGIN		10.0
#define ROW		18.0
#define HEAD		48.0	/* what stands above the graph */
#define LETTER		6.7	/* the width of one */
#define NARROW		0.33

struct box {
	const char	*name;
	bool		 ours;		/* no library's */
	uint64_t	 count;		/* samples or bytes, of its callees
					 * too */
	struct box	*child, *next;
};

struct graph {
	struct buf	*out;
	double		 per_sample;	/* pixels */
	double		 bottom;
	uint64_t	 count;
	uint64_t	 period_ns;
	enum profile_kind kind;
};

/* The callee of that name, made if there is none. */
static struct box *
enter(struct box *parent, const char *name, bool ours, uint64_t count)
{
	struct box **link = &parent->child, *new;
	int order = 1;

	while (*link != NULL && (order = strcmp((*link)->name, name)) < 0)
		link = &(*link)->next;
	if (*link == NULL || order != 0) {
		new = xcalloc(1, sizeof *new);
		new->name = name;
		new->ours = ours;
		new->next = *link;
		*link = new;
	}
	(*link)->count += count;
	return *link;
}

static void
free_boxes(struct box *box)
{
	struct box *next;

	for (; box != NULL; box = next) {
		next = box->next;
		free_boxes(box->child);
		free(box);
	}
}

/* Boxes from this one up. */
static unsigned
height(const struct box *box)
{
	const struct box *child;
	unsigned most = 0, one;

	for (child = box->child; child != NULL; child = child->next)
		if ((one = height(child)) > most)
			most = one;
	return most + 1;
}

/* A name never has more than a few characters that XML wants in words. */
static void
put_quoted(struct buf *out, const char *name, size_t len)
{
	for (; len > 0; name++, len--)
		switch (*name) {
		case '<':
			buf_add_text(out, "&lt;");
			break;
		case '>':
			buf_add_text(out, "&gt;");
			break;
		case '&':
			buf_add_text(out, "&amp;");
			break;
		default:
			buf_add(out, name, 1);
		}
}

/* Warm for our own functions, cool for those of libraries, grey for
 * processes. */
static void
put_color(struct buf *out, const struct box *box, unsigned level)
{
	unsigned hash = 2166136261u;
	const char *at;

	for (at = box->name; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	hash ^= hash >> 15;
	if (level < 2)
		buf_add_text(out, "#d8d4cc");
	else if (box->ours)
		buf_add_format(out, "hsl(%u 85%% %u%%)", 14 + hash % 40,
		    64 + hash / 64 % 12);
	else
		buf_add_format(out, "hsl(%u 45%% %u%%)", 175 + hash % 40,
		    68 + hash / 64 % 10);
}

static void
put_measure(const struct graph *g, const struct box *box)
{
	double percent = 100.0 * (double)box->count / (double)g->count;

	if (g->kind == PROFILE_CPU)
		buf_add_format(g->out, ": %" PRIu64 " samples, %.1f%%, "
		    "%.2f s", box->count, percent, (double)box->count *
		    (double)g->period_ns / 1e9);
	else
		buf_add_format(g->out, ": %" PRIu64 " bytes, %.1f%%",
		    box->count, percent);
}

static void
put_box(const struct graph *g, const struct box *box, double x,
    unsigned level)
{
	double width = (double)box->count * g->per_sample;
	double y = g->bottom - ROW * (level + 1);
	size_t len = strlen(box->name), fits = width < LETTER * 3 ? 0 :
	    (size_t)((width - 4) / LETTER);

	buf_add_text(g->out, "<g><title>");
	put_quoted(g->out, box->name, len);
	put_measure(g, box);
	buf_add_format(g->out, "</title><rect x=\"%.1f\" y=\"%.0f\" "
	    "width=\"%.1f\" height=\"%.0f\" fill=\"", x, y, width,
	    ROW - 1);
	put_color(g->out, box, level);
	buf_add_text(g->out, "\"/>");
	if (fits > 0) {
		buf_add_format(g->out, "<text x=\"%.1f\" y=\"%.1f\">", x + 3,
		    y + 13);
		put_quoted(g->out, box->name, len <= fits ? len : fits - 1);
		buf_add_text(g->out, len <= fits ? "</text>" : "…</text>");
	}
	buf_add_text(g->out, "</g>\n");
}

static void
put_boxes(const struct graph *g, const struct box *box, double x,
    unsigned level)
{
	const struct box *child;

	if ((double)box->count * g->per_sample < NARROW)
		return;
	put_box(g, box, x, level);
	for (child = box->child; child != NULL; child = child->next) {
		put_boxes(g, child, x, level + 1);
		x += (double)child->count * g->per_sample;
	}
}

static void
put_sums(const struct graph *g, const struct profile *p)
{
	if (p->kind == PROFILE_CPU)
		buf_add_format(g->out, "%" PRIu64 " samples, one each %.2f ms "
		    "of CPU: %.2f s of it in %.0f s", p->count,
		    (double)g->period_ns / 1e6, (double)p->amount / 1e9,
		    (double)p->duration_ns / 1e9);
	else
		buf_add_format(g->out, "%.1f MiB in %" PRIu64 " objects, one "
		    "sampled each %.0f KiB", (double)p->amount / 1048576,
		    p->count, (double)MEMORY_EVERY / 1024);
}

static void
put_head(const struct graph *g, const struct profile *p)
{
	static const char *const titles[] = { "CPU", "memory in use",
	    "memory allocated" };

	buf_add_format(g->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
	    "role=\"img\" aria-label=\"flame graph\">\n", WIDTH,
	    g->bottom + MARGIN, WIDTH, g->bottom + MARGIN);
	buf_add_text(g->out, "<style>text{font:12px ui-monospace,Menlo,"
	    "\"DejaVu Sans Mono\",monospace;font-size:11px;fill:#111;"
	    "pointer-events:none}.h{font:600 16px sans-serif}"
	    ".s{font:13px sans-serif;fill:#555}g:hover rect{stroke:#000}"
	    "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
	buf_add_format(g->out, "<text class=\"h\" x=\"%.0f\" y=\"22\">goxeld "
	    "%s: %s</text>\n<text class=\"s\" x=\"%.0f\" y=\"40\">",
	    MARGIN, GOXELD_VERSION, titles[p->kind], MARGIN);
	put_sums(g, p);
	if (p->lost > 0)
		buf_add_format(g->out, "; %" PRIu64 " more did not fit",
		    p->lost);
	buf_add_text(g->out, "</text>\n");
}

static void
enter_stack(struct box *all, const struct profile *p,
    const struct profile_stack *s, const char *process)
{
	struct box *at = enter(all, process, true,
	    profile_weight(p, s));
	const struct profile_function *f;
	uint32_t frame;

	for (frame = s->depth; frame-- > 0; ) {
		f = profile_function(p, s, frame);
		at = enter(at, f->name, f->ours, profile_weight(p, s));
	}
}

void
flame_put(const struct profile *p, struct buf *out)
{
	char (*process)[PROFILE_PROCESS] = xcalloc(p->stacks,
	    sizeof *process);
	uint64_t count = p->kind == PROFILE_CPU ? p->count : p->amount;
	struct box all = { .name = "all", .count = count };
	struct graph g = { .out = out, .count = count > 0 ? count : 1,
	    .period_ns = profile_period_ns(p), .kind = p->kind };
	size_t i;

	for (i = 0; i < p->stacks; i++) {
		profile_process(&p->stack[i], process[i]);
		enter_stack(&all, p, &p->stack[i], process[i]);
	}
	g.per_sample = (WIDTH - 2 * MARGIN) / (double)g.count;
	g.bottom = HEAD + ROW * height(&all) + 4;
	put_head(&g, p);
	put_boxes(&g, &all, MARGIN, 0);
	buf_add_text(out, "</svg>\n");
	free_boxes(all.child);
	free(process);
}
