#include <criterion/criterion.h>
#include <string.h>
#include <zlib.h>

#include "goxel/format/inflater.h"

static const char words[] = "words words words words words words";

static size_t
pack(unsigned char *to, size_t size, const void *bytes, size_t len)
{
	uLongf packed = size;

	cr_assert_eq(compress(to, &packed, bytes, len), Z_OK);
	return packed;
}

static size_t
pack_gzip(unsigned char *to, size_t size, const void *bytes, size_t len)
{
	z_stream z = { .next_in = (unsigned char *)bytes,
	    .avail_in = (uInt)len, .next_out = to, .avail_out = (uInt)size };

	cr_assert_eq(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return size - z.avail_out;
}

Test(inflater, gives_what_was_packed_and_ignores_what_is_behind)
{
	unsigned char packed[200];
	size_t len = pack(packed, sizeof packed, words, sizeof words);
	struct buf out;

	buf_init(&out, 1u << 20);
	cr_assert_eq(inflater_run(packed, len + 5, &out), OK);
	cr_assert_eq(out.len, sizeof words);
	cr_assert_str_eq(out.bytes, words);
	buf_fini(&out);
}

Test(inflater, takes_gzip_too)
{
	unsigned char packed[200];
	size_t len = pack_gzip(packed, sizeof packed, words, sizeof words);
	struct buf out;

	buf_init(&out, 1u << 20);
	cr_assert_eq(inflater_run(packed, len, &out), OK);
	cr_assert_str_eq(out.bytes, words);
	buf_fini(&out);
}

Test(inflater, gives_all_members_of_gzip_and_ignores_what_is_behind)
{
	unsigned char packed[200];
	size_t first = pack_gzip(packed, sizeof packed, words, 5);
	size_t len = first + pack_gzip(packed + first, sizeof packed - first,
	    words + 5, sizeof words - 5);
	struct buf out;

	memcpy(packed + len, "\x1f\x8cx", 3);
	buf_init(&out, sizeof words);
	cr_assert_eq(inflater_run(packed, len + 3, &out), OK);
	cr_assert_eq(out.len, sizeof words);
	cr_assert_str_eq(out.bytes, words);
	buf_fini(&out);
	buf_init(&out, sizeof words - 1);
	cr_assert_eq(inflater_run(packed, len, &out), ERR_TOO_BIG);
	buf_fini(&out);
	buf_init(&out, sizeof words);
	cr_assert_eq(inflater_run(packed, len - 1, &out), ERR_FORMAT);
	buf_fini(&out);
}

Test(inflater, cut_anywhere_is_refused)
{
	unsigned char packed[200];
	size_t len = pack(packed, sizeof packed, words, sizeof words), i;
	struct buf out;

	for (i = 0; i < len; i++) {
		buf_init(&out, 1u << 20);
		cr_assert_eq(inflater_run(packed, i, &out), ERR_FORMAT);
		buf_fini(&out);
	}
}

static enum err
unpack_zeros(size_t len, size_t limit, size_t *size)
{
	static unsigned char zeros[1u << 20], packed[1u << 20];
	size_t packed_len = pack(packed, sizeof packed, zeros, len);
	struct buf out;
	enum err err;

	buf_init(&out, limit);
	err = inflater_run(packed, packed_len, &out);
	*size = out.size;
	buf_fini(&out);
	return err;
}

Test(inflater, the_limit_is_unpacked_and_one_byte_more_is_not)
{
	static const size_t limits[] = { 0, 1, 65536, 100000, 131072 };
	size_t i, size;

	for (i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		cr_assert_eq(unpack_zeros(limits[i], limits[i], &size), OK);
		cr_assert_eq(unpack_zeros(limits[i] + 1, limits[i], &size),
		    ERR_TOO_BIG);
		cr_assert_leq(size, limits[i] + 4096);
	}
}
