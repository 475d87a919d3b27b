/*
 * layers - the parts of a request's way through a worker, declared once
 *
 * LAYER(id, each, doc)
 *	each	its time is taken once in so many times
 */
LAYER(read, 64, "from the socket into the ring")
LAYER(parse, 64, "from the ring to a decoded request")
LAYER(wait, 1, "for a job's turn, or for a project to be loaded")
LAYER(execute, 64, "in the handler; jobs left out")
LAYER(commit, 64, "the reply written into its ring, and made real")
LAYER(write, 64, "from the ring to the socket")
#undef LAYER
