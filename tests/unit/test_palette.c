/*
 * test_palette - the usual palettes hold what is known of them
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/palette.h"

static struct palette palette;

Test(palette, there_are_22_usual_ones_in_order_of_their_names)
{
	char last[BOUND_NAME + 1] = "";
	uint32_t count = 0;

	while (palette_nth(count, &palette)) {
		cr_assert_lt(strcmp(last, palette.name), 0, "%s",
		    palette.name);
		strcpy(last, palette.name);
		cr_assert_gt(palette.count, 0);
		count++;
	}
	cr_assert_eq(count, 22);
}

/* A digit too few or too many would show. */
Test(palette, each_has_as_many_colours_as_it_is_known_for)
{
	static const struct { const char *name; uint32_t count; } known[] = {
		{ "amstrad cpc", 27 }, { "Arne 16", 16 }, { "CGA", 16 },
		{ "Commodore 64", 16 }, { "DawnBringer 16", 16 },
		{ "DawnBringer 32", 32 }, { "Dracula", 11 }, { "EGA", 64 },
		{ "Game Boy", 4 }, { "Grayscale", 16 }, { "Gruvbox", 16 },
		{ "MSX", 15 }, { "Nord", 16 }, { "PICO-8", 16 },
		{ "RGB 332", 256 }, { "Solarized", 16 }, { "Sweetie 16", 16 },
		{ "Tango", 27 }, { "Teletext", 8 }, { "Web safe", 216 },
		{ "Windows 16", 16 }, { "ZX SPECTRUM", 15 },
	};
	uint32_t k, n;
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++) {
		cr_assert(palette_named(known[i].name, &palette), "%s",
		    known[i].name);
		cr_assert_eq(palette.count, known[i].count, "%s: %u",
		    known[i].name, palette.count);
		for (k = 0; k < palette.count; k++)
			for (n = k + 1; n < palette.count; n++)
				cr_assert(memcmp(palette.color[k],
				    palette.color[n], 3) != 0, "%s: %u is %u",
				    known[i].name, k, n);
	}
	cr_assert_not(palette_named("none", &palette));
}

static void
holds(const char *name, uint32_t nth, int r, int g, int b)
{
	cr_assert(palette_named(name, &palette));
	cr_assert_eq(palette.color[nth][0], r);
	cr_assert_eq(palette.color[nth][1], g);
	cr_assert_eq(palette.color[nth][2], b);
}

Test(palette, colours_are_red_green_blue)
{
	holds("PICO-8", 8, 255, 0, 77);
	holds("EGA", 6, 0, 85, 170);
	holds("Amstrad CPC", 26, 255, 255, 255);
	holds("Amstrad CPC", 1, 0, 0, 128);
	holds("RGB 332", 255, 255, 255, 255);
	holds("Web safe", 1, 0, 0, 51);
	holds("CGA", 6, 170, 85, 0);
}

Test(palette, takes_as_many_colours_as_filters_do)
{
	uint8_t color[3] = { 1, 2, 3 };
	uint32_t i;

	palette.count = 0;
	for (i = 0; i < RECOLOR_PALETTE; i++)
		cr_assert_eq(palette_add(&palette, color), OK);
	cr_assert_eq(palette_add(&palette, color), ERR_TOO_BIG);
	cr_assert_eq(palette.count, RECOLOR_PALETTE);
}
