/*
 * gallery - the rendered pictures, as methods see them
 */
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "worker/method/gallery.h"
#include "worker/method/reply.h"

static const char *
word_of(enum err err)
{
	switch (err) {
	case ERR_PARAMS:
		return "Invalid parameter";
	case ERR_NO_FILE:
		return "File not found";
	case ERR_DENIED:
		return "Permission denied";
	case ERR_FULL:
		return "Disk full";
	case ERR_EXISTS:
		return "File already exists";
	case ERR_TOO_BIG:
		return "Path too long";
	case ERR_IO:
	case ERR_FORMAT:
		return "I/O error";
	default:
		return "Unknown error";
	}
}

enum err
gallery_fail(struct call *c, enum err err)
{
	c->subject = word_of(err);
	return fail(c, err, "%s", c->subject);
}

enum err
gallery_open(struct call *c, const char *what, struct gallery *g)
{
	char why[RENDERS_WHY];
	enum err err;

	c->services->server_facts(c, &g->facts);
	if (g->facts.render_dir == NULL || *g->facts.render_dir == '\0' ||
	    strcmp(g->facts.render_dir, "off") == 0)
		return fail(c, ERR_INTERNAL, "Render manager not available%s",
		    what);
	err = renders_open(g->facts.render_dir, &g->folder, why);
	if (err == OK)
		return OK;
	return fail(c, ERR_INTERNAL, "Failed to create render path: %s",
	    word_of(err));
}

void
gallery_close(struct gallery *g)
{
	renders_close(&g->folder);
}

void
gallery_reply(struct call *c, const char *key, const struct gallery *g,
    const struct rendering *r, bool whole)
{
	int64_t expires = r->created + g->facts.render_ttl;
	char path[BOUND_PATH + RENDERS_NAME];

	text_format(path, sizeof path, "%s/%s", g->folder.path, r->name);
	reply_object(c, key);
	reply_text(c, "path", path);
	reply_int(c, "size", (int64_t)r->size);
	reply_text(c, "format", "png");
	reply_object(c, "dimensions");
	reply_int(c, "width", r->width);
	reply_int(c, "height", r->height);
	reply_object_end(c);
	reply_text(c, "checksum", r->checksum);
	reply_int(c, "created_at", r->created);
	reply_int(c, "expires_at", expires);
	if (whole) {
		reply_text(c, "session_id", r->session);
		reply_int(c, "ttl_remaining", expires > g->facts.now ?
		    expires - g->facts.now : 0);
	}
	reply_object_end(c);
}

enum err
gallery_put(struct call *c, struct gallery *g, const struct buf *png,
    struct rendering *r)
{
	enum err err;

	/* It may have taken long to draw. */
	c->services->server_facts(c, &g->facts);
	err = renders_put(&g->folder, g->facts.now, png->bytes, png->len, r);
	if (err != OK)
		return fail(c, err, "the picture cannot be put into %s: %s",
		    g->folder.path, word_of(err));
	return OK;
}
