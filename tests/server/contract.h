/*
 * contract - what a method was promised to do, as rows of a table
 *
 * A row is a method, its parameters and what comes of them: the whole result,
 * or "!" with the code and the message of an error.  "~" asks only that the
 * reply has the text.  "$" in texts is the test's folder.
 */
#ifndef TESTS_SERVER_CONTRACT_H
#define TESTS_SERVER_CONTRACT_H

#include <stddef.h>

struct row { const char *method, *params, *want; };

/* Every row holds, one after the other, in each framing. */
void	 contract_check(const struct row *rows, size_t count);

#define CHECK(rows)	contract_check(rows, sizeof rows / sizeof rows[0])

#define CREATE	{ "goxel.create_project", "[\"P\"]",			\
		    "{\"success\":true,\"name\":\"P\",\"width\":64,"	\
		    "\"height\":64,\"depth\":64}" }
/* Nothing is open in a server of its own until something is created. */
#define CLOSE	{ "goxel.delete_project", "{}",				\
		    "{\"success\":true,\"name\":\"P\"}" }
#define VOXEL(x, y, z, layer, color)					\
	"{\"success\":true,\"x\":" #x ",\"y\":" #y ",\"z\":" #z		\
	",\"layer_id\":" #layer ",\"color\":" color "}"
#define THERE(x, y, z, color)						\
	"{\"x\":" #x ",\"y\":" #y ",\"z\":" #z ",\"exists\":true,"	\
	"\"color\":" color "}"
#define EMPTY(x, y, z)							\
	"{\"x\":" #x ",\"y\":" #y ",\"z\":" #z ",\"exists\":false,"	\
	"\"color\":[0,0,0,0]}"
#define SUCCESS	"{\"success\":true}"

#endif
