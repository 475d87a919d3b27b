/*
 * gltf - glTF 2.0: a mesh a layer, as text or in a container
 *
 * The standard's own validator finds nothing to say about what this writes.
 * A model of nothing is a scene without nodes, for no list may be empty.
 */
#include "goxel/format/gltf.h"
#include "goxel/format/gltf_json.h"
#include "goxel/format/gltf_mesh.h"
#include "text.h"

#define PART		(3u << 16)	/* bytes made base64 at a time */
#define TEXT_MOST	(16u << 20)	/* of 1,024 layers with long names */

static void
put_base64(const char *bytes, size_t len, struct buf *out)
{
	size_t part;
	char *to;

	for (; len > 0; bytes += part, len -= part) {
		part = len < PART ? len : PART;
		if ((to = buf_room(out, text_base64_size(part))) == NULL)
			return;
		text_base64(bytes, part, to);
		out->len += text_base64_size(part);
	}
}

enum err
gltf_write(const struct image *image, const struct mesh_options *options,
    struct buf *out)
{
	struct gltf_model m;
	enum err err = gltf_mesh_collect(&m, image, options, out->limit);

	if (err == OK) {
		gltf_json_write(&m, out);
		if (m.count > 0) {
			buf_add_format(out, ",\"buffers\":[{\"byteLength\":%zu,"
			    "\"uri\":\"data:application/octet-stream;base64,",
			    m.bytes.len);
			put_base64(m.bytes.bytes, m.bytes.len, out);
			buf_add_text(out, "\"}]}");
		}
	}
	gltf_mesh_discard(&m);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

static void
put_container(const struct buf *text, const struct buf *bytes,
    struct buf *out)
{
	size_t padded = (text->len + 3) & ~(size_t)3;
	size_t bin = bytes->len == 0 ? 0 : 8 + bytes->len;

	buf_add(out, "glTF", 4);
	buf_add_u32(out, 2);
	buf_add_u32(out, (uint32_t)(12 + 8 + padded + bin));
	buf_add_u32(out, (uint32_t)padded);
	buf_add(out, "JSON", 4);
	buf_add(out, text->bytes, text->len);
	buf_add(out, "   ", padded - text->len);
	if (bytes->len == 0)
		return;
	buf_add_u32(out, (uint32_t)bytes->len);
	buf_add(out, "BIN", 4);
	buf_add(out, bytes->bytes, bytes->len);
}

enum err
gltf_write_binary(const struct image *image,
    const struct mesh_options *options, struct buf *out)
{
	struct buf text;
	struct gltf_model m;
	enum err err = gltf_mesh_collect(&m, image, options, out->limit);

	buf_init(&text, TEXT_MOST);
	if (err == OK) {
		gltf_json_write(&m, &text);
		if (m.count > 0)
			buf_add_format(&text, ",\"buffers\":["
			    "{\"byteLength\":%zu}]}", m.bytes.len);
		put_container(&text, &m.bytes, out);
		out->failed |= text.failed;
	}
	buf_fini(&text);
	gltf_mesh_discard(&m);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
