/*
 * nodes - colours of the nodes that block games name: "default:stone"
 */
#include <stdint.h>
#include <string.h>

#include "goxel/format/nodes.h"

#define DARKEST	64u	/* of a colour made from a name */

static const struct known {
	const char	*word;
	struct rgba	 color;
} known[] = {
	{ "air", { { 0, 0, 0, 0 } } },
	{ "ignore", { { 0, 0, 0, 0 } } },
	{ "vacuum", { { 0, 0, 0, 0 } } },
	{ "stone", { { 128, 126, 124, 255 } } },
	{ "cobble", { { 106, 104, 101, 255 } } },
	{ "stonebrick", { { 118, 116, 114, 255 } } },
	{ "mossycobble", { { 96, 108, 76, 255 } } },
	{ "desert_stone", { { 130, 80, 62, 255 } } },
	{ "desert_cobble", { { 111, 68, 53, 255 } } },
	{ "sandstone", { { 198, 182, 126, 255 } } },
	{ "obsidian", { { 21, 24, 31, 255 } } },
	{ "obsidian_glass", { { 44, 48, 58, 255 } } },
	{ "dirt", { { 96, 66, 42, 255 } } },
	{ "grass", { { 88, 128, 48, 255 } } },
	{ "dirt_with_grass", { { 92, 134, 44, 255 } } },
	{ "dirt_with_dry_grass", { { 166, 148, 70, 255 } } },
	{ "dirt_with_snow", { { 222, 228, 232, 255 } } },
	{ "sand", { { 214, 207, 159, 255 } } },
	{ "desert_sand", { { 207, 166, 112, 255 } } },
	{ "silver_sand", { { 193, 191, 186, 255 } } },
	{ "gravel", { { 132, 128, 124, 255 } } },
	{ "clay", { { 182, 182, 186, 255 } } },
	{ "snow", { { 240, 244, 248, 255 } } },
	{ "snowblock", { { 238, 242, 246, 255 } } },
	{ "ice", { { 168, 206, 223, 255 } } },
	{ "water", { { 40, 86, 158, 255 } } },
	{ "water_source", { { 40, 86, 158, 255 } } },
	{ "water_flowing", { { 46, 94, 166, 255 } } },
	{ "lava", { { 255, 100, 10, 255 } } },
	{ "lava_source", { { 255, 100, 10, 255 } } },
	{ "lava_flowing", { { 255, 112, 20, 255 } } },
	{ "tree", { { 108, 79, 43, 255 } } },
	{ "log", { { 104, 80, 48, 255 } } },
	{ "wood", { { 140, 104, 58, 255 } } },
	{ "planks", { { 150, 114, 66, 255 } } },
	{ "leaves", { { 42, 88, 26, 255 } } },
	{ "needles", { { 24, 62, 30, 255 } } },
	{ "jungletree", { { 118, 90, 60, 255 } } },
	{ "junglewood", { { 92, 62, 32, 255 } } },
	{ "jungleleaves", { { 30, 72, 20, 255 } } },
	{ "pine_tree", { { 88, 66, 44, 255 } } },
	{ "pine_wood", { { 206, 174, 122, 255 } } },
	{ "pine_needles", { { 18, 56, 26, 255 } } },
	{ "acacia_wood", { { 150, 78, 46, 255 } } },
	{ "aspen_tree", { { 214, 206, 190, 255 } } },
	{ "aspen_wood", { { 206, 190, 160, 255 } } },
	{ "apple", { { 196, 34, 30, 255 } } },
	{ "cactus", { { 72, 124, 46, 255 } } },
	{ "papyrus", { { 100, 142, 52, 255 } } },
	{ "bookshelf", { { 132, 98, 60, 255 } } },
	{ "brick", { { 150, 78, 62, 255 } } },
	{ "bricks", { { 150, 78, 62, 255 } } },
	{ "glass", { { 206, 224, 228, 255 } } },
	{ "fence_wood", { { 140, 104, 58, 255 } } },
	{ "ladder", { { 138, 104, 62, 255 } } },
	{ "chest", { { 146, 108, 58, 255 } } },
	{ "furnace", { { 102, 100, 98, 255 } } },
	{ "torch", { { 250, 206, 94, 255 } } },
	{ "coal", { { 46, 46, 48, 255 } } },
	{ "stone_with_coal", { { 96, 94, 92, 255 } } },
	{ "stone_with_iron", { { 158, 134, 116, 255 } } },
	{ "iron", { { 214, 214, 216, 255 } } },
	{ "steelblock", { { 206, 206, 208, 255 } } },
	{ "copperblock", { { 198, 118, 68, 255 } } },
	{ "bronzeblock", { { 188, 110, 44, 255 } } },
	{ "goldblock", { { 248, 214, 60, 255 } } },
	{ "diamondblock", { { 130, 220, 224, 255 } } },
	{ "mese", { { 232, 216, 42, 255 } } },
	{ "meselamp", { { 250, 244, 200, 255 } } },
	{ "white", { { 236, 236, 236, 255 } } },
	{ "grey", { { 136, 136, 136, 255 } } },
	{ "dark_grey", { { 66, 66, 66, 255 } } },
	{ "black", { { 30, 30, 30, 255 } } },
	{ "red", { { 176, 30, 30, 255 } } },
	{ "orange", { { 214, 92, 22, 255 } } },
	{ "yellow", { { 246, 210, 22, 255 } } },
	{ "green", { { 92, 176, 30, 255 } } },
	{ "dark_green", { { 38, 98, 22, 255 } } },
	{ "cyan", { { 18, 142, 152, 255 } } },
	{ "blue", { { 22, 66, 150, 255 } } },
	{ "violet", { { 92, 26, 172, 255 } } },
	{ "magenta", { { 196, 20, 110, 255 } } },
	{ "pink", { { 250, 142, 142, 255 } } },
	{ "brown", { { 96, 58, 26, 255 } } }
};

