/*
 * palette - lists of colours, and the usual ones by name
 *
 * Those that a machine made of a few levels of each channel are computed; the
 * others are written down, six digits a colour.
 */
#include <string.h>
#include <strings.h>

#include "goxel/palette.h"
#include "text.h"

/* All combinations of so many levels of red, green and blue, evenly spread;
 * the last channel changes fastest. */
struct levels { uint32_t r, g, b; };

struct usual {
	const char	*name;
	const char	*digits;	/* NULL: computed */
	struct levels	 levels;
};

static const struct usual usual[] = {
	{ "Amstrad CPC", NULL, { 3, 3, 3 } },
	{ "Arne 16", "0000009d9d9dffffffbe2633e06f8b493c2ba46422eb8931f7e26b"
	    "2f484e44891aa3ce271b2632005784"
	    "31a2f2b2dcef", { 0 } },
	{ "CGA", "0000000000aa00aa0000aaaaaa0000aa00aaaa5500aaaaaa"
	    "5555555555ff55ff5555ffffff5555ff55ffffff55ffffff", { 0 } },
	{ "Commodore 64", "000000ffffff68372b70a4b26f3d86588d43352879b8c76f"
	    "6f4f254339009a67594444446c6c6c9ad2846c5eb5959595", { 0 } },
	{ "DawnBringer 16", "140c1c44243430346d4e4a4e854c30346524d04648757161"
	    "597dced27d2c8595a16daa2cd2aa996dc2cadad45edeeed6", { 0 } },
	{ "DawnBringer 32", "00000022203445283c6639318f563bdf7126d9a066eec39a"
	    "fbf23699e5506abe3037946e4b692f524b24323c393f3f74"
	    "3060825b6ee1639bff5fcde4cbdbfcffffff9badb7847e87"
	    "696a6a59565276428aac3232d95763d77bba8f974a8a6f30", { 0 } },
	{ "Dracula", "282a3644475af8f8f26272a48be9fd50fa7bffb86cff79c6bd93f9"
	    "ff5555f1fa8c", { 0 } },
	{ "EGA", NULL, { 4, 4, 4 } },
	{ "Game Boy", "0f380f3062308bac0f9bbc0f", { 0 } },
	{ "Grayscale", "000000111111222222333333444444555555666666777777"
	    "888888999999aaaaaabbbbbbccccccddddddeeeeeeffffff", { 0 } },
	{ "Gruvbox", "282828cc241d98971ad79921458588b16286689d6aa89984"
	    "928374fb4934b8bb26fabd2f83a598d3869b8ec07cebdbb2", { 0 } },
	{ "MSX", "00000021c8425edc785455ed7d76fcd4524d42ebf5fc5554"
	    "ff7978d4c154e6ce8021b03bc95bbaccccccffffff", { 0 } },
	{ "Nord", "2e34403b4252434c5e4c566ad8dee9e5e9f0eceff48fbcbb"
	    "88c0d081a1c15e81acbf616ad08770ebcb8ba3be8cb48ead", { 0 } },
	{ "PICO-8", "0000001d2b537e2553008751ab52365f574fc2c3c7fff1e8"
	    "ff004dffa300ffec2700e43629adff83769cff77a8ffccaa", { 0 } },
	{ "RGB 332", NULL, { 8, 8, 4 } },
	{ "Solarized", "002b36073642586e75657b8383949693a1a1eee8d5fdf6e3"
	    "b58900cb4b16dc322fd336826c71c4268bd22aa198859900", { 0 } },
	{ "Sweetie 16", "1a1c2c5d275db13e53ef7d57ffcd75a7f07038b764257179"
	    "29366f3b5dc941a6f673eff7f4f4f494b0c2566c86333c57", { 0 } },
	{ "Tango", "fce94fedd400c4a000fcaf3ef57900ce5c00e9b96ec17d118f5902"
	    "8ae23473d2164e9a06729fcf3465a4204a87ad7fa875507b5c3566"
	    "ef2929cc0000a40000eeeeecd3d7cfbabdb6888a855557532e3436", { 0 } },
	{ "Teletext", NULL, { 2, 2, 2 } },
	{ "Web safe", NULL, { 6, 6, 6 } },
	{ "Windows 16", "000000800000008000808000000080800080008080c0c0c0"
	    "808080ff000000ff00ffff000000ffff00ff00ffffffffff", { 0 } },
	{ "ZX Spectrum", "0000000000d7d70000d700d700d70000d7d7d7d700d7d7d7"
	    "0000ffff0000ff00ff00ff0000ffffffff00ffffff", { 0 } },
};

#define USUAL	(sizeof usual / sizeof usual[0])

static uint8_t
digit(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static void
read_digits(const char *digits, struct palette *palette)
{
	uint8_t color[3];
	int k;

	for (; *digits != '\0'; digits += 6) {
		for (k = 0; k < 3; k++)
			color[k] = (uint8_t)(digit(digits[2 * k]) << 4 |
			    digit(digits[2 * k + 1]));
		palette_add(palette, color);
	}
}

/* Level `at` of `count`, to the nearest, halves up. */
static uint8_t
level(uint32_t at, uint32_t count)
{
	return (uint8_t)((at * 510 + count - 1) / (2 * (count - 1)));
}

static void
compute(const struct levels *levels, struct palette *palette)
{
	uint32_t i, count = levels->r * levels->g * levels->b;

	for (i = 0; i < count; i++)
		palette_add(palette, (uint8_t[3]){
		    level(i / levels->b / levels->g, levels->r),
		    level(i / levels->b % levels->g, levels->g),
		    level(i % levels->b, levels->b) });
}

bool
palette_nth(uint32_t nth, struct palette *palette)
{
	if (nth >= USUAL)
		return false;
	palette->count = 0;
	text_copy(palette->name, sizeof palette->name, usual[nth].name);
	if (usual[nth].digits != NULL)
		read_digits(usual[nth].digits, palette);
	else
		compute(&usual[nth].levels, palette);
	return true;
}

bool
palette_named(const char *name, struct palette *palette)
{
	uint32_t i;

	for (i = 0; i < USUAL; i++)
		if (strcasecmp(usual[i].name, name) == 0)
			return palette_nth(i, palette);
	return false;
}

enum err
palette_add(struct palette *palette, const uint8_t color[3])
{
	if (palette->count == RECOLOR_PALETTE)
		return ERR_TOO_BIG;
	memcpy(palette->color[palette->count++], color, 3);
	return OK;
}
