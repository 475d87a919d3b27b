/*
 * fuzz_formula - any bytes as an expression and a colour: refused, with a place
 * in the text and words, or the same voxels twice
 */
#include <assert.h>
#include <string.h>

#include "goxel/formula.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;
	const char *split = len == 0 ? NULL : memchr(text, '\n', len);
	uint32_t first = split == NULL ? (uint32_t)len :
	    (uint32_t)(split - text);
	struct formula f = { .box = { { { -3, 0, 14 } }, { { 3, 2, 18 } } },
	    .where = { text, first } };
	struct volume made = { 0 }, again = { 0 };
	struct expr_error error = { 0 };
	bool in_color;

	if (split != NULL)
		f.color = (struct bytes){ split + 1,
		    (uint32_t)len - first - 1 };
	if (formula_check(&f, &error, &in_color) != OK) {
		assert(error.line > 0 && error.column > 0 &&
		    error.words[0] != '\0');
		assert(formula_fill(&f, &made) == ERR_PARAMS);
		return 0;
	}
	assert(formula_fill(&f, &made) == OK);
	assert(formula_fill(&f, &again) == OK);
	assert(volume_same(&made, &again));
	volume_fini(&made);
	volume_fini(&again);
	return 0;
}
