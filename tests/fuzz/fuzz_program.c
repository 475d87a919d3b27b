/*
 * fuzz_program - any bytes as a program: refused, with a place in the text and
 * words, or run within its bounds, twice the same
 */
#include <assert.h>
#include <string.h>

#include "goxel/program.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct bytes text = { (const char *)bytes, (uint32_t)len };
	struct program_start start = { .seed = 1,
	    .box = { { { 0, 0, 0 } }, { { 12, 12, 12 } } },
	    .color = { { 255, 128, 0, 255 } } };
	struct volume made = { 0 }, again = { 0 };
	struct expr_error error = { 0 };
	struct program *program;
	enum err err;

	if (program_read(&text, &program, &error) != OK) {
		assert(program == NULL && error.line > 0 &&
		    error.column > 0 && error.words[0] != '\0');
		return 0;
	}
	err = program_run(program, &start, &made);
	assert(err == OK || err == ERR_TOO_BIG || err == ERR_PARAMS);
	assert(program_run(program, &start, &again) == err);
	assert(volume_same(&made, &again));
	volume_fini(&made);
	volume_fini(&again);
	program_free(program);
	return 0;
}
