/*
 * vitals - what is noted of the server every second, declared once
 *
 * VITAL(id, unit, doc)
 *
 * What happened is counted since the note before; what is, is as it stood.
 * From the rows come the words of a note (shm/history.h), the columns that
 * the dashboard reads, and their names.
 */
VITAL(requests, "requests", "answered")
VITAL(errors, "requests", "answered with an error")
VITAL(edits, "edits", "applied")
VITAL(p50_us, "us", "half of the requests took no longer")
VITAL(p95_us, "us", "95 of 100 took no longer")
VITAL(p99_us, "us", "99 of 100 took no longer")
VITAL(accepted, "connections", "accepted")
VITAL(connections, "connections", "open")
VITAL(workers, "workers", "that serve")
VITAL(busy, "workers", "in the middle of a request")
VITAL(jobs, "jobs", "running")
VITAL(jobs_waiting, "jobs", "waiting for their turn")
VITAL(jobs_refused, "jobs", "refused because too many waited")
VITAL(ring_waits, "times", "a connection waited for a ring")
VITAL(bytes_in, "bytes", "received")
VITAL(bytes_out, "bytes", "sent")
VITAL(journal_lag, "bytes", "of edits that are not in the store yet")
VITAL(commits, "commits", "of the store")
VITAL(commit_us, "us", "one of them took, in the mean")
VITAL(memory_kib, "KiB", "of its own, all processes together")
VITAL(cpu_ms, "ms", "of processors' time, of all workers")
VITAL(deaths, "workers", "that died unasked")
VITAL(reloads, "times", "settings were read again")
VITAL(upgrades, "times", "a new binary took over")
#undef VITAL
