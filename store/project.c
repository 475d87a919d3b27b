/*
 * project - a project as a checkpoint file
 *
 *	gox
 *	"GXLD" or "GXLW", u32 bytes of what follows up to the check
 *		u64 revision, u64 PACK_FORMAT
 *		pack (format/whole.h, with its own sum)
 *		u64 sum of the gox and of these two, u64 bytes of gox, u64 MAGIC
 *	u32 check, 0 as Goxel's chunks have it
 *
 * GXLW: the gox only stands there, and is not the model.
 */
#include <string.h>

#include "goxel/format/bytes.h"
#include "goxel/format/gox.h"
#include "goxel/format/whole.h"
#include "store/project.h"
#include "text.h"

/* Raise it when whole.c or piece.c write anything else than before. */
#define PACK_FORMAT	2u
#define MAGIC		0x646c657867786f67ull
#define WHOLE		0x77ull	/* in the sum of a GXLW */
#define HEAD		24u	/* bytes before the pack, of the chunk */
#define TAIL		28u	/* bytes behind it, to the end of the file */

/* Where the parts of a file are. */
struct parts {
	const char	*gox, *pack;
	size_t		 gox_len, pack_len;
	uint64_t	 revision, format;
	bool		 whole;		/* the gox is not the model */
};

static uint64_t
sum_of(const struct parts *p)
{
	return whole_sum(p->gox, p->gox_len) ^ p->revision * 31 ^ p->format ^
	    (p->whole ? WHOLE : 0);
}

/* What Goxel shows to who wonders what the file is. */
static enum err
write_stand_in(const char *name, struct buf *b)
{
	struct image *image = image_new(name);
	struct layer *layer = image_layer_write(image, 0);
	enum err err;

	text_copy(layer->name, sizeof layer->name, PROJECT_STAND_IN);
	err = gox_write(image, NULL, b);
	image_free(image);
	return err;
}

static enum err
write_gox(const struct context *context, struct buf *b, bool *whole)
{
	enum err err = gox_write(context->image, NULL, b);

	*whole = err == ERR_TOO_BIG && !b->failed;
	if (!*whole)
		return err;
	buf_reset(b);
	return write_stand_in(context->image->name, b);
}

void
project_write(const struct context *context, struct buf *b)
{
	struct parts p = { .revision = context->revision,
	    .format = PACK_FORMAT };
	size_t length, len;
	uint32_t chunk;

	if (write_gox(context, b, &p.whole) != OK) {
		b->failed = true;
		return;
	}
	p.gox_len = b->len;
	buf_add(b, p.whole ? "GXLW" : "GXLD", 4);
	length = b->len;
	buf_add_u32(b, 0);
	buf_add_u64(b, p.revision);
	buf_add_u64(b, p.format);
	whole_pack(context, b);
	if (b->failed)
		return;
	p.gox = b->bytes;
	buf_add_u64(b, sum_of(&p));
	buf_add_u64(b, p.gox_len);
	buf_add_u64(b, MAGIC);
	len = b->len - length - 4;
	buf_add_u32(b, 0);
	if (b->failed || len > UINT32_MAX) {
		b->failed = true;
		return;
	}
	chunk = (uint32_t)len;
	memcpy(b->bytes + length, &chunk, sizeof chunk);
}

/* Find the parts; false when they are not where they should be. */
static bool
take_apart(const char *bytes, size_t len, struct parts *p, uint64_t *sum)
{
	struct bytes_in in;
	uint64_t magic, gox_len;
	const uint8_t *type;
	uint32_t chunk;

	if (len < HEAD + TAIL)
		return false;
	bytes_open(&in, bytes + len - TAIL, TAIL);
	*sum = bytes_u64(&in);
	gox_len = bytes_u64(&in);
	magic = bytes_u64(&in);
	if (magic != MAGIC || gox_len > len - HEAD - TAIL)
		return false;
	p->gox = bytes;
	p->gox_len = (size_t)gox_len;
	p->pack = bytes + p->gox_len + HEAD;
	p->pack_len = len - TAIL - HEAD - p->gox_len;
	bytes_open(&in, bytes + p->gox_len, HEAD);
	type = bytes_take(&in, 4);
	p->whole = memcmp(type, "GXLW", 4) == 0;
	if (!p->whole && memcmp(type, "GXLD", 4) != 0)
		return false;
	chunk = bytes_u32(&in);
	p->revision = bytes_u64(&in);
	p->format = bytes_u64(&in);
	return chunk == len - p->gox_len - 12;
}

/* The pack's own sum stands at its end. */
static bool
is_sound(const struct parts *p)
{
	uint64_t said;

	if (p->pack_len < sizeof said)
		return false;
	memcpy(&said, p->pack + p->pack_len - sizeof said, sizeof said);
	return whole_sum(p->pack, p->pack_len - sizeof said) == said;
}

enum err
project_check(const void *bytes, size_t len, uint64_t *revision)
{
	struct parts p;
	uint64_t sum;

	if (!take_apart(bytes, len, &p, &sum) || sum_of(&p) != sum ||
	    !is_sound(&p))
		return ERR_CORRUPT;
	*revision = p.revision;
	return OK;
}

enum err
project_read(const void *bytes, size_t len, struct context *context)
{
	char why[FORMAT_WHY];
	struct image *image = NULL;
	struct parts p;
	uint64_t sum;

	if (!take_apart(bytes, len, &p, &sum))
		return ERR_CORRUPT;
	if (p.format == PACK_FORMAT &&
	    whole_unpack(p.pack, p.pack_len, context) == OK)
		return context->revision == p.revision ? OK : ERR_CORRUPT;
	if (p.whole || sum_of(&p) != sum ||
	    gox_read(p.gox, p.gox_len, &image, why, NULL) != OK)
		return ERR_CORRUPT;
	context_start(context, &image, p.revision);
	return OK;
}
