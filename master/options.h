/*
 * options - the command line: the old daemon's flags, and -o name=value
 */
#ifndef MASTER_OPTIONS_H
#define MASTER_OPTIONS_H

#include "master/master.h"

/* Fill *flags.  Help, version and mistakes are told here and end the
 * process, with status 0 or 1. */
void	 options_read(struct flags *flags, int argc, char **argv);

#endif
