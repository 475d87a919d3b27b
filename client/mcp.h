/*
 * mcp - a server's MCP on standard input and output, as agents' hosts want it
 *
 * Lines go from standard input to the server's Unix socket and back, whole,
 * and nothing else ever comes out.  The end of the input ends the program when
 * the last answer is out.
 *
 * A server that goes away while no call waits for an answer is waited for, and
 * what a client of the older protocol agreed on with it is agreed on again;
 * with a call on its way nobody knows whether it was done, so that is told and
 * the program ends with status 1.
 */
#ifndef CLIENT_MCP_H
#define CLIENT_MCP_H

#include "client/link.h"

int	 mcp_command(const struct target *target, int argc, char **argv);

#endif
