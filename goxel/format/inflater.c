/*
 * inflater - zlib or gzip data from a stranger, unpacked up to a limit
 */
#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "bounds.h"
#include "goxel/format/inflater.h"

#define STEP	65536u		/* bytes unpacked at a time */
#define EITHER	(15 + 32)	/* zlib tells which of the two by the header */

/* One step; Z_OK when there is more to come. */
static int
unpack(z_stream *z, struct buf *out)
{
	size_t room = out->limit - out->len < STEP ? out->limit - out->len :
	    STEP;
	unsigned char last = 0;
	char *to = room == 0 ? NULL : buf_room(out, room);
	int status;

	/* At the limit, one byte more tells a full buffer from a bomb. */
	z->next_out = to == NULL ? &last : (unsigned char *)to;
	z->avail_out = to == NULL ? 1 : (uInt)room;
	status = inflate(z, Z_NO_FLUSH);
	if (to != NULL)
		out->len += room - z->avail_out;
	else if (z->avail_out == 0)
		out->failed = true;
	return status;
}

/* Packed by gzip, another may follow: together they are the file. */
static bool
begin_next(z_stream *z, const unsigned char *bytes)
{
	static const unsigned char magic[2] = { 0x1f, 0x8b };

	return memcmp(bytes, magic, sizeof magic) == 0 &&
	    z->avail_in >= sizeof magic &&
	    memcmp(z->next_in, magic, sizeof magic) == 0 &&
	    inflateReset(z) == Z_OK;
}

enum err
inflater_run(const void *bytes, size_t len, struct buf *out)
{
	z_stream z = { .next_in = (unsigned char *)bytes };
	int status;

	if (len > BOUND_FILE || inflateInit2(&z, EITHER) != Z_OK)
		return ERR_TOO_BIG;
	z.avail_in = (uInt)len;
	do
		status = unpack(&z, out);
	while (!out->failed && (status == Z_OK ||
	    (status == Z_STREAM_END && begin_next(&z, bytes))));
	inflateEnd(&z);
	if (out->failed)
		return ERR_TOO_BIG;
	return status == Z_STREAM_END ? OK : ERR_FORMAT;
}
