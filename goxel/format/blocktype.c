/*
 * blocktype - the colours that the blocks of Minecraft are read in
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/blocktype.h"

#define DARKEST	64u	/* of a colour made from a name */
#define UNKNOWN	UINT32_MAX
#define NOTHING	(UINT32_MAX - 1)

struct word {
	const char	*at;		/* not NUL-ended */
	size_t		 len;
};

struct row {
	const char	*name;
	uint32_t	 color[3];
};

static const struct row blocks[] = {
#define BLOCK(name, color) { #name, { color } },
#include "tbl/blocktypes.h"
	{ "air", { NOTHING } },
	{ "cave_air", { NOTHING } },
	{ "void_air", { NOTHING } },
	{ "structure_void", { NOTHING } },
	{ .name = NULL }
};

static const struct row dyes[] = {
#define DYE(name, wool, concrete, terracotta) \
	{ #name "_", { wool, concrete, terracotta } },
#include "tbl/blocktypes.h"
	{ .name = NULL }
};

static const struct row woods[] = {
#define WOOD(name, planks, bark, leaves) \
	{ #name "_", { planks, bark, leaves } },
#include "tbl/blocktypes.h"
	{ .name = NULL }
};

static const struct {
	uint16_t	 id;
	uint8_t		 mask;
	uint8_t		 data;
	const char	*name;
} classics[] = {
#define CLASSIC(id, mask, data, name) { id, mask, data, name },
#include "tbl/blocktypes.h"
};

/* What is made of a dye or a tree, and which of its colours it has. */
static const struct row dyed[] = {
	{ "wool", { 0 } }, { "carpet", { 0 } }, { "bed", { 0 } },
	{ "stained_glass", { 0 } }, { "stained_glass_pane", { 0 } },
	{ "shulker_box", { 0 } }, { "banner", { 0 } },
	{ "wall_banner", { 0 } }, { "candle", { 0 } },
	{ "candle_cake", { 0 } }, { "concrete", { 1 } },
	{ "concrete_powder", { 1 } }, { "glazed_terracotta", { 1 } },
	{ "terracotta", { 2 } }, { .name = NULL }
};

static const struct row wooden[] = {
	{ "planks", { 0 } }, { "stairs", { 0 } }, { "slab", { 0 } },
	{ "fence", { 0 } }, { "fence_gate", { 0 } }, { "door", { 0 } },
	{ "trapdoor", { 0 } }, { "pressure_plate", { 0 } },
	{ "button", { 0 } }, { "sign", { 0 } }, { "wall_sign", { 0 } },
	{ "hanging_sign", { 0 } }, { "wall_hanging_sign", { 0 } },
	{ "shelf", { 0 } }, { "mosaic", { 0 } }, { "mosaic_stairs", { 0 } },
	{ "mosaic_slab", { 0 } }, { "log", { 1 } }, { "wood", { 1 } },
	{ "stem", { 1 } }, { "hyphae", { 1 } }, { "block", { 1 } },
	{ "roots", { 1 } }, { "leaves", { 2 } }, { "sapling", { 2 } },
	{ "propagule", { 2 } }, { .name = NULL }
};

/* How a block was worked: its colour is about that of the raw one. */
static const char *const before[] = {
	"waxed_", "infested_", "potted_", "chiseled_", "polished_", "smooth_",
	"cut_", "cracked_", "mossy_", "attached_", "damaged_", "chipped_"
};
static const char *const behind[] = {
	"_stairs", "_slab", "_double_slab", "_wall", "_fence_gate", "_fence",
	"_button", "_pressure_plate", "_bars", "_grate", "_bulb", "_trapdoor",
	"_door", "_lantern", "_chest", "_golem_statue", "_chain"
};
/* The game says bricks, but brick_wall. */
static const char *const endings[] = { "", "s", "_block", "_planks" };

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])

static bool
is_text(struct word word, const char *text)
{
	return strlen(text) == word.len &&
	    memcmp(text, word.at, word.len) == 0;
}

static bool
strip_start(struct word *word, const char *text)
{
	size_t len = strlen(text);

	if (word->len <= len || memcmp(word->at, text, len) != 0)
		return false;
	word->at += len;
	word->len -= len;
	return true;
}

static bool
strip_end(struct word *word, const char *text)
{
	size_t len = strlen(text);

	if (word->len <= len ||
	    memcmp(word->at + word->len - len, text, len) != 0)
		return false;
	word->len -= len;
	return true;
}

