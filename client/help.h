/*
 * help - what the running server can be asked, from its rpc.discover
 */
#ifndef CLIENT_HELP_H
#define CLIENT_HELP_H

#include "client/link.h"

/* goxelctl methods: every method with its sentence. */
int	 help_methods(const struct target *target, int argc, char **argv);

/* goxelctl help METHOD: its parameters and result. */
int	 help_method(const struct target *target, const char *method);

#endif
