/*
 * top - goxelctl top: the running server on a terminal, once a second
 */
#ifndef CLIENT_TOP_H
#define CLIENT_TOP_H

#include "client/link.h"

int	 top_command(const struct target *target, int argc, char **argv);

#endif
