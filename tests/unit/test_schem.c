#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/blocktype.h"
#include "goxel/format/schem.h"
#include "tests/unit/reader.h"
#include "tests/unit/tags.h"

#define SPONGE_BLOCKS	6

static enum err
read_tree(struct buf *b, struct image **image)
{
	tags_pack(b);
	return reader_take(schem_read, b, image);
}

/* Whether it is refused, or what for. */
static enum err
try_tree(struct buf *b)
{
	struct image *image;
	enum err err = read_tree(b, &image);

	if (err == OK)
		image_free(image);
	return err;
}

static void
expect_block(const struct image *image, uint32_t layer,
    const struct pos *pos, const char *name)
{
	struct rgba color = volume_get(&image->layers[layer]->volume, pos);

	cr_assert(rgba_same(color, blocktype_color(name, strlen(name))),
	    "%d %d %d is not %s", pos->at[0], pos->at[1], pos->at[2], name);
}

static uint64_t
count(const struct image *image, uint32_t layer)
{
	return volume_count(&image->layers[layer]->volume);
}

static void
add_size(struct buf *b, int width, int height, int length)
{
	tags_integer(b, NBT_SHORT, "Width", width);
	tags_integer(b, NBT_SHORT, "Height", height);
	tags_integer(b, NBT_SHORT, "Length", length);
}

static void
begin(struct buf *b, const char *name)
{
	buf_init(b, 1u << 30);
	tags_compound(b, name);
}

/*
 * By number
 */

/* 2 x 1 x 2: stone, red wool / air, what id 0x123 is. */
static void
make_classic(struct buf *b)
{
	begin(b, "Schematic");
	add_size(b, 2, 1, 2);
	tags_string(b, "Materials", "Alpha");
	tags_bytes(b, "Blocks", "\1\43\0\43", 4);
	tags_bytes(b, "Data", "\0\16\0\2", 4);
	tags_bytes(b, "AddBlocks", "\0\20", 2);
	tags_end(b);
}

Test(schem, classic_blocks_have_the_colours_of_their_numbers)
{
	struct rgba modded = blocktype_classic(0x123, 2);
	struct image *image;
	struct buf b;

	make_classic(&b);
	cr_assert_eq(read_tree(&b, &image), OK);
	cr_assert_eq(image->layer_count, 1);
	cr_assert_eq(count(image, 0), 3);
	expect_block(image, 0, &(struct pos){ { 0, 1, 0 } }, "stone");
	expect_block(image, 0, &(struct pos){ { 1, 1, 0 } }, "red_wool");
	cr_assert(rgba_same(modded, volume_get(&image->layers[0]->volume,
	    &(struct pos){ { 1, 0, 0 } })));
	image_free(image);
}

Test(schem, y_is_our_z_and_z_runs_the_other_way)
{
	struct image *image;
	struct buf b;

	begin(&b, "Schematic");
	add_size(&b, 1, 3, 2);
	tags_bytes(&b, "Blocks", "\0\0\0\0\0\1", 6);
	tags_end(&b);
	cr_assert_eq(read_tree(&b, &image), OK);
	cr_assert_eq(count(image, 0), 1);
	expect_block(image, 0, &(struct pos){ { 0, 0, 2 } }, "stone");
	image_free(image);
}

static enum err
read_sized(int width, size_t blocks)
{
	static const unsigned char some[8] = { 1 };
	struct buf b;

	begin(&b, "Schematic");
	add_size(&b, width, 1, 1);
	tags_bytes(&b, "Blocks", some, blocks);
	tags_end(&b);
	return try_tree(&b);
}

Test(schem, as_many_blocks_as_the_size_tells_must_be_there)
{
	cr_assert_eq(read_sized(4, 4), OK);
	cr_assert_eq(read_sized(4, 3), ERR_FORMAT);
	cr_assert_eq(read_sized(4, 5), ERR_FORMAT);
	cr_assert_eq(read_sized(0, 0), OK);
	cr_assert_eq(read_sized(65535, 4), ERR_FORMAT);
}

