/*
 * meter - what the server's parts have used and how long they took
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/process.h"
#include "clock.h"
#include "master/listing.h"
#include "master/meter.h"
#include "text.h"

#define OCTAVE		8	/* buckets to a power of two */

void
meter_store(const struct master *m, struct listing *t)
{
	const struct keeping *k = m->segment.keeping;
	uint64_t commits = atomic_load(&k->commits);

	record_text(t, "store", k->on ? m->config.data_dir : "off");
	record_text(t, "durability", k->on && m->config.durability ==
	    DURABILITY_POWER ? "power" : "process");
	record_number(t, "keeper", (uint64_t)atomic_load(&k->pid));
	record_text(t, "store_full", atomic_load(&k->full) ? "yes" : "no");
	record_number(t, "store_commits", commits);
	record_number(t, "store_edits", atomic_load(&k->edits));
	record_number(t, "store_bytes", atomic_load(&k->bytes));
	record_number(t, "commit_us", commits == 0 ? 0 :
	    atomic_load(&k->commit_ns) / commits / 1000);
	record_number(t, "commit_us_max",
	    atomic_load(&k->commit_ns_max) / 1000);
}

void
meter_method(const struct master *m, uint32_t method, struct board_method *sum)
{
	uint32_t row;

	*sum = (struct board_method){ .calls = 0 };
	for (row = 0; row < m->seats; row++)
		board_add(sum, &m->segment.board->row[row].method[method]);
}

