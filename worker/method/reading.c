/*
 * reading - a model from the bytes of a file, and into a project
 */
#include "bounds.h"
#include "goxel/format/format.h"
#include "goxel/format/pack.h"
#include "goxel/format/slices.h"
#include "worker/method/method.h"
#include "worker/method/reading.h"

enum err
reading_model(struct call *c, const struct reading *file,
    struct image **image)
{
	const struct slices_file slices = { file->bytes, file->len,
	    file->depth, file->progress };
	const struct format *format;
	char why[FORMAT_WHY] = "";
	enum err err;

	format = format_of_bytes(file->bytes, file->len);
	if (format == NULL && file->path != NULL)
		format = format_unmarked(file->path);
	if (format == NULL)
		return fail(c, ERR_FORMAT, "its first bytes are those of no "
		    "format that can be read");
	err = format->read == slices_read ?
	    slices_read_deep(&slices, image, why) :
	    format->read(file->bytes, file->len, image, why,
	    file->progress);
	return err == OK ? OK : fail(c, err, "it is no good %s file: %s",
	    format->name, why);
}

enum err
reading_replace(struct call *c, const struct image *image)
{
	struct edit edit = { .kind = EDIT_model_replace };
	struct edit_outcome outcome;
	struct buf packed;
	enum err err;

	buf_init(&packed, BOUND_FILE);
	pack_write(image, &packed);
	edit.model_replace.model = (struct bytes){
		packed.bytes, (uint32_t)packed.len
	};
	err = packed.failed ? fail(c, ERR_TOO_BIG, "the model is larger than "
	    "%u bytes", BOUND_FILE) : call_edit(c, &edit, &outcome);
	buf_fini(&packed);
	return err;
}
