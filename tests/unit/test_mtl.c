#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "goxel/format/mtl.h"

Test(mtl, names_have_no_white_space_and_are_unique)
{
	struct material a = { .name = "dark wood\n" }, b = { .name = "" };
	struct material c = { .name = "dark_wood_" };
	struct mtl m = { .count = 0 };

	cr_assert_str_eq(mtl_name(&m, &a), "dark_wood_");
	cr_assert_str_eq(mtl_name(&m, &b), "material");
	cr_assert_str_eq(mtl_name(&m, &c), "dark_wood__2");
	cr_assert_str_eq(mtl_name(&m, NULL), "none");
	cr_assert_str_eq(mtl_name(&m, &a), "dark_wood_");
	cr_assert_eq(m.count, 4);
}

Test(mtl, the_longest_names_are_unique_too)
{
	static struct material material[BOUND_MATERIALS];
	struct mtl m = { .count = 0 };
	int i, k;

	for (i = 0; i < BOUND_MATERIALS; i++) {
		memset(material[i].name, 'x', sizeof material[i].name - 1);
		mtl_name(&m, &material[i]);
	}
	mtl_name(&m, NULL);
	cr_assert_eq(m.count, BOUND_MATERIALS + 1);
	for (i = 0; i < BOUND_MATERIALS; i++)
		for (k = 0; k < i; k++)
			cr_assert_str_neq(m.entry[i].name, m.entry[k].name);
}

static char *
write_text(struct mtl *m, struct buf *b)
{
	buf_init(b, 1u << 16);
	mtl_write(m, b);
	buf_add_u8(b, 0);
	cr_assert(!b->failed);
	return b->bytes;
}

Test(mtl, a_material_is_written_as_viewers_read_it)
{
	struct material glass = { .name = "glass",
	    .color = { 1, 0, 0.21404114f, 0.5f }, .metallic = 0.5f,
	    .roughness = 0.5f, .emission = { 0, 3, 0 } };
	struct mtl m = { .count = 0 };
	struct buf b;
	char *text;

	mtl_name(&m, &glass);
	text = write_text(&m, &b);
	cr_assert_not_null(strstr(text, "\nnewmtl glass\n"
	    "Kd 1.000000 0.000000 0.500000\n"
	    "Ks 0.520000 0.020000 0.270000\n"
	    "Ke 0.000000 3.000000 0.000000\n"
	    "Ns 225.000000\nd 0.500000\nillum 2\n"
	    "Pr 0.500000\nPm 0.500000\n"), "%s", text);
	buf_fini(&b);
}

Test(mtl, numbers_that_are_none_become_allowed_ones)
{
	struct material bad = { .name = "bad",
	    .color = { NAN, -1, INFINITY, NAN }, .metallic = NAN,
	    .roughness = INFINITY, .emission = { NAN, INFINITY, -1 } };
	struct mtl m = { .count = 0 };
	struct buf b;
	char *text;

	mtl_name(&m, &bad);
	text = write_text(&m, &b);
	cr_assert_null(strstr(text, "nan"), "%s", text);
	cr_assert_null(strstr(text, "inf"), "%s", text);
	cr_assert_not_null(strstr(text, "Kd 0.000000 0.000000 1.000000\n"));
	buf_fini(&b);
}