/*
 * By name
 */

static void
add_palette(struct buf *b)
{
	tags_compound(b, "Palette");
	tags_integer(b, NBT_INT, "minecraft:air", 0);
	tags_integer(b, NBT_INT, "minecraft:oak_stairs[facing=east]", 1);
	tags_integer(b, NBT_INT, "minecraft:red_wool", 300);
	tags_end(b);
}

/* 3 x 1 x 2: stairs, air, wool / wool, wool, stairs. */
static void
make_sponge(struct buf *b, int version)
{
	static const char data[] = "\1\0\254\2\254\2\254\2\1";

	begin(b, version < 3 ? "Schematic" : "");
	if (version == 3)
		tags_compound(b, "Schematic");
	tags_integer(b, NBT_INT, "Version", version);
	add_size(b, 3, 1, 2);
	if (version == 3)
		tags_compound(b, "Blocks");
	add_palette(b);
	tags_bytes(b, version < 3 ? "BlockData" : "Data", data,
	    sizeof data - 1);
	if (version == 3) {
		tags_end(b);
		tags_end(b);
	}
	tags_end(b);
}

Test(schem, every_version_of_sponge_gives_the_colours_of_its_names)
{
	struct image *image;
	struct buf b;
	int version;

	for (version = 1; version <= 3; version++) {
		make_sponge(&b, version);
		cr_assert_eq(read_tree(&b, &image), OK);
		cr_assert_eq(count(image, 0), SPONGE_BLOCKS - 1);
		expect_block(image, 0, &(struct pos){ { 0, 1, 0 } },
		    "oak_planks");
		expect_block(image, 0, &(struct pos){ { 2, 1, 0 } },
		    "red_wool");
		expect_block(image, 0, &(struct pos){ { 0, 0, 0 } },
		    "red_wool");
		expect_block(image, 0, &(struct pos){ { 2, 0, 0 } },
		    "oak_planks");
		image_free(image);
	}
}

Test(schem, versions_that_are_none_are_refused)
{
	struct buf b;

	make_sponge(&b, 0);
	cr_assert_eq(try_tree(&b), ERR_FORMAT);
	make_sponge(&b, 4);
	cr_assert_eq(try_tree(&b), ERR_FORMAT);
}

static enum err
read_varints(const char *data, size_t len, uint32_t number)
{
	struct buf b;

	begin(&b, "Schematic");
	tags_integer(&b, NBT_INT, "Version", 2);
	add_size(&b, 2, 1, 1);
	tags_compound(&b, "Palette");
	tags_integer(&b, NBT_INT, "stone", number);
	tags_end(&b);
	tags_bytes(&b, "BlockData", data, len);
	tags_end(&b);
	return try_tree(&b);
}

Test(schem, numbers_are_of_seven_bits_a_byte_and_all_have_a_name)
{
	cr_assert_eq(read_varints("\5\5", 2, 5), OK);
	cr_assert_eq(read_varints("\205\0\5", 3, 5), OK);
	cr_assert_eq(read_varints("\5\6", 2, 5), ERR_FORMAT);
	cr_assert_eq(read_varints("\5", 1, 5), ERR_FORMAT);
	cr_assert_eq(read_varints("\5\205", 2, 5), ERR_FORMAT);
	cr_assert_eq(read_varints("\5\5\5", 3, 5), ERR_FORMAT);
	cr_assert_eq(read_varints("\5\205\200\200\0", 5, 5), ERR_FORMAT);
}

Test(schem, the_highest_number_is_read_and_the_next_is_not)
{
	cr_assert_eq(read_varints("\377\377\3\377\377\3", 6,
	    SCHEM_STATES - 1), OK);
	cr_assert_eq(read_varints("\200\200\4\200\200\4", 6, SCHEM_STATES),
	    ERR_FORMAT);
}

