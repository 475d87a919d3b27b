/*
 * do_open · agents open models, keep them in files, and close them
 */
#include <string.h>

#include "bounds.h"
#include "goxel/palette.h"
#include "text.h"
#include "worker/method/files.h"
#include "worker/method/fresh.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reading.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"
#include "worker/method/writing.h"

#define LINE	512		/* bytes of what a tool says */

/*
 * Opening
 */

static enum err
check_open(struct call *c, const struct voxel_open_in *in,
    struct palette *palette)
{
	if (in->has_path && (in->has_template || in->has_size))
		return fail(c, ERR_PARAMS, "give 'path', or 'template' and "
		    "'size', not both");
	if (!in->has_palette || palette_named(in->palette, palette))
		return OK;
	return fail(c, ERR_PARAMS, "there is no palette '%s'; "
	    "goxel.list_palettes tells their names", in->palette);
}

/* *image is what the file holds; the call's context may not be it yet. */
static enum err
open_file(struct call *c, const char *path, struct image **image)
{
	struct progress progress = call_progress_of(c, 10, 80);
	struct reading reading = { .path = path, .progress = &progress };
	struct buf file;
	enum err err;

	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = files_read(c, path, &file);
	reading.bytes = file.bytes;
	reading.len = file.len;
	if (err == OK)
		err = reading_model(c, &reading, image);
	buf_fini(&file);
	return err == OK ? reading_replace(c, *image) : err;
}

static void
put_palette(struct call *c, const struct palette *palette)
{
	char color[MODEL_COLOR];
	uint32_t i;

	reply_list(c, "palette");
	for (i = 0; i < palette->count; i++) {
		model_color((struct rgba){ { palette->color[i][0],
		    palette->color[i][1], palette->color[i][2], 255 } },
		    color);
		reply_text(c, NULL, color);
	}
	reply_list_end(c);
}

static enum err
put_opened(struct call *c, const struct voxel_open_in *in,
    const struct image *image, const struct palette *palette)
{
	bool ignored = !c->made && (in->has_path || in->has_template ||
	    in->has_size);
	char line[LINE];

	model_put(c);
	reply_bool(c, "created", c->made);
	model_put_size(c, image);
	if (in->has_palette)
		put_palette(c, palette);
	if (ignored) {
		reply_list(c, "warnings");
		reply_text(c, NULL, "the model was there before; path, "
		    "template and size were not looked at");
		reply_list_end(c);
	}
	text_format(line, sizeof line, "Model '%s' is %s, with %llu voxels%s",
	    c->project, c->made ? "made" : "open",
	    (unsigned long long)model_voxels(image), ignored ?
	    "; it was there before, what was to be in it was not looked at" :
	    "");
	return tool_close(c, &(struct tool_content){ .text = line });
}

enum err
do_voxel_open(struct call *c, const struct voxel_open_in *in)
{
	struct fresh fresh = { .name = c->project, .size = in->size,
	    .template = in->has_template ? in->template : NULL };
	struct palette palette = { .count = 0 };
	struct image *image = NULL;
	enum err err;

	err = check_open(c, in, &palette);
	if (err == OK && c->made)
		err = in->has_path ? open_file(c, in->path, &image) :
		    fresh_start(c, &fresh);
	if (err == OK)
		err = put_opened(c, in, image != NULL ? image :
		    c->context->image, &palette);
	if (image != NULL)
		image_free(image);
	return err;
}

/*
 * Saving
 */

/* MODEL.gox, of letters that can be in any file's name. */
static const char *
default_path(struct call *c)
{
	size_t len = strlen(model_name(c)), i;
	char *path = mem_take(c->mem, len + sizeof ".gox");

	if (path == NULL)
		return NULL;
	text_format(path, len + sizeof ".gox", "%s.gox", model_name(c));
	for (i = 0; i < len; i++)
		if (strchr("/\\:*?\"<>|", path[i]) != NULL ||
		    (i == 0 && path[i] == '.'))
			path[i] = '_';
	return path;
}

static enum err
choose_format(struct call *c, const char *path, struct writing *w)
{
	const char *name = writing_extension(path);

	return name != NULL ? writing_choose(c, name, w) :
	    fail(c, ERR_FORMAT, "'%s' has no extension; .gox keeps all",
	    path);
}

static enum err
write_file(struct call *c, const char *path, bool overwrite, size_t *size)
{
	struct writing w = { 0 };
	struct buf out;
	enum err err;

	if ((err = choose_format(c, path, &w)) != OK)
		return err;
	buf_init(&out, BOUND_FILE);
	err = writing_make(c, &w, &out);
	if (err == OK)
		err = overwrite ? files_write(c, path, &out) :
		    files_create(c, path, &out);
	*size = out.len;
	buf_fini(&out);
	return err;
}

enum err
do_voxel_save(struct call *c, const struct voxel_save_in *in)
{
	const char *path = in->has_path ? in->path : default_path(c);
	char line[LINE];
	size_t size = 0;
	enum err err;

	if (path == NULL)
		return fail(c, ERR_TOO_BIG, "the path is too long");
	err = write_file(c, path, in->overwrite, &size);
	if (err == ERR_EXISTS)
		return fail(c, err, "there is a file '%s' already; give "
		    "overwrite true, or another path", path);
	if (err != OK)
		return err;
	model_put(c);
	reply_text(c, "path", path);
	reply_int(c, "bytes", (int64_t)size);
	text_format(line, sizeof line, "Saved %zu bytes as %s", size, path);
	return tool_close(c, &(struct tool_content){ .text = line });
}

/*
 * Closing
 */

enum err
do_voxel_close(struct call *c, const struct voxel_close_in *in)
{
	char line[LINE];
	enum err err;

	err = c->services->project_close(c, in->model, in->discard);
	if (err == ERR_NO_PROJECT)
		return fail(c, err, "there is no model '%s'; voxel_list tells "
		    "the models", in->model);
	if (err != OK)
		return err;
	tool_open(c);
	reply_text(c, "model", in->model);
	reply_bool(c, "discarded", in->discard);
	text_format(line, sizeof line, in->discard ? "Model '%s' is deleted" :
	    "Model '%s' is closed; voxel_open opens it again", in->model);
	return tool_close(c, &(struct tool_content){ .text = line });
}
