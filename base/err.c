/*
 * err - the rows of tbl/errors.h, found by their code
 */
#include <assert.h>

#include "err.h"

static const struct err_row rows[ERR_COUNT] = {
	[OK] = { "OK", 0, 200, "all went well" },
	[WAIT] = { "WAIT", 0, 202, "the answer comes later" },
	[MOVE] = { "MOVE", 0, 202, "another worker answers" },
#define ERROR(id, number, http, sentence)				\
	[ERR_##id] = { #id, number, http, sentence },
#include "tbl/errors.h"
};

const struct err_row *
err_row(enum err err)
{
	assert(err >= OK);
	assert(err < ERR_COUNT);

	return &rows[err];
}