static enum err
read_names(uint32_t names)
{
	struct buf b;

	begin(&b, "Schematic");
	tags_integer(&b, NBT_INT, "Version", 2);
	add_size(&b, 1, 1, 1);
	tags_compound(&b, "Palette");
	for (; names > 0; names--)
		tags_integer(&b, NBT_INT, "tnt", names % 9);
	tags_end(&b);
	tags_bytes(&b, "BlockData", "\1", 1);
	tags_end(&b);
	return try_tree(&b);
}

Test(schem, as_many_names_as_the_limit_are_read_and_one_more_is_not)
{
	cr_assert_eq(read_names(SCHEM_STATES), OK);
	cr_assert_eq(read_names(SCHEM_STATES + 1), ERR_TOO_BIG);
}

/*
 * By regions
 */

static void
add_axes(struct buf *b, const char *name, const int64_t value[3])
{
	tags_compound(b, name);
	tags_integer(b, NBT_INT, "x", value[0]);
	tags_integer(b, NBT_INT, "y", value[1]);
	tags_integer(b, NBT_INT, "z", value[2]);
	tags_end(b);
}

/* A palette of air, dirt, "2", "3"... and numbers packed as it needs. */
static void
add_states(struct buf *b, uint32_t states, const uint32_t *number,
    uint32_t blocks)
{
	uint32_t bits = 2, i, bit;
	uint64_t longs[64] = { 0 };
	char name[16];

	tags_list(b, "BlockStatePalette", NBT_COMPOUND, states);
	for (i = 0; i < states; i++) {
		snprintf(name, sizeof name, "%u", i);
		tags_string(b, "Name", i == 0 ? "minecraft:air" :
		    i == 1 ? "minecraft:dirt" : name);
		tags_end(b);
	}
	while (1u << bits < states)
		bits++;
	for (i = 0; i < blocks * bits; i++) {
		bit = number[i / bits] >> i % bits & 1;
		longs[i / 64] |= (uint64_t)bit << i % 64;
	}
	tags_longs(b, "BlockStates", longs, (blocks * bits + 63) / 64);
}

static void
begin_regions(struct buf *b)
{
	begin(b, "");
	tags_integer(b, NBT_INT, "Version", 6);
	tags_compound(b, "Regions");
}

/* One of dirt, 2 x 1 x 3 from (10, 20, 30) downwards, and one block alone
 * that is higher and further south. */
static void
make_litematic(struct buf *b)
{
	static const uint32_t dirt[6] = { 1, 1, 1, 1, 1, 1 };

	begin_regions(b);
	tags_compound(b, "first");
	add_axes(b, "Position", (int64_t[3]){ 10, 20, 30 });
	add_axes(b, "Size", (int64_t[3]){ -2, 1, -3 });
	add_states(b, 2, dirt, 6);
	tags_end(b);
	tags_compound(b, "second");
	add_axes(b, "Position", (int64_t[3]){ 12, 21, 31 });
	add_axes(b, "Size", (int64_t[3]){ 1, 1, 1 });
	add_states(b, 3, (uint32_t[]){ 2 }, 1);
	tags_end(b);
	tags_end(b);
	tags_end(b);
}

Test(schem, each_region_is_a_layer_in_its_place)
{
	struct image *image;
	struct buf b;

	make_litematic(&b);
	cr_assert_eq(read_tree(&b, &image), OK);
	cr_assert_eq(image->layer_count, 2);
	cr_assert_str_eq(image->layers[0]->name, "first");
	cr_assert_str_eq(image->layers[1]->name, "second");
	cr_assert_eq(count(image, 0), 6);
	expect_block(image, 0, &(struct pos){ { 0, 1, 0 } }, "dirt");
	expect_block(image, 0, &(struct pos){ { 1, 3, 0 } }, "dirt");
	cr_assert_eq(count(image, 1), 1);
	expect_block(image, 1, &(struct pos){ { 3, 0, 1 } }, "2");
	image_free(image);
}

