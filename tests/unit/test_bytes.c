#include <criterion/criterion.h>

#include "goxel/format/bytes.h"

static const uint8_t some[] = { 1, 2, 3, 0xff, 0xfe, 0xff, 0xff, 0xff, 0, 0,
	0x80, 0xbf, 9 };

Test(bytes, integers_are_little_endian)
{
	struct bytes_in in;

	bytes_open(&in, some, sizeof some);
	cr_assert_eq(bytes_u8(&in), 1);
	cr_assert_eq(bytes_u16(&in), 0x0302);
	cr_assert_eq(bytes_u8(&in), 0xff);
	cr_assert_eq(bytes_i32(&in), -2);
	cr_assert_eq(bytes_f32(&in), -1.0f);
	cr_assert_eq(bytes_left(&in), 1);
	cr_assert_not(in.failed);
	bytes_open(&in, some, 8);
	cr_assert_eq(bytes_u64(&in), 0xfffffffeff030201u);
	cr_assert_not(in.failed);
	cr_assert_eq(bytes_u64(&in), 0);
	cr_assert(in.failed);
}

Test(bytes, read_beyond_the_end_is_zero_and_stays_failed)
{
	struct bytes_in in;

	bytes_open(&in, some, 3);
	cr_assert_eq(bytes_u32(&in), 0);
	cr_assert(in.failed);
	cr_assert_eq(bytes_u8(&in), 0);
	cr_assert_null(bytes_take(&in, 0));
}

Test(bytes, last_byte_is_read)
{
	struct bytes_in in;

	bytes_open(&in, some, 4);
	cr_assert_eq(bytes_u32(&in), 0xff030201);
	cr_assert_not(in.failed);
	cr_assert_not_null(bytes_take(&in, 0));
	cr_assert_null(bytes_take(&in, 1));
}

Test(bytes, length_that_would_wrap_is_refused)
{
	struct bytes_in in;

	bytes_open(&in, some, sizeof some);
	cr_assert_null(bytes_take(&in, SIZE_MAX));
	cr_assert(in.failed);
}

Test(bytes, big_endian_integers_are_read_too)
{
	struct bytes_in in;

	bytes_open(&in, some, sizeof some);
	cr_assert_eq(bytes_u16_big(&in), 0x0102);
	cr_assert_eq(bytes_u32_big(&in), 0x03fffeff);
	bytes_open(&in, some, 9);
	cr_assert_eq(bytes_u64_big(&in), 0x010203fffeffffffu);
	cr_assert_not(in.failed);
	cr_assert_eq(bytes_u64_big(&in), 0);
	cr_assert(in.failed);
}