static const struct row *
find_row(const struct row *table, struct word word)
{
	for (; table->name != NULL; table++)
		if (is_text(word, table->name))
			return table;
	return NULL;
}

/* The colour of what `product` tells, made of what `source` tells. */
static uint32_t
find_made(const struct row *source, const struct row *product,
    struct word word)
{
	const struct row *found;
	struct word rest;

	for (; source->name != NULL; source++) {
		rest = word;
		if (!strip_start(&rest, source->name))
			continue;
		found = find_row(product, rest);
		return found == NULL ? UNKNOWN : source->color[found->color[0]];
	}
	return UNKNOWN;
}

/* Without its bark it has the colour of planks. */
static uint32_t
find_stripped(struct word word)
{
	const struct row *wood;
	struct word rest;

	if (!strip_start(&word, "stripped_"))
		return UNKNOWN;
	for (wood = woods; wood->name != NULL; wood++) {
		rest = word;
		if (strip_start(&rest, wood->name))
			return wood->color[0];
	}
	return UNKNOWN;
}

static uint32_t
find_whole(struct word word)
{
	const struct row *row = find_row(blocks, word);
	uint32_t color;

	if (row != NULL)
		return row->color[0];
	if ((color = find_made(dyes, dyed, word)) != UNKNOWN ||
	    (color = find_made(woods, wooden, word)) != UNKNOWN)
		return color;
	return find_stripped(word);
}

/* With an ending that it had before "_stairs" was put to it. */
static uint32_t
find_ended(struct word word)
{
	char text[64];
	uint32_t color = UNKNOWN;
	size_t i;
	int len;

	for (i = 0; color == UNKNOWN && i < COUNT(endings); i++) {
		len = snprintf(text, sizeof text, "%.*s%s", (int)word.len,
		    word.at, endings[i]);
		if (len < (int)sizeof text)
			color = find_whole((struct word){ text, (size_t)len });
	}
	return color;
}

static uint32_t
find_raw(struct word word)
{
	uint32_t color = UNKNOWN;
	struct word rest;
	size_t i;

	for (i = 0; color == UNKNOWN && i < COUNT(behind); i++) {
		rest = word;
		if (strip_end(&rest, behind[i]))
			color = find_ended(rest);
	}
	return color;
}

static uint32_t
find_worked(struct word word)
{
	uint32_t color = find_raw(word);
	size_t i = 0;

	while (color == UNKNOWN && i < COUNT(before))
		if (strip_start(&word, before[i++])) {
			color = find_ended(word);
			if (color == UNKNOWN)
				color = find_raw(word);
			i = 0;
		}
	return color;
}

static uint32_t
make_up(struct word word)
{
	uint32_t hash = 0x811c9dc5u, color = 0;	/* FNV-1a */
	size_t i;

	for (i = 0; i < word.len; i++)
		hash = (hash ^ (uint8_t)word.at[i]) * 0x01000193u;
	for (i = 0; i < 3; i++)
		color = color << 8 | (DARKEST +
		    (hash >> (8 * i) & 0xff) * (255 - DARKEST) / 255);
	return color;
}

struct rgba
blocktype_color(const char *name, size_t len)
{
	struct word word = { name, len };
	const char *bracket = memchr(name, '[', len), *colon;
	uint32_t color;

	if (bracket != NULL)
		word.len = (size_t)(bracket - name);
	colon = memrchr(name, ':', word.len);
	if (colon != NULL) {
		word.len -= (size_t)(colon + 1 - name);
		word.at = colon + 1;
	}
	if ((color = find_whole(word)) == UNKNOWN &&
	    (color = find_worked(word)) == UNKNOWN)
		color = make_up(word);
	if (color == NOTHING)
		return (struct rgba){ { 0 } };
	return (struct rgba){ { (uint8_t)(color >> 16), (uint8_t)(color >> 8),
	    (uint8_t)color, 255 } };
}

struct rgba
blocktype_classic(uint32_t id, uint32_t data)
{
	char name[16];
	size_t i;

	for (i = 0; i < COUNT(classics); i++)
		if (classics[i].id == id &&
		    (data & classics[i].mask) == classics[i].data)
			return blocktype_color(classics[i].name,
			    strlen(classics[i].name));
	snprintf(name, sizeof name, "%u", (unsigned)id);
	return blocktype_color(name, strlen(name));
}
