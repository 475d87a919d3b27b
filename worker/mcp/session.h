/*
 * session - the ids of legacy sessions, which say everything themselves
 *
 * An id is what initialize agreed on, in base64 (the URL alphabet), signed:
 *
 *	version, revision of MCP, capabilities of the client, 16 random bytes,
 *	the first 16 bytes of HMAC-SHA256 of all that
 *
 * So any worker knows a session that any other made, after a reload, a crash
 * or a restart: nobody keeps a list of them.  What does have to be remembered
 * of some - that one was ended, its level of logging, what it subscribed to -
 * is in shm/agents.h.
 */
#ifndef WORKER_MCP_SESSION_H
#define WORKER_MCP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SESSION_ID	48		/* characters, and a NUL behind them */
#define SESSION_KEY	32		/* bytes of the server's secret */

/* The oldest first; stored in ids, so never renumber. */
enum mcp_version {
	MCP_2024_11_05, MCP_2025_03_26, MCP_2025_06_18, MCP_2025_11_25,
	MCP_2026_07_28, MCP_VERSIONS
};

#define MCP_CLIENT_SAMPLING	1u	/* capabilities of a client */
#define MCP_CLIENT_ELICITATION	2u
#define MCP_CLIENT_ROOTS	4u
#define MCP_CLIENT_TASKS	8u	/* the extension */

struct session {
	uint64_t	 number;	/* what tells it from others; never 0 */
	enum mcp_version version;
	unsigned	 client;	/* MCP_CLIENT_* */
};

/* Make one, with a number of its own, and its id. */
void	 session_make(const uint8_t key[SESSION_KEY], enum mcp_version version,
	    unsigned client, char id[SESSION_ID + 1]);

/* False: it is none of this server's. */
bool	 session_read(const uint8_t key[SESSION_KEY], const char *id,
	    size_t len, struct session *s);

/* Sign `len` bytes: the first 16 bytes of their HMAC-SHA256. */
void	 session_sign(const uint8_t key[SESSION_KEY], const void *bytes,
	    size_t len, uint8_t mac[16]);

#endif
