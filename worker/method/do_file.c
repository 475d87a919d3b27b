/*
 * do_file · methods that read and write model files
 *
 * They run in a job child: its copy of the project does not change, and what
 * a broken file does to a reader stays there.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"
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
	struct mesh_options options;
};

static enum err
write_model(struct call *c, const struct shaping *as, struct buf *out)
{
	char why[FORMAT_WHY] = "";
	enum err err;

	err = format_write(as->format, c->context->image, &as->options, out,
	    why);
	return err == OK ? OK : fail(c, err, "%s", why);
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

/* Before there was a mesher of this name, marching had two kinds. */
static enum err
take_normals(struct call *c, const struct export_model_in *in,
    struct mesh_options *o)
{
	bool smooth = in->has_normals && strcmp(in->normals, "smooth") == 0;

	if (in->has_normals && !smooth && strcmp(in->normals, "flat") != 0)
		return fail(c, ERR_PARAMS, "parameter 'normals' must be flat "
		    "or smooth, not '%s'", in->normals);
	if (smooth && o->mesher == MESHER_MARCHING)
		o->mesher = MESHER_SMOOTH;
	return OK;
}

static enum err
take_options(struct call *c, const struct export_model_in *in,
    struct mesh_options *o)
{
	char why[FORMAT_WHY] = "";
	enum err err = OK;

	if (in->has_mesher)
		err = mesh_options_set(o, "mesher", in->mesher, why,
		    sizeof why);
	if (err == OK && in->has_up)
		err = mesh_options_set(o, "up", in->up, why, sizeof why);
	if (err == OK && in->has_scale)
		err = mesh_options_set_scale(o, in->scale, why, sizeof why);
	if (err == OK && in->has_origin)
		err = mesh_options_set(o, "origin", in->origin, why,
		    sizeof why);
	return err == OK ? take_normals(c, in, o) :
	    fail(c, err, "parameter %s", why);
}

static enum err
take_shaping(struct call *c, const struct export_model_in *in,
    struct shaping *as)
{
	const char *name = in->has_format ? in->format : extension(in->path);
	char names[FORMAT_LIST];

	format_list(names, sizeof names);
	if (name == NULL)
		return fail(c, ERR_FORMAT, "the path has no extension and no "
		    "format is given: %s or png", names);
	if (strcasecmp(name, "png") != 0 && ((as->format =
	    format_named(name)) == NULL || !format_writes(as->format)))
		return fail(c, ERR_FORMAT, "'%s' is no format to export to: "
		    "%s and png are", name, names);
	if (as->format == NULL && (in->has_mesher || in->has_up ||
	    in->has_scale || in->has_origin)) {
		format_list_meshes(names, sizeof names);
		return fail(c, ERR_PARAMS, "mesher, up, scale and origin are "
		    "for %s; a picture has no faces", names);
	}
	return take_options(c, in, &as->options);
}

enum err
do_export_model(struct call *c, const struct export_model_in *in)
{
	struct shaping as = { 0 };
	enum err err;

	if ((err = take_shaping(c, in, &as)) != OK ||
	    (err = save(c, in->path, &as)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	if (in->has_format)
		reply_text(c, "format", in->format);
	return reply_close(c);
}
