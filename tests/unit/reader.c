/*
 * reader - what every reader of models promises, checked as a test reads
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/reader.h"

static enum err
read_model(reader_of *read, const struct buf *b, struct image **image,
    char why[FORMAT_WHY])
{
	enum err err;

	*image = NULL;
	why[0] = '\0';
	err = read(b->bytes, b->len, image, why, NULL);
	cr_assert((err == OK) == (*image != NULL));
	cr_assert((err == OK) == (why[0] == '\0'), "%s", why);
	return err;
}

enum err
reader_run(reader_of *read, const void *bytes, size_t len,
    struct image **image)
{
	struct buf b = { .bytes = (void *)bytes, .len = len };
	char why[FORMAT_WHY];

	return read_model(read, &b, image, why);
}

enum err
reader_take(reader_of *read, struct buf *b, struct image **image)
{
	enum err err = reader_run(read, b->bytes, b->len, image);

	buf_fini(b);
	return err;
}

struct image *
reader_made(reader_of *read, struct buf *b)
{
	struct image *image;
	char why[FORMAT_WHY];

	cr_assert_eq(read_model(read, b, &image, why), OK, "%s", why);
	buf_fini(b);
	return image;
}

void
reader_refused(reader_of *read, struct buf *b, enum err err,
    const char *words)
{
	struct image *image;
	char why[FORMAT_WHY];

	cr_assert_eq(read_model(read, b, &image, why), err, "%s", why);
	cr_assert_not_null(strstr(why, words), "%s", why);
	buf_fini(b);
}
