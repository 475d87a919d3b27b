/*
 * examine - doctor's checks, in four groups
 *
 * Each adds at least one finding, if only that all is well, to the list; a
 * group that needs the server adds none when it does not answer.
 */
#ifndef CLIENT_EXAMINE_H
#define CLIENT_EXAMINE_H

#include "client/finding.h"
#include "client/patient.h"

/* Does it answer, in which version, with all its workers; its sockets. */
void	 liveness_examine(const struct patient *p, struct findings *list);
/* Limits, clock, and what dead servers left. */
void	 machine_examine(const struct patient *p, struct findings *list);
/* The data folder: room, speed, journal. */
void	 storage_examine(const struct patient *p, struct findings *list);
/* Settings that contradict each other, or the machine. */
void	 conflict_examine(const struct patient *p, struct findings *list);

#endif
