/*
 * layers - the parts of a request's way to a worker and through it, declared
 * once
 *
 * LAYER(id, each, doc)
 *	each	its time is taken once in so many times; of requests that come
 *		by a bridge (goxelctl mcp), which are few, always
 */
LAYER(accept, 1, "a connection that asks something, from accept(2) to its worker; once each")
LAYER(read, 64, "from the socket into the ring")
LAYER(parse, 64, "from the ring to a decoded request")
LAYER(wait, 1, "for a job's turn, or for a project to be loaded")
LAYER(execute, 64, "in the handler; jobs left out")
LAYER(commit, 64, "the reply written into its ring, and made real")
LAYER(write, 64, "from the ring to the socket")
LAYER(bridge_up, 1, "in the bridge: a line, read from the client until it is sent to the server")
LAYER(bridge_down, 1, "in the bridge: a line, come from the server until it is written to the client")
#undef LAYER
