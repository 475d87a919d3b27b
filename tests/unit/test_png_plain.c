/*
 * test_png_plain - plain PNG files read as libpng reads them, or left to it
 */
#include <criterion/criterion.h>
#include <zlib.h>

#include "buf.h"
#include "goxel/format/png.h"
#include "goxel/format/png_plain.h"

#define SIDE	PNG_PLAIN_SIDE
#define PIXELS	(SIDE * SIDE)

/* What a file is made of; each test changes one thing. */
struct made {
	uint32_t	 pixel;		/* bytes */
	uint32_t	 rows, filter;	/* filter 5: all in turn */
	uint32_t	 pieces;	/* IDATs */
	uint32_t	 kind[5];	/* depth, colour, three zeros */
	uint32_t	 sum;		/* added to the CRC of IDATs */
	const char	*before;	/* a chunk before them, or NULL */
	bool		 open;		/* no IEND */
};

static const struct made rgb = { .pixel = 3, .rows = SIDE, .pieces = 1,
    .kind = { 8, 2 } };
static const struct made rgba = { .pixel = 4, .rows = SIDE, .pieces = 1,
    .kind = { 8, 6 } };

static void
add_big(struct buf *b, uint32_t value)
{
	int shift;

	for (shift = 24; shift >= 0; shift -= 8)
		buf_add_u8(b, (uint8_t)(value >> shift));
}

static void
add_chunk(struct buf *b, const char *type, const void *data, size_t len,
    uint32_t sum)
{
	size_t at;

	add_big(b, (uint32_t)len);
	at = b->len;
	buf_add(b, type, 4);
	buf_add(b, data, len);
	sum += (uint32_t)crc32(0, (Bytef *)b->bytes + at, (uInt)(4 + len));
	add_big(b, sum);
}