Test(schem, numbers_go_on_across_the_ends_of_longs)
{
	uint32_t number[60], i;
	struct image *image;
	struct buf b;
	char name[16];

	for (i = 0; i < 60; i++)
		number[i] = i % 15 + 2;
	begin_regions(&b);
	tags_compound(&b, "one");
	add_axes(&b, "Position", (int64_t[3]){ 0, 0, 0 });
	add_axes(&b, "Size", (int64_t[3]){ 60, 1, 1 });
	add_states(&b, 17, number, 60);
	tags_end(&b);
	tags_end(&b);
	tags_end(&b);
	cr_assert_eq(read_tree(&b, &image), OK);
	for (i = 0; i < 60; i++) {
		snprintf(name, sizeof name, "%u", number[i]);
		expect_block(image, 0, &(struct pos){ { (int32_t)i, 0, 0 } },
		    name);
	}
	image_free(image);
}

static void
expect_named(const char *name, const char *layer)
{
	struct image *image;
	struct buf b;

	begin_regions(&b);
	tags_compound(&b, name);
	add_axes(&b, "Position", (int64_t[3]){ 0, 0, 0 });
	add_axes(&b, "Size", (int64_t[3]){ 1, 1, 1 });
	add_states(&b, 2, (uint32_t[]){ 1 }, 1);
	tags_end(&b);
	tags_end(&b);
	tags_end(&b);
	cr_assert_eq(read_tree(&b, &image), OK);
	cr_assert_str_eq(image->layers[0]->name, layer);
	image_free(image);
}

Test(schem, name_of_a_region_is_cut_and_what_is_not_utf8_is_marked)
{
	char name[BOUND_NAME + 2];

	memset(name, 'n', sizeof name);
	name[BOUND_NAME + 1] = '\0';
	expect_named("t\374r", "t?r");
	expect_named(name, name + 1);
}

/* A region of air, as large as asked, with so many longs. */
static enum err
read_region(const int64_t position[3], const int64_t size[3], size_t longs)
{
	uint64_t *none = calloc(longs + 1, sizeof *none);
	struct buf b;

	begin_regions(&b);
	tags_compound(&b, "one");
	add_axes(&b, "Position", position);
	add_axes(&b, "Size", size);
	tags_list(&b, "BlockStatePalette", NBT_COMPOUND, 1);
	tags_string(&b, "Name", "air");
	tags_end(&b);
	tags_longs(&b, "BlockStates", none, longs);
	tags_end(&b);
	tags_end(&b);
	tags_end(&b);
	free(none);
	return try_tree(&b);
}

Test(schem, a_region_of_more_blocks_than_are_there_is_refused)
{
	static const int64_t at[3] = { 0, 0, 0 };

	cr_assert_eq(read_region(at, (int64_t[3]){ 8, 4, -1 }, 1), OK);
	cr_assert_eq(read_region(at, (int64_t[3]){ 8, 4, 0 }, 0), OK);
	cr_assert_eq(read_region(at, (int64_t[3]){ 33, 1, 1 }, 1),
	    ERR_FORMAT);
	cr_assert_eq(read_region(at, (int64_t[3]){ 1 << 30, 1, 1 }, 1),
	    ERR_TOO_BIG);
	cr_assert_eq(read_region(at, (int64_t[3]){ INT32_MIN, 1, 1 }, 1),
	    ERR_TOO_BIG);
}

Test(schem, a_region_as_long_as_the_limit_is_read_and_a_block_more_is_not)
{
	static const int64_t at[3] = { 0, 0, 0 };
	const int64_t most = 2 * BOUND_COORD;
	int64_t size[3];
	int i;

	for (i = 0; i < 6; i++) {
		size[0] = size[1] = size[2] = 1;
		size[i / 2] = i % 2 ? -most : most;
		cr_assert_eq(read_region(at, size, most / 32), OK);
		size[i / 2] += i % 2 ? -1 : 1;
		cr_assert_eq(read_region(at, size, most / 32 + 1),
		    ERR_TOO_BIG);
	}
}

Test(schem, blocks_to_the_limit_are_read_and_a_row_more_is_not)
{
	static const int64_t at[3] = { 0, 0, 0 };
	int64_t most = SCHEM_BLOCKS >> 20;

	cr_assert_eq(read_region(at, (int64_t[3]){ 1 << 10, most, 1 << 10 },
	    SCHEM_BLOCKS / 32), OK);
	cr_assert_eq(read_region(at, (int64_t[3]){ 1 << 10, most + 1,
	    1 << 10 }, SCHEM_BLOCKS / 32), ERR_TOO_BIG);
}

