/*
 * metrics - what /metrics tells, declared once
 *
 * VALUE(type, name, unit, from, help)
 *	one number.  `from` is an expression of s, the struct scrape of
 *	worker/metrics.c
 * FAMILY(type, name, unit, put, help)
 *	numbers with labels, written by put_<put>() there
 * COUNTED(id, name, unit)
 *	the row `id` of tbl/counters.h by another name than its own; "" where
 *	a family tells it
 *
 * All other counters are goxeld_<id>_total.  A counter's name stands here
 * without _total, and a unit is the end of the name, as OpenMetrics has it.
 * No label is ever a client's, a project's or a model's: there would be no
 * end of them.
 */
FAMILY(gauge, "goxeld_build_info", "", build,
	"1; the version is the label.")
VALUE(gauge, "goxeld_ready", "", s->trouble == NULL,
	"Whether requests are served, 1 or 0, as /readyz tells with words.")
VALUE(gauge, "goxeld_degraded", "",
	atomic_load(&s->segment->head->degraded) != 0,
	"Whether workers die so often that a request that kills one is not run again.")
VALUE(gauge, "goxeld_workers", "", (uint64_t)s->worker->config->workers,
	"Workers there are to be.")
VALUE(gauge, "goxeld_workers_ready", "", s->ready,
	"Workers that serve.")

FAMILY(counter, "goxeld_requests", "", requests,
	"Requests run, by method, by door (the protocol) and by outcome; a request that no method was found for is in goxeld_replies_total only.")
FAMILY(histogram, "goxeld_request_duration_seconds", "seconds", durations,
	"Time from taking a request up to its reply, by method.")
VALUE(gauge, "goxeld_requests_in_flight", "", s->in_flight,
	"Requests being run now, jobs included.")
COUNTED(requests, "goxeld_replies", "")
FAMILY(counter, "goxeld_errors", "", errors,
	"Replies that are an error, by kind.")
COUNTED(errors, "", "")
COUNTED(bytes_in, "goxeld_received_bytes", "bytes")
COUNTED(bytes_out, "goxeld_sent_bytes", "bytes")

FAMILY(gauge, "goxeld_connections", "", connections,
	"Connections by transport and state.")
VALUE(gauge, "goxeld_connections_limit", "", s->segment->conns.count,
	"Connections there may be; more wait in the kernel.")

FAMILY(gauge, "goxeld_worker_state", "", worker_state,
	"1 for the state that a worker is in.")
FAMILY(counter, "goxeld_worker_restarts", "", restarts,
	"Workers that died unasked and were replaced, by cause: killed (SIGKILL), crashed (another signal), exited.")
COUNTED(deaths_killed, "", "")
COUNTED(deaths_crashed, "", "")
COUNTED(deaths_exited, "", "")
FAMILY(counter, "goxeld_worker_cpu_seconds", "seconds", worker_cpu,
	"CPU time used by a worker and those in its place before it.")
FAMILY(gauge, "goxeld_worker_memory_bytes", "bytes", worker_memory,
	"Resident memory of a worker: private, or shared with others.")
FAMILY(gauge, "goxeld_memory_bytes", "bytes", memory,
	"Memory of a worker by what it is for, a second old at most.")
FAMILY(gauge, "goxeld_worker_connections", "", worker_connections,
	"Connections a worker has.")
FAMILY(gauge, "goxeld_worker_projects", "", worker_projects,
	"Projects a worker holds.")
FAMILY(gauge, "goxeld_worker_busy_seconds", "seconds", worker_busy,
	"How long a worker is in the middle of its request; 0 between two.")
FAMILY(histogram, "goxeld_recovery_duration_seconds", "seconds", recovery,
	"Time from hearing of a worker's death until its place serves again.")

VALUE(gauge, "goxeld_jobs_running", "", s->jobs_running,
	"Renders, exports, imports and scripts being run in processes of their own.")
VALUE(gauge, "goxeld_jobs_waiting", "", s->jobs_waiting,
	"Requests that wait for a job's turn.")
FAMILY(gauge, "goxeld_projects", "", projects,
	"Projects, by where they are: in a worker's memory, or on disk alone.")

VALUE(gauge, "goxeld_store_enabled", "", s->segment->keeping->on != 0,
	"Whether projects outlive the server.")
VALUE(gauge, "goxeld_store_up", "",
	s->segment->keeping->on && atomic_load(&s->segment->keeping->pid) != 0,
	"Whether the keeper, which writes the journal, has the store.")
VALUE(gauge, "goxeld_store_full", "",
	atomic_load(&s->segment->keeping->full) != 0,
	"Whether the disk is full, so that edits are refused.")
VALUE(counter, "goxeld_journal_commits", "",
	atomic_load(&s->segment->keeping->commits),
	"Transactions of the journal that are on disk.")
VALUE(counter, "goxeld_journal_appends", "",
	atomic_load(&s->segment->keeping->edits),
	"Edits appended to the journal.")
VALUE(counter, "goxeld_journal_bytes", "bytes",
	atomic_load(&s->segment->keeping->bytes),
	"Bytes of edits appended to the journal.")
FAMILY(histogram, "goxeld_journal_commit_duration_seconds", "seconds", commits,
	"Time of a transaction of the journal; where durability is power, until it is on disk.")
VALUE(gauge, "goxeld_journal_head_bytes", "bytes", s->log_tail,
	"Position up to which edits are committed in memory, summed over the projects there are.")
VALUE(gauge, "goxeld_journal_lag_bytes", "bytes", s->log_lag,
	"Bytes of committed edits that are not in the journal yet.")
VALUE(gauge, "goxeld_journal_idle_seconds", "seconds", s->journal_idle,
	"Since the last transaction while edits wait for one; 0 while none does.")

FAMILY(gauge, "goxeld_rings", "", rings,
	"Buffers of connections and journals in use, by size in bytes.")
FAMILY(gauge, "goxeld_rings_limit", "", rings_limit,
	"Buffers there are, by size in bytes.")

FAMILY(counter, "process_cpu_seconds", "seconds", process_cpu,
	"CPU time of the master.")
FAMILY(gauge, "process_start_time_seconds", "seconds", process_start,
	"When the master was started, since 1970.")
FAMILY(gauge, "process_resident_memory_bytes", "bytes", process_resident,
	"Resident memory of the master.")
FAMILY(gauge, "process_virtual_memory_bytes", "bytes", process_virtual,
	"Virtual memory of the master.")
FAMILY(gauge, "process_open_fds", "", process_fds,
	"Descriptors the master has open.")
FAMILY(gauge, "process_max_fds", "", process_max_fds,
	"Descriptors the master may have open.")
VALUE(counter, "goxeld_spans_exported", "",
	atomic_load(&s->segment->spans->exported),
	"Spans of traced requests that the collector has taken.")
VALUE(counter, "goxeld_spans_failed", "",
	atomic_load(&s->segment->spans->failed),
	"Spans of traced requests that the collector has refused, or was not there for.")
#undef VALUE
#undef FAMILY
#undef COUNTED
