/*
 * counters - what the server counts, declared once
 *
 * COUNTER(id, doc)
 *
 * Each worker's row of the board has one 64-bit word for each, the master has
 * a row of its own; the sum over the rows is what operators see.  A row
 * outlives its worker, so no sum ever falls.
 */
COUNTER(connections_accepted, "connections accepted")
COUNTER(connections_closed, "connections closed, by either side")
COUNTER(connections_lost, "connections that could not be carried over a worker's death")
COUNTER(connections_moved, "connections given to another worker")
COUNTER(requests, "requests answered, and notifications carried out")
COUNTER(errors, "requests answered with an error")
COUNTER(batches, "batches received")
COUNTER(edits, "edits applied")
COUNTER(bytes_in, "bytes received from clients")
COUNTER(bytes_out, "bytes sent to clients")
COUNTER(jobs, "jobs run: renders, exports, imports")
COUNTER(jobs_failed, "jobs that died or were ended")
COUNTER(jobs_refused, "jobs refused because too many waited")
COUNTER(ring_waits, "times a connection waited for a ring")
COUNTER(timeouts, "connections closed because the client stood still")
COUNTER(worker_starts, "workers started")
COUNTER(worker_deaths, "workers that died unasked")
COUNTER(worker_hangs, "workers killed because they did not come back from a request")
COUNTER(cross_checks_failed, "TCP connections whose own counters told another position")
COUNTER(repaired_reads, "receives finished from the dead worker's slot")
COUNTER(repaired_writes, "sends finished from the dead worker's slot")
COUNTER(redone, "edits whose connection was brought to what their record says")
COUNTER(reexecuted, "requests run again after a death")
COUNTER(poisoned, "requests refused because workers died of them")
COUNTER(checkpoints, "checkpoints of projects kept in memory")
COUNTER(files_written, "checkpoint files of projects written")
COUNTER(loads, "projects made again from checkpoint, journal or log")
COUNTER(held_replies, "times replies waited for the disk (durability power)")
COUNTER(keeper_deaths, "times the keeper ended and was started again")
COUNTER(projects_lost, "projects that could not be made again after a death")
COUNTER(reloads, "reloads carried out")
COUNTER(projects_moved, "projects given to another worker by an operator")
COUNTER(upgrades, "times a new binary took over")
COUNTER(upgrades_refused, "upgrades refused, or that could not be carried out")
COUNTER(reloads_refused, "reloads refused because of a bad setting")
#undef COUNTER