static double
percent(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

static void
put_octave(struct listing *t, uint32_t first, const struct board_method *sum,
    uint64_t *seen)
{
	uint64_t calls = 0;
	uint32_t bucket;

	for (bucket = first; bucket < first + OCTAVE; bucket++)
		calls += sum->bucket[bucket];
	*seen += calls;
	if (calls == 0)
		return;
	listing_real(t, (double)board_bucket_ns(first) / 1e3);
	listing_real(t, (double)board_bucket_ns(first + OCTAVE) / 1e3);
	listing_number(t, calls);
	listing_real(t, percent(calls, sum->calls));
	listing_real(t, percent(*seen, sum->calls));
}

void
meter_latency(struct master *m, struct buf *out, const struct query *query)
{
	struct board_method sum = { .calls = 0 };
	uint32_t row, method, first;
	uint64_t seen = 0;
	struct listing t;

	for (row = 0; row < m->seats; row++)
		for (method = 0; method < BOARD_METHODS; method++)
			board_add(&sum,
			    &m->segment.board->row[row].method[method]);
	listing_open(&t, out, query, "#from_us #to_us #calls #percent "
	    "#percent_below");
	for (first = 0; first < BOARD_BUCKETS; first += OCTAVE)
		put_octave(&t, first, &sum, &seen);
	listing_close(&t);
}

static void
put_layer(struct listing *t, enum layer_path path, enum request_layer l,
    const struct board_method *sum, double share)
{
	listing_text(t, layers_name[l]);
	listing_number(t, sum->calls);
	listing_number(t, layers_each(path, l));
	listing_real(t, sum->calls == 0 ? 0 :
	    (double)sum->ns / (double)sum->calls / 1e3);
	listing_real(t, (double)board_quantile(sum, 0.5) / 1e3);
	listing_real(t, (double)board_quantile(sum, 0.99) / 1e3);
	listing_real(t, (double)sum->ns_max / 1e3);
	listing_real(t, share);
	listing_text(t, layers_path[path]);
}

static void
put_path(struct listing *t, const struct master *m, enum layer_path path)
{
	struct board_method sum[LAYER_COUNT];
	uint64_t whole = 0;
	uint32_t l;

	for (l = 0; l < LAYER_COUNT; l++) {
		layers_sum(m->segment.layers, m->seats, path, l, &sum[l]);
		whole += sum[l].ns * layers_each(path, l);
	}
	for (l = 0; l < LAYER_COUNT; l++)
		if (path == PATH_BRIDGE || l < LAYER_bridge_up)
			put_layer(t, path, l, &sum[l], percent(sum[l].ns *
			    layers_each(path, l), whole));
}

void
meter_layers(struct master *m, struct buf *out, const struct query *query)
{
	struct listing t;
	enum layer_path path;

	listing_open(&t, out, query, "layer #samples #each #mean_us #p50_us "
	    "#p99_us #max_us #percent path");
	for (path = 0; path < PATH_COUNT; path++)
		put_path(&t, m, path);
	listing_close(&t);
}

/* Bytes of edits that are in shared memory and not on disk. */
static uint64_t
count_lag(const struct master *m)
{
	const struct projects *p = m->segment.projects;
	uint64_t lag = 0;
	uint32_t row;

	for (row = 0; row < atomic_load(&p->count); row++)
		if (p->row[row].used)
			lag += atomic_load(&p->row[row].log_tail) -
			    atomic_load(&p->row[row].log_stored);
	return lag;
}

void
meter_journal(struct master *m, struct buf *out, const struct query *query)
{
	const struct keeping *k = m->segment.keeping;
	uint64_t last_ms = atomic_load(&k->last_ms);
	struct listing t;

	record_open(&t, out, query);
	meter_store(m, &t);
	record_number(&t, "passes_begun", atomic_load(&k->begun));
	record_number(&t, "passes_done", atomic_load(&k->done));
	record_number(&t, "pass_wanted", atomic_load(&k->wanted));
	record_text(&t, "sleeping", atomic_load(&k->sleeping) ? "yes" : "no");
	record_number(&t, "last_commit_ms_ago", last_ms == 0 ? 0 :
	    clock_ms() - last_ms);
	record_number(&t, "lag_bytes", k->on ? count_lag(m) : 0);
	record_close(&t);
}

void
meter_rings(struct master *m, struct buf *out, const struct query *query)
{
	struct rings rings = { .holder = m->segment.holders };
	struct listing t;
	uint64_t used;
	unsigned class;

	listing_open(&t, out, query, "#ring_bytes #rings #in_use "
	    "#in_use_bytes #percent");
	for (class = 0; class < RINGS_CLASSES; class++) {
		used = rings_in_use(&rings, class);
		listing_number(&t, rings_class[class].size);
		listing_number(&t, rings_class[class].count);
		listing_number(&t, used);
		listing_number(&t, used * rings_class[class].size);
		listing_real(&t, percent(used, rings_class[class].count));
	}
	listing_close(&t);
}

uint64_t
meter_resident(int32_t pid)
{
	struct process_memory memory;

	return pid > 0 && process_memory(pid, &memory) ?
	    memory.resident / 1024 : 0;
}

/* What it is for; of others than workers nobody tells. */
static void
put_subsystems(struct listing *t, const struct memory_row *worker)
{
	int i;

	for (i = 0; i < SUBSYSTEM_COUNT; i++)
		listing_number(t, worker == NULL ? 0 :
		    atomic_load(&worker->total[i]) / 1024);
}

static void
put_process(struct listing *t, const char *name, int32_t pid,
    const struct memory_row *worker)
{
	struct process_memory memory;

	if (pid <= 0 || !process_memory(pid, &memory))
		return;
	listing_text(t, name);
	listing_number(t, (uint64_t)pid);
	listing_number(t, memory.resident / 1024);
	listing_number(t, memory.shared / 1024);
	listing_number(t, (memory.resident - memory.shared) / 1024);
	listing_number(t, memory.virtual / 1024);
	put_subsystems(t, worker);
}

/* Once, however many processes have it mapped. */
static void
put_segment(struct listing *t, const struct master *m)
{
	uint64_t resident = 0;
	struct stat st;

	if (fstat(m->segment.fd, &st) == 0)
		resident = (uint64_t)st.st_blocks / 2;
	listing_text(t, "segment");
	listing_number(t, 0);
	listing_number(t, resident);
	listing_number(t, resident);
	listing_number(t, 0);
	listing_number(t, m->segment.head->bytes / 1024);
	put_subsystems(t, NULL);
}

void
meter_memory(struct master *m, struct buf *out, const struct query *query)
{
	struct listing t;
	char name[32];
	uint32_t row;

	listing_open(&t, out, query, "process #pid #resident_kib #shared_kib "
	    "#private_kib #virtual_kib"
#define SUBSYSTEM(id, doc) " #" #id "_kib"
#include "tbl/subsystems.h"
	    );
	put_process(&t, "master", (int32_t)getpid(), NULL);
	put_process(&t, "keeper", atomic_load(&m->segment.keeping->pid),
	    NULL);
	put_process(&t, "tracer", atomic_load(&m->segment.spans->pid), NULL);
	for (row = 0; row < m->seats; row++) {
		text_format(name, sizeof name, "worker %u", row);
		put_process(&t, name, (int32_t)m->seat[row].pid,
		    &m->segment.memory->row[row]);
		text_format(name, sizeof name, "shadow %u", row);
		put_process(&t, name, (int32_t)m->seat[row].understudy.pid,
		    NULL);
	}
	put_segment(&t, m);
	listing_close(&t);
}

void
meter_version(struct master *m, struct buf *out, const struct query *query)
{
	char layout[24];
	struct listing t;

	text_format(layout, sizeof layout, "%016llx",
	    (unsigned long long)segment_layout());
	record_open(&t, out, query);
	record_text(&t, "version", GOXELD_VERSION);
	record_text(&t, "compiler", __VERSION__);
	record_text(&t, "libevent", event_get_version());
	record_text(&t, "layout", layout);
	record_number(&t, "upgrades", board_sum(m->segment.board,
	    COUNT_upgrades));
	record_number(&t, "uptime_seconds",
	    (clock_ms() - m->segment.head->started_ms) / 1000);
	record_close(&t);
}

/* Entries that no tracer has delivered yet. */
static uint64_t
count_waiting(const struct master *m)
{
	const struct spans_ring *ring;
	uint64_t count = 0;
	uint32_t row;

	for (row = 0; row < m->seats; row++) {
		ring = &m->segment.spans->ring[row];
		count += atomic_load(&ring->made) - atomic_load(&ring->taken);
	}
	return count;
}

void
meter_traces(struct master *m, struct buf *out, const struct query *query)
{
	const struct spans *spans = m->segment.spans;
	const struct board *board = m->segment.board;
	struct listing t;

	record_open(&t, out, query);
	record_text(&t, "endpoint", m->config.trace_endpoint);
	record_number(&t, "sample", (uint64_t)m->config.trace_sample);
	record_number(&t, "tracer", (uint64_t)atomic_load(&spans->pid));
	record_number(&t, "tracer_deaths",
	    board_sum(board, COUNT_tracer_deaths));
	record_number(&t, "requests_waiting", count_waiting(m));
	record_number(&t, "spans_made", board_sum(board, COUNT_spans_made));
	record_number(&t, "spans_dropped",
	    board_sum(board, COUNT_spans_dropped));
	record_number(&t, "spans_exported", atomic_load(&spans->exported));
	record_number(&t, "spans_failed", atomic_load(&spans->failed));
	record_number(&t, "batches_tried", atomic_load(&spans->tries));
	record_close(&t);
}