static void
add_header(struct buf *b, const struct made *m)
{
	struct buf head;
	int i;

	buf_init(&head, 64);
	add_big(&head, SIDE);
	add_big(&head, SIDE);
	for (i = 0; i < 5; i++)
		buf_add_u8(&head, (uint8_t)m->kind[i]);
	buf_add(b, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(b, "IHDR", head.bytes, head.len, 0);
	buf_fini(&head);
}

/* Rows of bytes that have no meaning, which every filter gives one. */
static void
add_rows(struct buf *b, const struct made *m)
{
	static uint8_t row[(SIDE + 1) * (1 + 4 * SIDE)], packed[2 * sizeof row];
	uLongf packed_len = sizeof packed;
	uint32_t len = 1 + m->pixel * SIDE, i, at, part, seed = 7;

	for (i = 0; i < m->rows * len; i++) {
		seed = seed * 1103515245 + 12345;
		row[i] = (uint8_t)(seed >> 16 & (i % 5 == 0 ? 255 : 3));
		if (i % len == 0)
			row[i] = (uint8_t)(m->filter == 5 ? i / len % 5 :
			    m->filter);
	}
	cr_assert_eq(compress(packed, &packed_len, row, m->rows * len), Z_OK);
	part = (uint32_t)packed_len / m->pieces + 1;
	for (at = 0; at < packed_len; at += part)
		add_chunk(b, "IDAT", packed + at, packed_len - at < part ?
		    packed_len - at : part, m->sum);
}

static void
make(struct buf *b, const struct made *m)
{
	buf_init(b, 1u << 20);
	add_header(b, m);
	if (m->before != NULL)
		add_chunk(b, m->before, "abc", 3, 0);
	add_rows(b, m);
	if (!m->open)
		add_chunk(b, "IEND", "", 0, 0);
}

static enum png_plain_kind
try(const struct made *m)
{
	static struct rgba pixel[PIXELS];
	struct picture picture = { SIDE, SIDE, pixel };
	struct png_plain *plain = NULL;
	enum png_plain_kind kind;
	struct buf b;

	make(&b, m);
	kind = png_plain_read(&plain, b.bytes, b.len, &picture);
	png_plain_free(plain);
	buf_fini(&b);
	return kind;
}

static void
expect_as_libpng(struct png_plain **plain, const struct made *m)
{
	static struct rgba pixel[PIXELS];
	struct picture ours = { SIDE, SIDE, pixel }, theirs = { 0 };
	struct buf b;

	make(&b, m);
	cr_assert_eq(png_plain_read(plain, b.bytes, b.len, &ours),
	    m->pixel == 3 ? PNG_PLAIN_RGB : PNG_PLAIN_RGBA);
	cr_assert_eq(png_read(b.bytes, b.len, &theirs), OK);
	cr_assert_eq(memcmp(pixel, theirs.pixel, sizeof pixel), 0);
	picture_fini(&theirs);
	buf_fini(&b);
}

Test(png_plain, every_filter_is_undone_as_libpng_does)
{
	struct png_plain *plain = NULL;
	struct made m[2] = { rgb, rgba };
	uint32_t filter, i;

	for (i = 0; i < 2; i++)
		for (filter = 0; filter <= 5; filter++) {
			m[i].filter = filter;
			expect_as_libpng(&plain, &m[i]);
		}
	png_plain_free(plain);
}

Test(png_plain, stream_may_be_cut_into_many_chunks)
{
	struct png_plain *plain = NULL;
	struct made m = rgba;

	m.filter = 4;
	for (m.pieces = 2; m.pieces < 200; m.pieces *= 3)
		expect_as_libpng(&plain, &m);
	png_plain_free(plain);
}

Test(png_plain, picture_after_a_broken_one_is_read)
{
	static struct rgba pixel[PIXELS];
	struct picture picture = { SIDE, SIDE, pixel };
	struct png_plain *plain = NULL;
	struct made m = rgb;
	struct buf b;

	m.rows = SIDE / 2;
	make(&b, &m);
	cr_assert_eq(png_plain_read(&plain, b.bytes, b.len, &picture),
	    PNG_PLAIN_NOT);
	expect_as_libpng(&plain, &rgb);
	png_plain_free(plain);
	buf_fini(&b);
}

Test(png_plain, what_is_not_plain_is_left_to_libpng)
{
	static const uint32_t other[][5] = { { 16, 2 }, { 8, 0 }, { 8, 3 },
	    { 8, 4 }, { 8, 2, 1 }, { 8, 2, 0, 1 }, { 8, 2, 0, 0, 1 } };
	struct made m = rgb;
	size_t i;

	cr_assert_eq(try(&m), PNG_PLAIN_RGB);
	for (i = 0; i < sizeof other / sizeof other[0]; i++) {
		memcpy(m.kind, other[i], sizeof m.kind);
		cr_assert_eq(try(&m), PNG_PLAIN_NOT, "kind %zu", i);
	}
	m = rgb;
	m.before = "tRNS";
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
}

Test(png_plain, rows_that_lack_or_are_too_many_are_left_to_libpng)
{
	struct made m = rgb;

	m.rows = SIDE - 1;
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
	m.rows = SIDE + 1;
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
}

Test(png_plain, broken_file_is_left_to_libpng)
{
	struct made m = rgb;

	m.sum = 1;
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
	m = rgb;
	m.open = true;
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
	m = rgb;
	m.filter = 6;
	cr_assert_eq(try(&m), PNG_PLAIN_NOT);
}

Test(png_plain, file_cut_anywhere_is_left_to_libpng)
{
	static struct rgba pixel[PIXELS];
	struct picture picture = { SIDE, SIDE, pixel };
	struct png_plain *plain = NULL;
	struct buf b;
	size_t len;

	make(&b, &rgb);
	for (len = 0; len < b.len; len += 1 + len / 64)
		cr_assert_eq(png_plain_read(&plain, b.bytes, len, &picture),
		    PNG_PLAIN_NOT);
	png_plain_free(plain);
	buf_fini(&b);
}