Test(schem, regions_too_far_from_one_another_are_refused)
{
	static const uint32_t dirt[1] = { 1 };
	struct buf b;

	begin_regions(&b);
	tags_compound(&b, "here");
	add_axes(&b, "Position", (int64_t[3]){ INT32_MIN, 0, 0 });
	add_axes(&b, "Size", (int64_t[3]){ 1, 1, 1 });
	add_states(&b, 2, dirt, 1);
	tags_end(&b);
	tags_compound(&b, "there");
	add_axes(&b, "Position", (int64_t[3]){ INT32_MAX, 0, 0 });
	add_axes(&b, "Size", (int64_t[3]){ 1, 1, 1 });
	add_states(&b, 2, dirt, 1);
	tags_end(&b);
	tags_end(&b);
	tags_end(&b);
	cr_assert_eq(try_tree(&b), ERR_TOO_BIG);
}

/*
 * All of them
 */

Test(schem, a_file_cut_anywhere_is_refused)
{
	struct image *image;
	struct buf b;
	size_t whole;

	make_litematic(&b);
	tags_pack(&b);
	whole = b.len;
	for (b.len = 0; b.len < whole; b.len++)
		cr_assert_eq(reader_run(schem_read, b.bytes, b.len,
		    &image), ERR_FORMAT, "%zu",
		    b.len);
	buf_fini(&b);
}

Test(schem, tags_that_are_not_packed_are_told_and_read)
{
	struct image *image;
	struct buf b;

	make_sponge(&b, 2);
	cr_assert(schem_knows(b.bytes, b.len));
	cr_assert_not(schem_knows(b.bytes, b.len - 1));
	cr_assert_str_eq(format_of_bytes(b.bytes, b.len)->name, "schem");
	cr_assert_null(format_of_bytes(b.bytes, b.len - 1));
	cr_assert_eq(reader_run(schem_read, b.bytes, b.len, &image), OK);
	cr_assert_eq(count(image, 0), SPONGE_BLOCKS - 1);
	image_free(image);
	b.len--;
	cr_assert_eq(reader_run(schem_read, b.bytes, b.len, &image),
	    ERR_FORMAT);
	buf_fini(&b);
}

Test(schem, tags_that_are_missing_are_missed)
{
	static const char *const needed[] = { "Width", "Length", "Version",
		"Palette", "BlockData" };
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		make_sponge(&b, 2);
		*(char *)memmem(b.bytes, b.len, needed[i],
		    strlen(needed[i])) = '?';
		cr_assert_eq(try_tree(&b), ERR_FORMAT, "%s", needed[i]);
	}
	begin(&b, "");
	tags_end(&b);
	cr_assert_eq(try_tree(&b), ERR_FORMAT);
	begin_regions(&b);
	tags_end(&b);
	tags_end(&b);
	cr_assert_eq(try_tree(&b), ERR_FORMAT);
}

static enum err
read_padded(size_t more)
{
	char *zeros = calloc(SCHEM_BYTES, 1);
	struct buf b;

	begin(&b, "Schematic");
	add_size(&b, 0, 1, 1);
	tags_bytes(&b, "Blocks", "", 0);
	tags_begin(&b, NBT_BYTES, "Pad");
	tags_number(&b, (int64_t)(SCHEM_BYTES + more - b.len - 5), 4);
	buf_add(&b, zeros, SCHEM_BYTES + more - b.len - 1);
	tags_end(&b);
	free(zeros);
	cr_assert_eq(b.len, SCHEM_BYTES + more);
	return try_tree(&b);
}

Test(schem, what_unpacks_to_the_limit_is_read_and_a_byte_more_is_a_bomb)
{
	cr_assert_eq(read_padded(0), OK);
	cr_assert_eq(read_padded(1), ERR_TOO_BIG);
}
