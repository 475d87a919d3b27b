/*
 * script - many requests from a file, over one connection
 *
 * Each line is a JSON-RPC request ({...}) or METHOD PARAMS; blank lines and
 * lines that begin with # say nothing.  Requests are sent ahead of their
 * replies, at most `window` of them.  Input is read as it comes: from a pipe,
 * what was written is carried out before the next line is there.
 */
#ifndef CLIENT_SCRIPT_H
#define CLIENT_SCRIPT_H

#include "client/link.h"

/* goxelctl run [--window N] [--keep-going] [--print] FILE|- */
int	 script_command(const struct target *target, int argc, char **argv);

#endif
