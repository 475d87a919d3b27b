/*
 * completion - the result of completion/complete: values that go on from what
 * is there already
 *
 * No more than COMPLETION_MOST are told; how many there are is told with them.
 */
#ifndef WORKER_METHOD_COMPLETION_H
#define WORKER_METHOD_COMPLETION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"

#define COMPLETION_MOST	100

struct completion {
	struct json_out	*out;
	const char	*prefix;
	uint32_t	 total;
};

void	 completion_open(struct completion *done, struct json_out *out,
	    const char *prefix);
/* One more, if it begins with the prefix. */
void	 completion_add(struct completion *done, const char *value);
/* End the whole result; `modern`: as that era wants it. */
void	 completion_close(struct completion *done, bool modern);

#endif
