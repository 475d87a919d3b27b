/*
 * exports - files that agents fetch by their id
 */
#include <nettle/sha2.h>
#include <string.h>

#include "text.h"
#include "worker/method/exports.h"
#include "worker/method/gallery.h"

static const struct { const char *format, *mime; } types[] = {
	{ "glb", "model/gltf-binary" },
	{ "gltf", "model/gltf+json" },
	{ "obj", "model/obj" },
	{ "stl", "model/stl" },
	{ "png", "image/png" },
	{ "txt", "text/plain" },
	{ "pov", "text/plain" },
	{ "csv", "text/csv" },
};

/* The type of a format's files. */
static const char *
mime_of(const char *format)
{
	size_t i;

	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].format, format) == 0)
			return types[i].mime;
	return "application/octet-stream";
}

static enum err
open_folder(struct call *c, struct gallery *g)
{
	if (gallery_open(c, "", g) == OK)
		return OK;
	return fail(c, ERR_DENIED, "this server keeps no exports (setting "
	    "render_dir); voxel_save writes files, and options.inline gives "
	    "small ones");
}

static void
digest(const struct buf *bytes, char out[EXPORTS_SHA256])
{
	uint8_t sum[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	int i;

	sha256_init(&sha);
	sha256_update(&sha, bytes->len, (const uint8_t *)bytes->bytes);
	sha256_digest(&sha, sizeof sum, sum);
	for (i = 0; i < SHA256_DIGEST_SIZE; i++)
		text_format(out + 2 * i, 3, "%02x", sum[i]);
}

enum err
exports_put(struct call *c, const char *format, const struct buf *bytes,
    struct export *out)
{
	struct gallery g;
	enum err err;

	*out = (struct export){ .mime = mime_of(format) };
	if ((err = open_folder(c, &g)) != OK)
		return err;
	text_copy(out->file.format, sizeof out->file.format, format);
	err = renders_put_export(&g.folder, g.facts.now, bytes, &out->file);
	gallery_close(&g);
	if (err != OK)
		return fail(c, err, "the export cannot be kept: %s",
		    err == ERR_FULL ? "the disk is full" :
		    err_row(err)->text);
	out->expires = out->file.created + g.facts.render_ttl;
	text_format(out->uri, sizeof out->uri, EXPORTS_SCHEME "%s",
	    out->file.session);
	digest(bytes, out->sha256);
	return OK;
}

enum err
exports_read(struct call *c, const char *id, struct buf *bytes,
    const char **mime)
{
	struct rendering found;
	struct gallery g;
	enum err err;

	if ((err = open_folder(c, &g)) != OK)
		return err;
	err = renders_read_export(&g.folder, id, &found, bytes);
	gallery_close(&g);
	if (err == OK)
		*mime = mime_of(found.format);
	return err == OK ? OK : fail(c, err, "there is no export '%.40s', or "
	    "no longer; voxel_export makes it again", id);
}