#define KNOWN	(sizeof known / sizeof known[0])

static const struct known *
whole_name(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < KNOWN; i++)
		if (strlen(known[i].word) == len &&
		    memcmp(known[i].word, name, len) == 0)
			return &known[i];
	return NULL;
}

/* The word stands in the name, between underscores or its ends. */
static bool
has_word(const char *name, size_t len, const char *word)
{
	size_t size = strlen(word), at;

	for (at = 0; at + size <= len; at++)
		if ((at == 0 || name[at - 1] == '_') &&
		    (at + size == len || name[at + size] == '_') &&
		    memcmp(name + at, word, size) == 0)
			return true;
	return false;
}

static const struct known *
longest_word(const char *name, size_t len)
{
	const struct known *best = NULL;
	size_t i;

	for (i = 0; i < KNOWN; i++)
		if (rgba_exists(known[i].color) && (best == NULL ||
		    strlen(known[i].word) > strlen(best->word)) &&
		    has_word(name, len, known[i].word))
			best = &known[i];
	return best;
}

static struct rgba
made_up(const char *name, size_t len)
{
	struct rgba color = { { 0, 0, 0, 255 } };
	uint32_t hash = 0x811c9dc5u;	/* FNV-1a */
	int i;

	for (; len > 0; len--)
		hash = (hash ^ (uint8_t)*name++) * 0x01000193u;
	for (i = 0; i < 3; i++)
		color.c[i] = (uint8_t)(DARKEST +
		    (hash >> (8 * i) & 0xff) * (255 - DARKEST) / 255);
	return color;
}

struct rgba
nodes_color(const char *name, size_t len)
{
	const char *colon = len == 0 ? NULL : memrchr(name, ':', len);
	size_t mod = colon == NULL ? 0 : (size_t)(colon - name) + 1;
	const struct known *found;

	found = whole_name(name + mod, len - mod);
	if (found == NULL)
		found = longest_word(name + mod, len - mod);
	return found != NULL ? found->color : made_up(name, len);
}
