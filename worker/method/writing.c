/*
 * writing - a project as the bytes of a file
 */
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/scene.h"
#include "worker/method/writing.h"

const char *
writing_extension(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot == NULL || strchr(dot, '/') != NULL ? NULL : dot + 1;
}

enum err
writing_choose(struct call *c, const char *name, struct writing *w)
{
	char names[FORMAT_LIST];

	w->format = NULL;
	if (strcasecmp(name, "png") == 0 || ((w->format =
	    format_named(name)) != NULL && format_writes(w->format)))
		return OK;
	format_list(names, sizeof names);
	return fail(c, ERR_FORMAT, "'%s' is no format to export to: %s and "
	    "png are", name, names);
}

static enum err
write_picture(struct call *c, uint32_t side, struct buf *out)
{
	struct scene scene = { .wish = render_default() };

	scene.wish.width = scene.wish.height = side != 0 ? side :
	    WRITING_SIDE;
	return scene_png(c, &scene, out);
}

enum err
writing_make(struct call *c, const struct writing *w, struct buf *out)
{
	struct progress progress = call_progress_of(c, 0, 85);
	struct mesh_options options = w->options;
	char why[FORMAT_WHY] = "";
	enum err err;

	if (w->format == NULL)
		return write_picture(c, w->side, out);
	options.progress = &progress;
	err = format_write(w->format, c->context->image, &options, out, why);
	return err == OK ? OK : fail(c, err, "%s", why);
}
