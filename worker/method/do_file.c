/*
 * do_file · methods that read and write model files
 *
 * They run in a job child: its copy of the project does not change, and what
 * a broken file does to a reader stays there.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"
#include "goxel/format/marched.h"
#include "goxel/format/merged.h"
#include "goxel/format/pack.h"
#include "goxel/format/slices.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"
#include "worker/method/scene.h"

#define EXPORT_SIDE	1024	/* pixels of an exported picture */

/*
 * Loading
 */

static enum err
read_model(struct call *c, const struct load_project_in *in,
    const struct buf *file, struct image **image)
{
	const struct slices_file slices = { file->bytes, file->len,
	    (uint32_t)in->depth };
	const struct format *format;
	char why[FORMAT_WHY] = "";
	enum err err;

	format = format_of_bytes(file->bytes, file->len);
	if (format == NULL)
		format = format_unmarked(in->path);
	if (format == NULL)
		return fail(c, ERR_FORMAT, "its first bytes are those of no "
		    "format that can be read");
	err = format->read == slices_read ?
	    slices_read_deep(&slices, image, why) :
	    format->read(file->bytes, file->len, image, why);
	return err == OK ? OK : fail(c, err, "it is no good %s file: %s",
	    format->name, why);
}

static enum err
replace_model(struct call *c, const struct image *image)
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

static enum err
load(struct call *c, const struct load_project_in *in)
{
	struct image *image = NULL;
	struct buf file;
	enum err err;

	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = files_read(c, in->path, &file);
	call_progress(c, 10);
	if (err == OK)
		err = read_model(c, in, &file, &image);
	buf_fini(&file);
	call_progress(c, 80);
	if (err == OK)
		err = replace_model(c, image);
	if (image != NULL)
		image_free(image);
	return err;
}

enum err
do_load_project(struct call *c, const struct load_project_in *in)
{
	enum err err;

	if (in->depth < 0 || (in->has_depth && in->depth == 0))
		return fail(c, ERR_PARAMS, "parameter 'depth' must be at "
		    "least 1");
	if ((err = load(c, in)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	return reply_close(c);
}

/*
 * Writing
 */

/* What a file is written as. */
struct shaping {
	const struct format *format;	/* NULL: a picture */
	merged_writer	*merged;	/* or NULL */
	marched_writer	*marched;	/* or NULL */
	bool		 smooth;
};

static enum err
write_model(struct call *c, const struct shaping *as, struct buf *out)
{
	const struct image *image = c->context->image;
	const struct format *format = as->format;
	enum err err;

	if (as->marched != NULL)
		err = as->marched(image, as->smooth, out);
	else
		err = (as->merged != NULL ? as->merged : format->write)(image,
		    out);

	if (err == ERR_BOUNDS)
		return fail(c, err, "%s holds %s; the model is larger",
		    format->name, format->holds);
	return err == OK ? OK : fail(c, err, "as %s the model is larger than "
	    "%zu bytes", format->name, out->limit);
}

static enum err
write_picture(struct call *c, struct buf *out)
{
	struct scene scene = { .wish = render_default() };

	scene.wish.width = scene.wish.height = EXPORT_SIDE;
	return scene_png(c, &scene, out);
}

static enum err
save(struct call *c, const char *path, const struct shaping *as)
{
	struct buf out;
	enum err err;

	buf_init(&out, BOUND_FILE);
	err = as->format == NULL ? write_picture(c, &out) :
	    write_model(c, as, &out);
	call_progress(c, 90);
	if (err == OK)
		err = files_write(c, path, &out);
	buf_fini(&out);
	return err;
}

enum err
do_save_project(struct call *c, const struct save_project_in *in)
{
	struct shaping as = { .format = format_named("gox") };
	enum err err;

	if ((err = save(c, in->path, &as)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	return reply_close(c);
}

/* The words after the last dot of the last part of a path, or NULL. */
static const char *
extension(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot == NULL || strchr(dot, '/') != NULL ? NULL : dot + 1;
}

/* How the surface is made, where it is not the format's own way. */
static enum err
take_mesher(struct call *c, const struct export_model_in *in,
    const char *name, struct shaping *as)
{
	const char *mesher = in->has_mesher ? in->mesher : "simple";

	if (strcmp(mesher, "simple") == 0)
		return OK;
	if (strcmp(mesher, "greedy") == 0)
		return (as->merged = merged_named(name)) != NULL ? OK :
		    fail(c, ERR_PARAMS, "parameter 'mesher': greedy is for "
		    MERGED_NAMES);
	if (strcmp(mesher, "marching") == 0)
		return (as->marched = marched_named(name)) != NULL ? OK :
		    fail(c, ERR_PARAMS, "parameter 'mesher': marching is for "
		    MARCHED_NAMES);
	return fail(c, ERR_PARAMS, "parameter 'mesher' must be simple, greedy "
	    "or marching, not '%s'", mesher);
}

static enum err
take_normals(struct call *c, const struct export_model_in *in,
    struct shaping *as)
{
	if (in->has_normals && strcmp(in->normals, "flat") != 0 &&
	    strcmp(in->normals, "smooth") != 0)
		return fail(c, ERR_PARAMS, "parameter 'normals' must be flat "
		    "or smooth, not '%s'", in->normals);
	as->smooth = in->has_normals && in->normals[0] == 's';
	return OK;
}

enum err
do_export_model(struct call *c, const struct export_model_in *in)
{
	const char *name = in->has_format ? in->format : extension(in->path);
	struct shaping as = { 0 };
	char names[FORMAT_LIST];
	enum err err;

	format_list(names, sizeof names);
	if (name == NULL)
		return fail(c, ERR_FORMAT, "the path has no extension and no "
		    "format is given: %s or png", names);
	if (strcasecmp(name, "png") != 0 && ((as.format = format_named(name)) ==
	    NULL || as.format->write == NULL))
		return fail(c, ERR_FORMAT, "'%s' is no format to export to: "
		    "%s and png are", name, names);
	if ((err = take_mesher(c, in, name, &as)) != OK ||
	    (err = take_normals(c, in, &as)) != OK ||
	    (err = save(c, in->path, &as)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	if (in->has_format)
		reply_text(c, "format", in->format);
	return reply_close(c);
}
