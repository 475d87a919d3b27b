#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/blocktype.h"

static struct rgba
color(const char *name)
{
	return blocktype_color(name, strlen(name));
}

static bool
same(const char *one, const char *other)
{
	return rgba_same(color(one), color(other));
}

static struct rgba
hex(uint32_t value)
{
	return (struct rgba){ { (uint8_t)(value >> 16), (uint8_t)(value >> 8),
	    (uint8_t)value, 255 } };
}

Test(blocktype, all_kinds_of_air_are_nothing)
{
	static const char *const airs[] = { "minecraft:air", "air",
		"minecraft:cave_air", "void_air", "minecraft:structure_void" };
	size_t i;

	for (i = 0; i < sizeof airs / sizeof airs[0]; i++)
		cr_assert_not(rgba_exists(color(airs[i])), "%s", airs[i]);
	cr_assert(rgba_exists(color("hair")));
	cr_assert(rgba_exists(color("")));
}

Test(blocktype, neither_who_made_it_nor_its_state_counts)
{
	cr_assert(rgba_same(color("stone"), hex(0x7d7d7d)));
	cr_assert(same("minecraft:stone", "stone"));
	cr_assert(same("minecraft:oak_log[axis=y]", "oak_log"));
	cr_assert(same("a:lever[b=c:d]", "lever"));
}

Test(blocktype, what_is_dyed_has_a_colour_of_its_dye)
{
	cr_assert(rgba_same(color("red_wool"), hex(0xa02722)));
	cr_assert(same("red_carpet", "red_wool"));
	cr_assert(same("light_blue_concrete_powder", "light_blue_concrete"));
	cr_assert_not(same("light_blue_wool", "blue_wool"));
	cr_assert_not(same("red_wool", "red_concrete"));
	cr_assert_not(same("red_terracotta", "red_concrete"));
	cr_assert(rgba_same(color("red_sand"), hex(0xbe6621)));
}

Test(blocktype, what_is_wooden_has_a_colour_of_its_tree)
{
	cr_assert(rgba_same(color("oak_planks"), hex(0xa2824e)));
	cr_assert(same("oak_stairs", "oak_planks"));
	cr_assert(same("dark_oak_fence_gate", "dark_oak_planks"));
	cr_assert(same("stripped_oak_log", "oak_planks"));
	cr_assert(same("oak_wood", "oak_log"));
	cr_assert_not(same("oak_log", "oak_planks"));
	cr_assert_not(same("oak_leaves", "oak_log"));
	cr_assert_not(same("dark_oak_planks", "oak_planks"));
}

Test(blocktype, worked_it_has_the_colour_of_the_raw_one)
{
	cr_assert(same("stone_brick_stairs", "stone_bricks"));
	cr_assert(same("brick_wall", "bricks"));
	cr_assert(same("quartz_stairs", "quartz_block"));
	cr_assert(same("smooth_quartz_slab", "smooth_quartz"));
	cr_assert(same("cut_red_sandstone_slab", "red_sandstone"));
	cr_assert(same("waxed_oxidized_cut_copper_stairs",
	    "oxidized_cut_copper"));
	cr_assert(same("potted_red_tulip", "red_tulip"));
	cr_assert(same("infested_mossy_stone_bricks", "mossy_stone_bricks"));
}

Test(blocktype, a_stranger_has_a_colour_of_its_own)
{
	cr_assert(same("mod:gizmo", "other:gizmo[lit=true]"));
	cr_assert_not(same("mod:gizmo", "mod:gadget"));
	/* From version to version too. */
	cr_assert(rgba_same(color("gizmo"), color("mod:gizmo")));
	cr_assert(rgba_same(color("mod:gizmo"), hex(0xc78d4d)));
}

Test(blocktype, a_name_of_any_length_has_a_colour)
{
	char name[1000];

	memset(name, 'a', sizeof name);
	memcpy(name + sizeof name - 7, "_stairs", 7);
	cr_assert(rgba_exists(blocktype_color(name, sizeof name)));
	memcpy(name + 100, "\0[:", 3);
	cr_assert(rgba_exists(blocktype_color(name, sizeof name)));
}

Test(blocktype, numbers_of_old_are_those_names)
{
	cr_assert_not(rgba_exists(blocktype_classic(0, 0)));
	cr_assert_not(rgba_exists(blocktype_classic(0, 5)));
	cr_assert(rgba_same(blocktype_classic(1, 0), color("stone")));
	cr_assert(rgba_same(blocktype_classic(35, 14), color("red_wool")));
	cr_assert(rgba_same(blocktype_classic(5, 2), color("birch_planks")));
	cr_assert(rgba_same(blocktype_classic(17, 2 + 4), color("birch_log")));
	cr_assert(rgba_same(blocktype_classic(18, 3 + 8),
	    color("jungle_leaves")));
	cr_assert(rgba_same(blocktype_classic(255, 0),
	    color("structure_block")));
}

Test(blocktype, numbers_of_no_name_have_colours_of_their_own)
{
	cr_assert(rgba_exists(blocktype_classic(4095, 0)));
	cr_assert(rgba_same(blocktype_classic(253, 0),
	    blocktype_classic(253, 7)));
	cr_assert_not(rgba_same(blocktype_classic(253, 0),
	    blocktype_classic(254, 0)));
}

/* What a stranger of this name would have. */
static struct rgba
made_up(const char *name)
{
	struct rgba made = { { 0, 0, 0, 255 } };
	uint32_t hash = 0x811c9dc5u;
	int i;

	for (; *name != '\0'; name++)
		hash = (hash ^ (uint8_t)*name) * 0x01000193u;
	for (i = 0; i < 3; i++)
		made.c[i] = (uint8_t)(64 + (hash >> 8 * i & 0xff) * 191 / 255);
	return made;
}

Test(blocktype, no_name_in_the_table_of_numbers_is_a_stranger)
{
	static const char *const names[] = {
#define CLASSIC(id, mask, data, name) name,
#include "tbl/blocktypes.h"
	};
	size_t i;

	cr_assert(rgba_same(color("gizmo"), made_up("gizmo")));
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		cr_assert_not(rgba_same(color(names[i]), made_up(names[i])),
		    "%s", names[i]);
}

Test(blocktype, a_number_of_old_with_its_data_has_the_colour_of_its_name)
{
	static const struct {
		uint32_t	 id, data;
		const char	*name;
	} pairs[] = {
		{ 26, 3, "red_bed" }, { 43, 15, "smooth_quartz" },
		{ 44, 2, "petrified_oak_slab" }, { 99, 15, "mushroom_stem" },
		{ 140, 2, "potted_dandelion" }, { 140, 0, "flower_pot" },
		{ 144, 1, "skeleton_skull" },
		{ 147, 0, "light_weighted_pressure_plate" },
		{ 148, 0, "heavy_weighted_pressure_plate" },
		{ 155, 1, "chiseled_quartz_block" },
		{ 155, 4, "quartz_pillar" }, { 155, 10, "quartz_pillar" }
	};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		cr_assert(rgba_same(blocktype_classic(pairs[i].id,
		    pairs[i].data), color(pairs[i].name)), "%s",
		    pairs[i].name);
}

Test(blocktype, every_number_up_to_252_is_known)
{
	uint32_t id;
	char name[8];

	for (id = 0; id < 253; id++) {
		snprintf(name, sizeof name, "%u", id);
		cr_assert_not(rgba_same(blocktype_classic(id, 0),
		    made_up(name)), "%u", id);
		cr_assert_eq(rgba_exists(blocktype_classic(id, 0)),
		    id != 0 && id != 217, "%u", id);
	}
}
