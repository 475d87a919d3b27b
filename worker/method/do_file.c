/*
 * do_file · methods that read and write model files
 *
 * They run in a job child: its copy of the project does not change, and what
 * a broken file does to a reader stays there.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reading.h"
#include "worker/method/reply.h"
#include "worker/method/writing.h"

/*
 * Loading
 */

static enum err
load(struct call *c, const struct load_project_in *in)
{
	struct reading reading = { .path = in->path,
	    .depth = (uint32_t)in->depth };
	struct progress progress = call_progress_of(c, 10, 80);
	struct image *image = NULL;
	struct buf file;
	enum err err;

	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = files_read(c, in->path, &file);
	call_progress(c, 10);
	reading.progress = &progress;
	reading.bytes = file.bytes;
	reading.len = file.len;
	if (err == OK)
		err = reading_model(c, &reading, &image);
	buf_fini(&file);
	call_progress(c, 80);
	if (err == OK)
		err = reading_replace(c, image);
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

/* The path of the file beside one: its extension replaced, and in its name no
 * white space, at which readers of the first would end it. */
static enum err
name_beside(struct call *c, const char *path, const char *extension,
    char beside[BOUND_PATH])
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');
	size_t len = dot == NULL || dot == name ? strlen(path) :
	    (size_t)(dot - path);
	char *at;

	if (len + strlen(extension) + 2 > BOUND_PATH)
		return fail(c, ERR_PARAMS, "the path is too long");
	memcpy(beside, path, len);
	beside[len] = '.';
	strcpy(beside + len + 1, extension);
	for (at = beside + (name - path); *at != '\0'; at++)
		if ((unsigned char)*at <= ' ' || *at == 127)
			*at = '_';
	return strcmp(beside, path) != 0 ? OK : fail(c, ERR_PARAMS, "'%s' is "
	    "the name of the file beside it", path);
}

static enum err
save_pair(struct call *c, const char *path, const struct writing *as)
{
	char beside[BOUND_PATH], why[FORMAT_WHY] = "";
	struct buf out, second;
	struct format_pair pair = { .out = &out, .beside = &second };
	struct progress progress = call_progress_of(c, 0, 85);
	struct mesh_options options = as->options;
	const char *slash;
	enum err err = name_beside(c, path, as->format->beside, beside);

	if (err != OK)
		return err;
	slash = strrchr(beside, '/');
	pair.name = slash == NULL ? beside : slash + 1;
	buf_init(&out, BOUND_FILE);
	buf_init(&second, BOUND_FILE);
	options.progress = &progress;
	err = format_write_pair(as->format, c->context->image, &options,
	    &pair, why);
	err = err != OK ? fail(c, err, "%s", why) :
	    files_write_pair(c, path, &out, beside, &second);
	buf_fini(&out);
	buf_fini(&second);
	return err;
}

static enum err
save_one(struct call *c, const char *path, const struct writing *as)
{
	struct buf out;
	enum err err;

	buf_init(&out, BOUND_FILE);
	err = writing_make(c, as, &out);
	call_progress(c, 90);
	if (err == OK)
		err = files_write(c, path, &out);
	buf_fini(&out);
	return err;
}

static enum err
save(struct call *c, const char *path, const struct writing *as)
{
	return as->format != NULL && as->format->write_pair != NULL ?
	    save_pair(c, path, as) : save_one(c, path, as);
}

enum err
do_save_project(struct call *c, const struct save_project_in *in)
{
	struct writing as = { .format = format_named("gox") };
	enum err err;

	if ((err = save(c, in->path, &as)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	return reply_close(c);
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
	if (err == OK && in->has_colors)
		err = mesh_options_set(o, "colors", in->colors, why,
		    sizeof why);
	return err == OK ? take_normals(c, in, o) :
	    fail(c, err, "parameter %s", why);
}

static enum err
take_shaping(struct call *c, const struct export_model_in *in,
    struct writing *as)
{
	const char *name = in->has_format ? in->format :
	    writing_extension(in->path);
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
	    in->has_scale || in->has_origin || in->has_colors)) {
		format_list_meshes(names, sizeof names);
		return fail(c, ERR_PARAMS, "mesher, up, scale, origin "
		    "and colors are for %s; a picture has no faces", names);
	}
	return take_options(c, in, &as->options);
}

enum err
do_export_model(struct call *c, const struct export_model_in *in)
{
	struct writing as = { 0 };
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
