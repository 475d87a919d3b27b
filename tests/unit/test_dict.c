#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/dict.h"
#include "goxel/image.h"

static void
expect_pairs(const struct buf *b, int wanted, bool failed)
{
	struct dict_pair pair;
	struct bytes_in in;
	int count = 0;

	bytes_open(&in, b->bytes, b->len);
	while (dict_next(&in, &pair))
		count++;
	cr_assert_eq(count, wanted);
	cr_assert_eq(in.failed, failed);
}

Test(dict, longest_key_is_read_and_one_beyond_is_not)
{
	char key[DICT_KEY + 2];
	struct buf b;

	memset(key, 'k', sizeof key);
	key[DICT_KEY] = '\0';
	buf_init(&b, 4096);
	dict_put(&b, key, "v", 1);
	expect_pairs(&b, 1, false);
	key[DICT_KEY] = 'k';
	key[DICT_KEY + 1] = '\0';
	buf_reset(&b);
	dict_put(&b, key, "v", 1);
	expect_pairs(&b, 0, true);
	buf_fini(&b);
}

Test(dict, key_of_no_length_ends_it)
{
	struct buf b;

	buf_init(&b, 4096);
	dict_put_int(&b, "one", 1);
	buf_add_u32(&b, 0);
	buf_add_text(&b, "what follows is no pair");
	expect_pairs(&b, 1, false);
	buf_fini(&b);
}

Test(dict, every_field_comes_back)
{
	struct camera was = { .name = "above", .distance = 7, .ortho = true,
	    .mat = MATRIX_IDENTITY }, is = { 0 };
	struct dict_pair pair;
	struct bytes_in in;
	struct buf b;

	buf_init(&b, 4096);
	dict_put_fields(&b, dict_camera, &was);
	bytes_open(&in, b.bytes, b.len);
	while (dict_next(&in, &pair))
		cr_assert(dict_store(&pair, dict_camera, &is));
	cr_assert_str_eq(is.name, was.name);
	cr_assert_eq(is.distance, was.distance);
	cr_assert_eq(is.ortho, was.ortho);
	cr_assert_eq(memcmp(&is.mat, &was.mat, sizeof is.mat), 0);
	cr_assert_not(in.failed);
	buf_fini(&b);
}

static void
store_name(const char *name, size_t len, struct material *m)
{
	struct dict_pair pair = { .key = "name",
	    .value = (const uint8_t *)name, .len = (uint32_t)len };

	cr_assert(dict_store(&pair, dict_material, m));
}

Test(dict, text_too_long_is_cut_between_characters)
{
	struct material m = { 0 };
	char name[200];

	memset(name, 'n', sizeof name);
	store_name(name, 127, &m);
	cr_assert_eq(strlen(m.name), 127);
	store_name(name, 128, &m);
	cr_assert_eq(strlen(m.name), 127);
	memcpy(name + 126, "\xc3\xa4", 2);
	store_name(name, sizeof name, &m);
	cr_assert_eq(strlen(m.name), 126);
}

Test(dict, text_ends_at_its_first_nul)
{
	struct material m = { 0 };

	store_name("ab\0cd", 5, &m);
	cr_assert_str_eq(m.name, "ab");
	store_name("", 0, &m);
	cr_assert_str_eq(m.name, "");
}
