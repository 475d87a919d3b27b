/*
 * png - read PNG, through libpng
 *
 * libpng reports errors by longjmp.  So reading is split in two: an outer
 * function that owns everything and holds the setjmp, with no local that
 * changes after it, and an inner one that does the work and keeps nothing that
 * would be lost.  The whole state is one struct in the caller's frame.
 *
 * Gamma and colour profiles are ignored, as Goxel does, and none is written:
 * a voxel's bytes must come back the same.
 */
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/png.h"

/* Metadata chunks kept while reading: none is wanted, libpng needs a few. */
#define CHUNKS_MAX	64
#define CHUNK_BYTES_MAX	(1u << 20)

#define SIGNATURE_BYTES	8
#define TYPE_BYTES	4	/* of a chunk, behind its size */
#define SUM_BYTES	4	/* behind what it has */

struct decoder {
	png_structp	 png;
	png_infop	 info;
	struct bytes_in	 in;
	struct picture	 picture;	/* ours, or the caller's memory */
	enum err	 err;		/* what an error found now would mean */
};

static void
fail_quietly(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void
ignore_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
supply(png_structp png, png_bytep bytes, size_t len)
{
	const uint8_t *from = bytes_take(png_get_io_ptr(png), len);

	if (from == NULL)
		png_error(png, "the file ends");
	memcpy(bytes, from, len);
}

/* The header is read and small enough; rows will come as RGBA8. */
static void
decode_header(struct decoder *d)
{
	png_set_read_fn(d->png, &d->in, supply);
	png_set_user_limits(d->png, 0x7fffffff, 0x7fffffff);
	png_set_chunk_cache_max(d->png, CHUNKS_MAX);
	png_set_chunk_malloc_max(d->png, CHUNK_BYTES_MAX);
#ifdef PNG_IGNORE_ADLER32
	/* Each chunk has a sum already, of the fewer bytes. */
	png_set_option(d->png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
#endif
	png_read_info(d->png, d->info);
	if (png_get_image_width(d->png, d->info) > BOUND_RENDER_SIDE ||
	    png_get_image_height(d->png, d->info) > BOUND_RENDER_SIDE) {
		d->err = ERR_TOO_BIG;
		png_error(d->png, "the picture is too big");
	}
	png_set_expand(d->png);
	png_set_strip_16(d->png);
	png_set_gray_to_rgb(d->png);
	png_set_add_alpha(d->png, 255, PNG_FILLER_AFTER);
}

static void
decode_rows(struct decoder *d)
{
	const struct picture *p = &d->picture;
	int passes = png_set_interlace_handling(d->png);
	uint32_t y;

	png_read_update_info(d->png, d->info);
	if (png_get_rowbytes(d->png, d->info) !=
	    (size_t)p->width * sizeof *p->pixel)
		png_error(d->png, "the rows are not RGBA");
	while (passes-- > 0)
		for (y = 0; y < p->height; y++)
			png_read_row(d->png,
			    (png_bytep)(p->pixel + (size_t)y * p->width), NULL);
	png_read_end(d->png, NULL);
}

/* Memory for the picture, or the caller's if its size is right. */
static enum err
find_room(struct decoder *d)
{
	uint32_t width = png_get_image_width(d->png, d->info);
	uint32_t height = png_get_image_height(d->png, d->info);

	if (d->picture.pixel == NULL)
		return picture_init(&d->picture, width, height);
	return width == d->picture.width && height == d->picture.height ?
	    OK : ERR_FORMAT;
}

static enum err
decode(struct decoder *d)
{
	if (setjmp(png_jmpbuf(d->png)))
		return d->err;
	decode_header(d);
	d->err = find_room(d);
	if (d->err != OK)
		return d->err;
	d->err = ERR_FORMAT;
	decode_rows(d);
	return OK;
}

/*
 * All chunks are there, to the last.  Without this libpng would allocate what
 * a chunk says it has, up to 2 GiB, before it looks whether that is there: its
 * limit of a chunk's size is only a warning (1.6.39).
 */
static bool
chunks_fit(const void *bytes, size_t len)
{
	const uint8_t *type;
	struct bytes_in in;
	size_t size;

	bytes_open(&in, bytes, len);
	bytes_take(&in, SIGNATURE_BYTES);
	do {
		size = (size_t)bytes_u16_big(&in) << 16;
		size |= bytes_u16_big(&in);
		type = bytes_take(&in, TYPE_BYTES);
		bytes_take(&in, size + SUM_BYTES);
	} while (!in.failed && memcmp(type, "IEND", TYPE_BYTES) != 0);
	return !in.failed;
}

static enum err
read_file(struct decoder *d, const void *bytes, size_t len)
{
	enum err err = ERR_FORMAT;

	if (!chunks_fit(bytes, len))
		return ERR_FORMAT;
	bytes_open(&d->in, bytes, len);
	d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL,
	    fail_quietly, ignore_warning);
	if (d->png != NULL)
		d->info = png_create_info_struct(d->png);
	if (d->info != NULL)
		err = decode(d);
	png_destroy_read_struct(&d->png, &d->info, NULL);
	return err;
}

enum err
png_read(const void *bytes, size_t len, struct picture *picture)
{
	struct decoder d = { .err = ERR_FORMAT };
	enum err err = read_file(&d, bytes, len);

	if (err == OK)
		*picture = d.picture;
	else
		picture_fini(&d.picture);
	return err;
}

enum err
png_read_into(const void *bytes, size_t len, const struct picture *picture)
{
	struct decoder d = { .picture = *picture, .err = ERR_FORMAT };
	enum err err = read_file(&d, bytes, len);

	return err == OK ? OK : ERR_FORMAT;
}
