/*
 * model - any bytes as a model: what a fuzzer of a reader does with them
 *
 * They are refused with a reason, or read whole; and what a writer makes of
 * that is read again, as the same in the eyes of the format.
 */
#ifndef TESTS_FUZZ_MODEL_H
#define TESTS_FUZZ_MODEL_H

#include <assert.h>
#include <stdlib.h>

#include "buf.h"
#include "goxel/format/format.h"
#include "tests/fuzz/fuzz.h"

#define MODEL_FILE	(16u << 20)	/* bytes of a file written again */

typedef enum err model_reader(const void *bytes, size_t len,
    struct image **image, char why[FORMAT_WHY],
    const struct progress *progress);
typedef enum err model_writer(const struct image *image,
    const struct progress *progress, struct buf *out);
/* Aborts when they differ. */
typedef void model_compare(const struct image *image,
    const struct image *again);

/* NULL: they were refused. */
static inline struct image *
model_read(model_reader *read, const void *bytes, size_t len)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";

	if (read(bytes, len, &image, why, NULL) != OK) {
		assert(image == NULL && why[0] != '\0');
		return NULL;
	}
	assert(image->layer_count > 0);
	return image;
}

/* For a format that is only read. */
static inline int
model_try(model_reader *read, const void *bytes, size_t len)
{
	image_free(model_read(read, bytes, len));
	return 0;
}

/* For one that is written, too; false: the writer cannot hold it. */
static inline bool
model_again(model_reader *read, model_writer *write, model_compare *compare,
    const struct image *image)
{
	struct image *again;
	struct buf b;
	bool written;

	buf_init(&b, MODEL_FILE);
	written = write(image, NULL, &b) == OK;
	if (written) {
		if ((again = model_read(read, b.bytes, b.len)) == NULL)
			abort();
		compare(image, again);
		image_free(again);
	}
	buf_fini(&b);
	return written;
}

/* What is seen of both, all layers together. */
static inline void
model_same_look(const struct image *image, const struct image *again)
{
	struct volume was = { 0 }, is = { 0 };

	if (image_flatten(image, &was) != OK ||
	    image_flatten(again, &is) != OK)
		abort();
	assert(volume_same(&was, &is));
	volume_fini(&was);
	volume_fini(&is);
}

#endif
