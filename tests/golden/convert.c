/*
 * convert - a model file in one format as another: convert IN OUT
 *
 * By the names' extensions, through the table of formats.  For golden tests,
 * which compare what other programs make of our files.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bounds.h"
#include "buf.h"
#include "goxel/format/format.h"

static void
fail(const char *path, const char *why)
{
	fprintf(stderr, "convert: %s: %s\n", path, why);
	exit(1);
}

static void
read_file(const char *path, struct buf *b)
{
	FILE *file = fopen(path, "rb");
	char part[65536];
	size_t len;

	if (file == NULL)
		fail(path, "cannot be opened");
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		buf_add(b, part, len);
	fclose(file);
	if (b->failed)
		fail(path, "is too big");
}

static void
write_file(const char *path, const struct buf *b)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL || fwrite(b->bytes, 1, b->len, file) != b->len ||
	    fclose(file) != 0)
		fail(path, "cannot be written");
}

int
main(int argc, char **argv)
{
	const struct format *from, *to;
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";
	struct buf in, out;

	if (argc != 3) {
		fprintf(stderr, "usage: convert IN OUT\n");
		return 2;
	}
	from = format_of_path(argv[1]);
	to = format_of_path(argv[2]);
	if (from == NULL || from->read == NULL)
		fail(argv[1], "cannot be read in this format");
	if (to == NULL || !format_writes(to))
		fail(argv[2], "cannot be written in this format");
	buf_init(&in, BOUND_FILE);
	buf_init(&out, BOUND_FILE);
	read_file(argv[1], &in);
	if (from->read(in.bytes, in.len, &image, why, NULL) != OK)
		fail(argv[1], why);
	if (format_write(to, image, &(struct mesh_options){ 0 }, &out,
	    why) != OK)
		fail(argv[2], why);
	write_file(argv[2], &out);
	image_free(image);
	buf_fini(&in);
	buf_fini(&out);
	return 0;
}
