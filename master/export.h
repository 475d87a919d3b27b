/*
 * export - the life of the tracer, who sends traces to a collector
 *
 * It is there while setting trace_endpoint names one, and is started again
 * when it dies; what it had not delivered is still in shared memory.
 */
#ifndef MASTER_EXPORT_H
#define MASTER_EXPORT_H

#include "master/master.h"

/* Start it, if there is to be one: once there is a loop. */
void	 export_open(struct master *m);
/* New settings hold: the old one sends what it has, and a new one goes on. */
void	 export_renew(struct master *m);
/* It sends what is left by itself. */
void	 export_close(struct master *m);

#endif
