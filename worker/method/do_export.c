/*
 * do_export · a model in another format, to be fetched by agents
 */
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/exports.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"
#include "worker/method/writing.h"

#define INLINE_MOST	(64u << 10)	/* bytes that go into a reply */
#define SIDE_LEAST	16		/* pixels of a picture */
#define SIDE_MOST	4096
#define LINE		320

static enum err
take_mesh(struct call *c, const struct shaping_wish *wish,
    struct mesh_options *o)
{
	char why[FORMAT_WHY] = "";
	enum err err = OK;

	if (wish->mesher != NULL)
		err = mesh_options_set(o, "mesher", wish->mesher, why,
		    sizeof why);
	if (err == OK && wish->up != NULL)
		err = mesh_options_set(o, "up", wish->up, why, sizeof why);
	if (err == OK && wish->origin != NULL)
		err = mesh_options_set(o, "origin", wish->origin, why,
		    sizeof why);
	if (err == OK && wish->colors != NULL)
		err = mesh_options_set(o, "colors", wish->colors, why,
		    sizeof why);
	if (err == OK && wish->scale != 0)
		err = mesh_options_set_scale(o, wish->scale, why, sizeof why);
	return err == OK ? OK : fail(c, err, "options.%s", why);
}

/* "native" is the format that keeps all. */
static enum err
take_format(struct call *c, const struct voxel_export_in *in,
    const char **name, struct writing *w)
{
	const struct shaping_wish *wish = &in->options;
	enum err err;

	if ((err = writing_choose(c, strcmp(in->format, "native") == 0 ?
	    "gox" : in->format, w)) != OK)
		return err;
	*name = w->format != NULL ? w->format->name : "png";
	if (w->format != NULL)
		return take_mesh(c, wish, &w->options);
	if (wish->mesher != NULL || wish->up != NULL || wish->origin != NULL ||
	    wish->colors != NULL || wish->scale != 0)
		return fail(c, ERR_PARAMS, "options of a png: size, inline");
	if (wish->size != 0 && (wish->size < SIDE_LEAST ||
	    wish->size > SIDE_MOST))
		return fail(c, ERR_PARAMS, "options.size must be from %d to "
		    "%d pixels", SIDE_LEAST, SIDE_MOST);
	w->side = (uint32_t)wish->size;
	return OK;
}

static enum err
put_export(struct call *c, const struct export *e, const struct buf *data)
{
	struct tool_content content = { .link = e->uri,
	    .link_name = e->file.name, .link_type = e->mime };
	char line[LINE];

	model_put(c);
	reply_text(c, "uri", e->uri);
	reply_text(c, "format", e->file.format);
	reply_text(c, "mime", e->mime);
	reply_int(c, "size", (int64_t)e->file.size);
	reply_text(c, "sha256", e->sha256);
	reply_int(c, "expires_at", e->expires);
	if (data != NULL)
		reply_base64(c, "data", data->bytes, data->len);
	text_format(line, sizeof line, "%llu bytes of %s at %s",
	    (unsigned long long)e->file.size, e->file.format, e->uri);
	content.text = line;
	return tool_close(c, &content);
}

static enum err
export(struct call *c, const struct voxel_export_in *in, const char *name,
    const struct buf *bytes)
{
	bool embed = in->options.embed;
	struct export e;
	enum err err;

	if (embed && bytes->len > INLINE_MOST)
		return fail(c, ERR_TOO_BIG, "the file has %zu bytes and at "
		    "most %u come inline; leave options.inline out and fetch "
		    "it by its uri", bytes->len, INLINE_MOST);
	err = exports_put(c, name, bytes, &e);
	return err == OK ? put_export(c, &e, embed ? bytes : NULL) : err;
}

enum err
do_voxel_export(struct call *c, const struct voxel_export_in *in)
{
	struct writing w = { 0 };
	const char *name;
	struct buf bytes;
	enum err err;

	if ((err = take_format(c, in, &name, &w)) != OK)
		return err;
	buf_init(&bytes, BOUND_FILE);
	err = writing_make(c, &w, &bytes);
	call_progress(c, 85);
	if (err == OK)
		err = export(c, in, name, &bytes);
	buf_fini(&bytes);
	return err;
}
