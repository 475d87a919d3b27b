/*
 * test_take - what a client may write for each type of parameter
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/caller.h"
#include "worker/method/take.h"

static struct mem mem;
static struct call call;

static void
setup(void)
{
	mem_init(&mem, 4096, 1 << 20);
	call = (struct call){ .mem = &mem, .method = methods };
}

static void
teardown(void)
{
	mem_fini(&mem);
}

TestSuite(take, .init = setup, .fini = teardown);

/* Take one value named "p"; on OK the reader must stand right behind it. */
static enum err
take(enum param_type type, const char *text, void *out)
{
	struct json j;
	struct take t = { .call = &call, .json = &j, .name = "p" };
	enum err err;

	mem_reset(&mem);
	call.why[0] = '\0';
	json_open(&j, text, strlen(text));
	take_next(&t);
	err = take_value(&t, type, out);
	if (err == OK)
		cr_assert_eq(json_next(&j), JSON_END, "%s", text);
	return err;
}

static void
refuses(enum param_type type, const char *text, const char *words)
{
	static char out[512];
	enum err err = take(type, text, out);

	cr_assert_eq(err, ERR_PARAMS, "%s: %d", text, err);
	cr_assert_str_eq(call.why, words, "%s: %s", text, call.why);
}

#define gives(type, text, value) do {					\
	param_##type out_ = { 0 };					\
	cr_assert_eq(take(PT_##type, text, &out_), OK, "%s", call.why);	\
	cr_assert_eq(out_, value, "%s", text);				\
} while (0)

#define gives_text(type, text, value) do {				\
	param_##type out_ = NULL;					\
	cr_assert_eq(take(PT_##type, text, &out_), OK, "%s", call.why);	\
	cr_assert_str_eq(out_, value);					\
} while (0)

static void
gives_color(const char *text, int r, int g, int b, int a)
{
	struct rgba want = { { (uint8_t)r, (uint8_t)g, (uint8_t)b,
	    (uint8_t)a } }, got;

	cr_assert_eq(take(PT_color, text, &got), OK, "%s: %s", text, call.why);
	cr_assert(rgba_same(got, want), "%s: %d %d %d %d", text, got.c[0],
	    got.c[1], got.c[2], got.c[3]);
}

/*
 * Numbers
 */

Test(take, integer_is_any_of_32_bits)
{
	gives(integer, "0 ", 0);
	gives(integer, "64.0 ", 64);
	gives(integer, "2147483647 ", INT32_MAX);
	gives(integer, "-2147483648 ", INT32_MIN);
	refuses(PT_integer, "2147483648 ", "parameter 'p' must be an integer "
	    "from -2147483648 to 2147483647, not 2147483648");
	refuses(PT_integer, "-2147483649 ", "parameter 'p' must be an integer "
	    "from -2147483648 to 2147483647, not -2147483649");
	refuses(PT_integer, "2.9 ", "parameter 'p' must be an integer "
	    "from -2147483648 to 2147483647, not 2.9");
}

Test(take, a_value_of_another_kind_is_refused_with_both_kinds)
{
	refuses(PT_integer, "\"1\"", "parameter 'p' must be a number, "
	    "not a string");
	refuses(PT_place, "true", "parameter 'p' must be a number, "
	    "not a boolean");
	refuses(PT_layer, "[1]", "parameter 'p' must be a number, "
	    "not an array");
	refuses(PT_real, "{}", "parameter 'p' must be a number, "
	    "not an object");
	refuses(PT_flag, "1 ", "parameter 'p' must be true or false, "
	    "not a number");
	refuses(PT_name, "1 ", "parameter 'p' must be a string, "
	    "not a number");
	refuses(PT_options, "[]", "parameter 'p' must be an object, "
	    "not an array");
}

Test(take, layer_is_an_integer_of_either_sign)
{
	gives(layer, "-2 ", -2);
	gives(layer, "7 ", 7);
}

Test(take, place_is_rounded_down)
{
	gives(place, "1.5 ", 1);
	gives(place, "-0.5 ", -1);
	gives(place, "-1.0 ", -1);
	gives(place, "12e1 ", 120);
}

Test(take, place_reaches_to_the_bound_and_not_beyond)
{
	gives(place, "1048575 ", BOUND_COORD - 1);
	gives(place, "1048575.9 ", BOUND_COORD - 1);
	gives(place, "-1048576 ", -BOUND_COORD);
	refuses(PT_place, "1048576 ", "parameter 'p' must be an integer from "
	    "-1048576 to 1048575, not 1048576");
	refuses(PT_place, "-1048576.1 ", "parameter 'p' must be an integer "
	    "from -1048576 to 1048575, not -1048576.1");
	refuses(PT_place, "1e300 ", "parameter 'p' must be an integer from "
	    "-1048576 to 1048575, not 1e300");
	refuses(PT_place, "99999999999999999999 ", "parameter 'p' must be an "
	    "integer from -1048576 to 1048575, not 99999999999999999999");
}

Test(take, flag_is_true_or_false)
{
	gives(flag, "true", true);
	gives(flag, "false", false);
}

Test(take, real_is_any_number)
{
	gives(real, "-2.5e-3 ", -2.5e-3);
	gives(real, "7 ", 7.0);
}

Test(take, revision_is_an_integer_from_0)
{
	gives(revision, "0 ", 0u);
	gives(revision, "9007199254740993 ", 9007199254740993u);
	refuses(PT_revision, "-1 ", "parameter 'p' must be an integer from 0 "
	    "to 9223372036854775807, not -1");
}

/*
 * Texts
 */

Test(take, text_comes_without_escapes)
{
	gives_text(text, "\"\"", "");
	gives_text(text, "\"a\\n\\u00e9\\ud83d\\ude00\"",
	    "a\n\xc3\xa9\xf0\x9f\x98\x80");
}

Test(take, text_holds_no_nul)
{
	refuses(PT_text, "\"a\\u0000b\"",
	    "parameter 'p' holds the character U+0000");
}

static void
bound_of_text(enum param_type type, size_t most, const char *words)
{
	char *text = malloc(most + 4);
	const char *out;

	memset(text, 'x', most + 3);
	text[0] = text[most + 1] = '"';
	text[most + 2] = '\0';
	cr_assert_eq(take(type, text, &out), OK);
	cr_assert_eq(strlen(out), most);
	text[most + 1] = 'x';
	text[most + 2] = '"';
	text[most + 3] = '\0';
	refuses(type, text, words);
	free(text);
}

Test(take, name_has_255_bytes_at_most)
{
	bound_of_text(PT_name, 255, "parameter 'p' is longer than 255 bytes");
}

Test(take, path_has_1023_bytes_at_most)
{
	bound_of_text(PT_path, 1023, "parameter 'p' is longer than 1023 bytes");
}

Test(take, a_text_larger_than_the_region_is_too_big)
{
	static char text[2001];
	struct mem small;
	const char *out;

	mem_init(&small, 64, 1000);
	memset(text, 'x', 2000);
	text[0] = text[1999] = '"';
	call.mem = &small;
	cr_assert_eq(take(PT_text, text, &out), ERR_TOO_BIG);
	mem_fini(&small);
}

Test(take, mode_is_one_of_nine_names)
{
	gives(mode, "\"over\"", MODE_OVER);
	gives(mode, "\"sub_clamp\"", MODE_SUB_CLAMP);
	gives(mode, "\"replace\"", MODE_REPLACE);
	refuses(PT_mode, "\"Over\"", "parameter 'p' must be one of over, sub, "
	    "sub_clamp, paint, max, intersect, intersect_fill, mult_alpha and "
	    "replace, not 'Over'");
}

/*
 * Colours
 */

Test(take, color_is_a_hex_text)
{
	gives_color("\"#ff8000\"", 255, 128, 0, 255);
	gives_color("\"#FF80007f\"", 255, 128, 0, 127);
	gives_color("\"\\u0023ff8000\"", 255, 128, 0, 255);
	refuses(PT_color, "\"ff8000\"", "Invalid hex color format");
	refuses(PT_color, "\"#ff800\"", "Invalid hex color format");
	refuses(PT_color, "\"#ff80001\"", "Invalid hex color format");
	refuses(PT_color, "\"#ff800g\"", "Invalid hex color format");
	refuses(PT_color, "\"\"", "Invalid hex color format");
}

Test(take, color_is_an_array_of_three_or_four)
{
	gives_color("[1,2,3]", 1, 2, 3, 255);
	gives_color("[1,2,3,4]", 1, 2, 3, 4);
	refuses(PT_color, "[]", "parameter 'p' must have 3 or 4 numbers");
	refuses(PT_color, "[1,2]", "parameter 'p' must have 3 or 4 numbers");
	refuses(PT_color, "[1,2,3,4,5]",
	    "parameter 'p' must have 3 or 4 numbers");
	refuses(PT_color, "[1,2,\"3\"]",
	    "parameter 'p' must be a number, not a string");
	refuses(PT_color, "[1,2,null]",
	    "parameter 'p' must be a number, not null");
}

Test(take, color_is_an_object)
{
	gives_color("{\"r\":1,\"g\":2,\"b\":3}", 1, 2, 3, 255);
	gives_color("{\"a\":4,\"b\":3,\"g\":2,\"r\":1,\"name\":[{}]}",
	    1, 2, 3, 4);
	gives_color("{\"\\u0072\":1,\"g\":2,\"b\":3}", 1, 2, 3, 255);
	refuses(PT_color, "{\"r\":1,\"g\":2}",
	    "Color object missing r, g, b fields");
	refuses(PT_color, "{}", "Color object missing r, g, b fields");
	refuses(PT_color, "{\"r\":1,\"g\":2,\"b\":\"x\"}",
	    "parameter 'p' must be a number, not a string");
}

Test(take, color_is_nothing_else)
{
	refuses(PT_color, "255 ", "parameter 'p' must be a colour: #rrggbb, "
	    "[r,g,b], [r,g,b,a] or {r,g,b,a}, not a number");
}

Test(take, integers_of_a_color_are_clamped)
{
	gives_color("[-1,256,99999999999999999999,1]", 0, 255, 255, 1);
}

Test(take, fractions_of_a_color_are_of_one_and_cut_off)
{
	gives_color("[0.0,0.5,1.0,1]", 0, 127, 255, 1);
	gives_color("[-0.5,1e0,0.999,0.003]", 0, 255, 254, 0);
}

Test(take, a_fraction_above_one_is_of_255)
{
	gives_color("[1.5,127.9,255.0,300.5]", 1, 127, 255, 255);
}

Test(take, shade_is_a_channel)
{
	struct shade out = { 0 };

	cr_assert_eq(take(PT_shade, "300 ", &out), OK);
	cr_assert_eq(out.value, 255);
	cr_assert_not(out.whole);
}

Test(take, only_the_first_shade_may_be_a_whole_color)
{
	struct json j;
	struct shade out = { 0 };
	struct take t = { .call = &call, .json = &j, .name = "r" };

	json_open(&j, "\"#010203\"", 9);
	take_next(&t);
	cr_assert_eq(take_shade(&t, &out), OK);
	cr_assert(out.whole);
	cr_assert(rgba_same(out.color, (struct rgba){ { 1, 2, 3, 255 } }));
	refuses(PT_shade, "\"#010203\"",
	    "parameter 'p' must be a number, not a string");
}

Test(take, a_bad_color_in_an_array_of_parameters_says_so)
{
	call.positional = true;
	refuses(PT_color, "\"red\"", "Invalid hex color in array");
}

/*
 * Arrays of three
 */

Test(take, triple_is_three_integers)
{
	struct pos out;

	cr_assert_eq(take(PT_triple, "[1,-2,3.0]", &out), OK);
	cr_assert_eq(out.at[0], 1);
	cr_assert_eq(out.at[1], -2);
	cr_assert_eq(out.at[2], 3);
}

Test(take, triple_is_nothing_else)
{
	static const char shape[] =
	    "Parameter 'p' must be an array of 3 integers";
	static const char kind[] = "Min/max arrays must contain integers";

	refuses(PT_triple, "3 ", shape);
	refuses(PT_triple, "[]", shape);
	refuses(PT_triple, "[1,2]", shape);
	refuses(PT_triple, "[1,2,3,4]", shape);
	refuses(PT_triple, "[1,2,\"3\"]", kind);
	refuses(PT_triple, "[1,2.5,3]", kind);
	refuses(PT_triple, "[1,null,3]", kind);
	refuses(PT_triple, "[1,2,1048576]", "parameter 'p' must be an integer "
	    "from -1048576 to 1048575, not 1048576");
}

Test(take, vector_is_three_numbers)
{
	struct vector out;

	cr_assert_eq(take(PT_vector, "[1,-2.5,3e3]", &out), OK);
	cr_assert_eq(out.at[0], 1);
	cr_assert_eq(out.at[1], -2.5);
	cr_assert_eq(out.at[2], 3000);
	refuses(PT_vector, "[1,2]",
	    "parameter 'p' must be an array of 3 numbers, not nothing");
	refuses(PT_vector, "[1,2,3,4]",
	    "parameter 'p' must be an array of 3 numbers, not a number");
	refuses(PT_vector, "1 ",
	    "parameter 'p' must be an array of 3 numbers, not a number");
}

/*
 * Objects
 */

Test(take, options_are_taken_by_name)
{
	struct options out = { 0 };

	cr_assert_eq(take(PT_options, "{\"return_mode\":\"base64\","
	    "\"background_color\":[1,2,3],\"shadow\":false,\"occlusion\":true,"
	    "\"edges\":true,\"samples\":3,\"other\":{\"x\":[]}}", &out), OK);
	cr_assert_str_eq(out.return_mode, "base64");
	cr_assert(out.has_background && out.has_shadow &&
	    out.has_occlusion && out.has_edges);
	cr_assert(rgba_same(out.background, (struct rgba){ { 1, 2, 3, 255 } }));
	cr_assert(!out.shadow && out.occlusion && out.edges);
	cr_assert_eq(out.samples, 3);
}

Test(take, an_option_that_is_null_is_absent)
{
	struct options out = { 0 };

	cr_assert_eq(take(PT_options,
	    "{\"return_mode\":null,\"shadow\":null}", &out), OK);
	cr_assert_null(out.return_mode);
	cr_assert_not(out.has_shadow);
}

Test(take, a_wrong_option_is_named)
{
	refuses(PT_options, "{\"shadow\":1}",
	    "parameter 'shadow' must be true or false, not a number");
	refuses(PT_options, "{\"background_color\":\"x\"}",
	    "Invalid hex color format");
}

Test(take, camera_is_taken_by_name)
{
	struct camera_wish out = { 0 };

	cr_assert_eq(take(PT_camera, "{\"position\":[1,2,3],"
	    "\"target\":[4,5,6],\"up\":[0,0,1],\"fov\":30,\"ortho\":true,"
	    "\"zoom\":1.5}", &out), OK);
	cr_assert(out.has_position && out.has_target && out.ortho);
	cr_assert_eq(out.position.at[2], 3);
	cr_assert_eq(out.target.at[0], 4);
	cr_assert_eq(out.up.at[2], 1);
	cr_assert_eq(out.fov, 30);
	cr_assert_eq(out.zoom, 1.5);
}

/*
 * Anything
 */

static void
gives_raw(const char *text, const char *value)
{
	struct raw out;

	cr_assert_eq(take(PT_any, text, &out), OK);
	cr_assert_eq(out.len, strlen(value), "%s: %zu", text, out.len);
	cr_assert_eq(memcmp(out.at, value, out.len), 0, "%s", text);
}

Test(take, any_is_the_text_as_it_stands)
{
	gives_raw(" {\"a\" : [1, 2.50]} ", "{\"a\" : [1, 2.50]}");
	gives_raw(" [] ", "[]");
	gives_raw(" \"a\\u0041\" ", "\"a\\u0041\"");
	gives_raw(" -1.50e+3 ", "-1.50e+3");
	gives_raw(" true ", "true");
	gives_raw(" false ", "false");
}

Test(take, any_comes_on_one_line)
{
	gives_raw("{\r\n\t\"a\":1\n}", "{  \t\"a\":1 }");
}

Test(take, what_is_no_json_is_no_value_of_any_type)
{
	static const char *const texts[] = {
		"", "[", "{", "[1,", "{\"x\"", "\"a", "tru", "[1}", "nope",
		"[,]", "-", "{\"r\":1,",
	};
	static union {
#define TYPE(id, ctype, ...)	param_##id id;
#include "tbl/types.h"
	} out;
	size_t i;
	int type;

	for (type = 0; type < PT_COUNT; type++)
		for (i = 0; i < sizeof texts / sizeof *texts; i++) {
			memset(&out, 0, sizeof out);
			cr_assert_neq(take((enum param_type)type, texts[i],
			    &out), OK, "%s", texts[i]);
		}
}
