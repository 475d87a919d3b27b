/*
 * doctor - goxelctl doctor: is the server well, and what to do if not
 */
#ifndef CLIENT_DOCTOR_H
#define CLIENT_DOCTOR_H

#include "client/finding.h"
#include "client/link.h"
#include "client/patient.h"

/* Every check, in the order that people read them. */
void	 doctor_examine(const struct patient *p, struct findings *list);

int	 doctor_command(const struct target *target, int argc, char **argv);

#endif
