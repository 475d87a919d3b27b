/*
 * meter - what the server's parts have used and how long they took
 */
#ifndef MASTER_METER_H
#define MASTER_METER_H

#include "master/listing.h"
#include "master/show.h"

/* What the keeper does, into a record; all 0 without a store. */
void	 meter_store(const struct master *m, struct listing *t);
/* One method in all workers.  Rows that never had one are left alone: to read
 * them would take memory for them. */
void	 meter_method(const struct master *m, uint32_t method,
	    struct board_method *sum);
/* Resident memory of a process in KiB; 0: it is gone. */
uint64_t meter_resident(int32_t pid);

show_function meter_latency;
show_function meter_layers;
show_function meter_journal;
show_function meter_rings;
show_function meter_memory;
show_function meter_version;
show_function meter_traces;

#endif
