/*
 * take_join · how a selection joins what was selected
 */
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/take.h"

enum err
take_join(struct take *t, param_join *out)
{
	const char *name;
	enum err err;
	int join;

	if ((err = take_name(t, &name)) != OK)
		return err;
	for (join = 0; join < JOIN_COUNT; join++)
		if (strcmp(join_names[join], name) == 0) {
			*out = (enum join)join;
			return OK;
		}
	return fail(t->call, ERR_PARAMS, "parameter '%s' must be one of set, "
	    "add, subtract and intersect, not '%s'", t->name, name);
}
