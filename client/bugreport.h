/*
 * bugreport - goxelctl bugreport: all that helps to find a fault, in one file
 */
#ifndef CLIENT_BUGREPORT_H
#define CLIENT_BUGREPORT_H

#include "client/link.h"

int	 bugreport_command(const struct target *target, int argc,
	    char **argv);

#endif
