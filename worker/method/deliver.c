/*
 * deliver - where a picture goes: a file, the reply, the server's folder
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/deliver.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define SIDE_DEFAULT	512	/* pixels */

/* By whichever word clients know, the picture is wanted in the reply. */
static bool
wants_data(const char *return_mode)
{
	return return_mode != NULL && (strcmp(return_mode, "base64") == 0 ||
	    strcmp(return_mode, "direct") == 0 ||
	    strcmp(return_mode, "image_data") == 0);
}

/* The picture is wanted among the managed ones. */
static bool
wants_file(const char *return_mode)
{
	return return_mode != NULL && strcmp(return_mode, "file_path") == 0;
}

enum err
deliver_side(struct call *c, const char *name, bool given, int32_t side,
    uint32_t *out)
{
	if (!given)
		side = SIDE_DEFAULT;
	if (side < 1 || side > BOUND_RENDER_SIDE)
		return fail(c, ERR_PARAMS, "parameter '%s' must be from 1 to "
		    "%d pixels, not %d", name, BOUND_RENDER_SIDE, side);
	*out = (uint32_t)side;
	return OK;
}

static enum err
check_target(struct call *c, const struct delivery *d)
{
	const char *mode = d->options->return_mode;

	if (mode != NULL && !wants_data(mode) && !wants_file(mode))
		return fail(c, ERR_PARAMS, "options.return_mode must be "
		    "file_path, base64 or absent with output_path, not '%s'",
		    mode);
	if (mode == NULL && d->output_path == NULL)
		return fail(c, ERR_NO_FILE, "there is no output_path; name "
		    "one, or ask for options.return_mode file_path or base64");
	return OK;
}

/* Pictures are looked after in one folder alone. */
static enum err
check_folder(struct call *c, const char *asked, const struct gallery *g)
{
	size_t len = strlen(g->folder.path);

	if (asked == NULL || (strncmp(asked, g->folder.path, len) == 0 &&
	    strspn(asked + len, "/") == strlen(asked + len)))
		return OK;
	return fail(c, ERR_PARAMS, "options.output_dir must be '%s', the "
	    "server's folder of pictures, or absent, not '%s'; output_path "
	    "puts one elsewhere", g->folder.path, asked);
}

enum err
deliver_open(struct call *c, struct delivery *d)
{
	enum err err;

	d->gallery.folder.fd = -1;
	if ((err = check_target(c, d)) != OK ||
	    !wants_file(d->options->return_mode))
		return err;
	err = gallery_open(c, ", file transfer mode disabled", &d->gallery);
	if (err != OK)
		return err;
	return check_folder(c, d->options->output_dir, &d->gallery);
}

void
deliver_close(struct delivery *d)
{
	gallery_close(&d->gallery);
}

static void
put_reply(struct call *c, const struct delivery *d, const struct buf *png)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "width", d->width);
	reply_int(c, "height", d->height);
	reply_text(c, "format", "png");
	if (d->samples > 0)
		reply_int(c, "samples", d->samples);
	if (d->output_path != NULL)
		reply_text(c, "output_path", d->output_path);
	if (wants_data(d->options->return_mode))
		reply_base64(c, "image_data", png->bytes, png->len);
	reply_close(c);
}

static enum err
keep(struct call *c, struct delivery *d, const struct buf *png)
{
	struct rendering r;
	enum err err = gallery_put(c, &d->gallery, png, &r);

	if (err != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	if (d->samples > 0)
		reply_int(c, "samples", d->samples);
	gallery_reply(c, "file", &d->gallery, &r, false);
	return reply_close(c);
}

enum err
deliver_png(struct call *c, struct delivery *d, const struct buf *png)
{
	enum err err;

	if (d->output_path != NULL &&
	    (err = files_write(c, d->output_path, png)) != OK)
		return err;
	if (wants_file(d->options->return_mode))
		return keep(c, d, png);
	put_reply(c, d, png);
	return OK;
}
