/*
 * reader - what every reader of models promises, checked as a test reads
 *
 * It gives an image or a reason, never both and never neither.  Each function
 * fails the test that calls it when that does not hold.
 */
#ifndef TESTS_UNIT_READER_H
#define TESTS_UNIT_READER_H

#include <stddef.h>

#include "buf.h"
#include "goxel/format/format.h"

typedef enum err reader_of(const void *bytes, size_t len,
    struct image **image, char why[FORMAT_WHY],
    const struct progress *progress);

enum err reader_run(reader_of *read, const void *bytes, size_t len,
    struct image **image);
/* The same of a whole buffer, which is freed. */
enum err reader_take(reader_of *read, struct buf *b, struct image **image);
/* It must be read. */
struct image *reader_made(reader_of *read, struct buf *b);
/* It must be refused, with these words in the reason. */
void	 reader_refused(reader_of *read, struct buf *b, enum err err,
    const char *words);

#endif
