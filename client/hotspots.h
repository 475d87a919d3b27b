/*
 * hotspots - goxelctl profile: where the server's CPU time goes
 */
#ifndef CLIENT_HOTSPOTS_H
#define CLIENT_HOTSPOTS_H

#include "client/link.h"

/* goxelctl profile [SECONDS] [--worker N] [--svg|--pprof|... FILE] */
int	 hotspots_command(const struct target *target, int argc, char **argv);

#endif
