/*
 * schem - schematics of Minecraft: blocks by number or by name
 */
#include <inttypes.h>
#include <stdlib.h>

#include "goxel/format/blocktype.h"
#include "goxel/format/inflater.h"
#include "goxel/format/schem.h"
#include "goxel/format/schem_in.h"
#include "mem.h"

#define SIDE_MOST	65535	/* of the first two kinds */
#define DATA_BITS	4	/* log2(BLOCKTYPE_DATA) */

enum err
schem_name(struct schem_in *s, int64_t number, const char *name, size_t len)
{
	if (s->states_left == 0)
		return sink_refuse(&s->sink, ERR_TOO_BIG, "it names over %u "
		    "blocks", SCHEM_STATES);
	if (number < 0 || number >= SCHEM_STATES)
		return sink_refuse(&s->sink, ERR_FORMAT, "a block has number "
		    "%" PRId64 ", the highest is %u", number,
		    SCHEM_STATES - 1);
	s->states_left--;
	s->state[number] = (struct schem_state){ blocktype_color(name, len),
	    true };
	return OK;
}

enum err
schem_count(struct schem_in *s, uint64_t *blocks)
{
	*blocks = (uint64_t)s->size[0] * s->size[1] * s->size[2];
	if (*blocks > s->blocks_left)
		return sink_refuse(&s->sink, ERR_TOO_BIG, "it has over %u "
		    "blocks", SCHEM_BLOCKS);
	s->blocks_left -= *blocks;
	return OK;
}

/* Blocks along x, as runs of one colour. */
static enum err
put_row(struct schem_in *s, int64_t at[3])
{
	struct rgba color = { { 0 } }, run = { { 0 } };
	uint32_t begun = 0, x, number;
	enum err err = OK;

	for (x = 0; err == OK && x <= s->size[0]; x++) {
		if (x < s->size[0]) {
			number = s->take(s);
			if (number >= SCHEM_STATES || !s->state[number].named)
				return sink_refuse(&s->sink, ERR_FORMAT, "its "
				    "blocks end early, or one has the number "
				    "of no name");
			color = s->state[number].color;
			if (x > begun && rgba_same(color, run))
				continue;
		}
		at[0] = s->corner[0] + begun;
		if (rgba_exists(run))
			err = sink_run(&s->sink, at, 0, x - begun, run);
		begun = x;
		run = color;
	}
	return err;
}

enum err
schem_put(struct schem_in *s)
{
	int64_t at[3];
	enum err err = OK;
	uint32_t y, z;

	s->next = 0;
	for (y = 0; err == OK && s->size[0] > 0 && y < s->size[1]; y++) {
		progress_at(s->progress, y, s->size[1]);
		for (z = 0; err == OK && z < s->size[2]; z++) {
			at[1] = s->corner[1] + s->size[2] - 1 - z;
			at[2] = s->corner[2] + y;
			err = put_row(s, at);
		}
	}
	return err;
}

/* A short is told without a sign. */
static enum err
take_size(struct schem_in *s, const struct nbt *tags)
{
	static const char *const sides[3] = { "Width", "Height", "Length" };
	struct nbt side;
	int64_t value;
	int i;

	for (i = 0; i < 3; i++) {
		if (!nbt_find_integer(tags, sides[i], &value))
			return sink_refuse(&s->sink, ERR_FORMAT, "it has no "
			    "%s", sides[i]);
		if (nbt_find(tags, sides[i], NBT_SHORT, &side))
			value = (uint16_t)value;
		if (value < 0 || value > SIDE_MOST)
			return sink_refuse(&s->sink, ERR_FORMAT, "its %s is "
			    "%" PRId64, sides[i], value);
		s->size[i] = (uint32_t)value;
	}
	return OK;
}

/*
 * By number
 */

static uint32_t
take_classic(struct schem_in *s)
{
	uint64_t index = s->next++;
	uint32_t id = s->numbers.at[index], data = 0;
	struct schem_state *state;

	if (index / 2 < s->high.count)
		id |= (uint32_t)(s->high.at[index / 2] >> (index % 2 * 4) &
		    0xf) << 8;
	if (index < s->data.count)
		data = s->data.at[index] % BLOCKTYPE_DATA;
	state = &s->state[id << DATA_BITS | data];
	if (!state->named)
		*state = (struct schem_state){ blocktype_classic(id, data),
		    true };
	return id << DATA_BITS | data;
}

static enum err
read_classic(struct schem_in *s, const struct nbt *tags)
{
	uint64_t blocks;
	enum err err;

	if ((err = take_size(s, tags)) != OK ||
	    (err = schem_count(s, &blocks)) != OK)
		return err;
	if (s->numbers.count != blocks)
		return sink_refuse(&s->sink, ERR_FORMAT, "it has %" PRIu32
		    " blocks, and %" PRIu64 " by its size", s->numbers.count,
		    blocks);
	(void)nbt_find_array(tags, "Data", NBT_BYTES, &s->data);
	(void)nbt_find_array(tags, "AddBlocks", NBT_BYTES, &s->high);
	s->take = take_classic;
	return schem_put(s);
}

/*
 * By name
 */

static uint32_t
take_varint(struct schem_in *s)
{
	uint32_t value = 0, shift;
	uint8_t byte;

	for (shift = 0; shift < 21; shift += 7) {
		byte = bytes_u8(&s->varints);
		value |= (uint32_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return s->varints.failed ? SCHEM_NO_STATE : value;
	}
	return SCHEM_NO_STATE;
}

static enum err
name_states(struct schem_in *s, const struct nbt *palette)
{
	struct nbt_walk walk;
	struct nbt entry;
	int64_t number;
	enum err err = OK;

	nbt_walk(palette, &walk);
	while (err == OK && nbt_next(&walk, &entry))
		if (nbt_integer(&entry, &number))
			err = schem_name(s, number, entry.name,
			    entry.name_len);
	return err;
}

static enum err
read_named(struct schem_in *s, const struct nbt *tags,
    const struct nbt *palette, const struct nbt_array *blocks)
{
	uint64_t count;
	enum err err;

	if ((err = take_size(s, tags)) != OK ||
	    (err = schem_count(s, &count)) != OK ||
	    (err = name_states(s, palette)) != OK)
		return err;
	if (blocks->count < count)
		return sink_refuse(&s->sink, ERR_FORMAT, "it has %" PRIu64
		    " blocks by its size, in %" PRIu32 " bytes", count,
		    blocks->count);
	bytes_open(&s->varints, blocks->at, blocks->count);
	s->take = take_varint;
	if ((err = schem_put(s)) != OK || bytes_left(&s->varints) == 0)
		return err;
	return sink_refuse(&s->sink, ERR_FORMAT, "it has more blocks than by "
	    "its size");
}

/* Version 3 puts all of it one deeper. */
static enum err
read_sponge(struct schem_in *s, const struct nbt *tags, int64_t version)
{
	const char *data = version < 3 ? "BlockData" : "Data";
	struct nbt holder = *tags, palette;
	struct nbt_array blocks;

	if (version < 1 || version > 3)
		return sink_refuse(&s->sink, ERR_FORMAT, "it is of version %"
		    PRId64 ", not of 1 to 3", version);
	if (version == 3 && !nbt_find(tags, "Blocks", NBT_COMPOUND, &holder))
		return sink_refuse(&s->sink, ERR_FORMAT, "it has no Blocks");
	if (!nbt_find(&holder, "Palette", NBT_COMPOUND, &palette) ||
	    !nbt_find_array(&holder, data, NBT_BYTES, &blocks))
		return sink_refuse(&s->sink, ERR_FORMAT, "it has no Palette "
		    "or no %s", data);
	return read_named(s, tags, &palette, &blocks);
}

static enum err
read_tags(struct schem_in *s)
{
	struct nbt inner = s->root, regions;
	int64_t version;

	if (nbt_find(&s->root, "Regions", NBT_COMPOUND, &regions))
		return litematic_read(s, &regions);
	(void)nbt_find(&s->root, "Schematic", NBT_COMPOUND, &inner);
	if (nbt_find_array(&inner, "Blocks", NBT_BYTES, &s->numbers))
		return read_classic(s, &inner);
	if (nbt_find_integer(&inner, "Version", &version))
		return read_sponge(s, &inner, version);
	return sink_refuse(&s->sink, ERR_FORMAT, "it has neither Blocks nor a "
	    "Version nor Regions, as schematics have");
}

static enum err
read_unpacked(struct schem_in *s, const void *bytes, size_t len)
{
	enum err err = nbt_open(&s->root, bytes, len);

	if (err != OK)
		return sink_refuse(&s->sink, err, err == ERR_TOO_BIG ?
		    "its tags are nested over %d deep" : "its tags are broken, "
		    "or none; they may be nested %d deep", NBT_DEPTH);
	s->state = xcalloc(SCHEM_STATES, sizeof *s->state);
	err = read_tags(s);
	free(s->state);
	return err;
}

static enum err
read_packed(struct schem_in *s, const void *bytes, size_t len)
{
	struct buf unpacked;
	enum err err;

	buf_init(&unpacked, SCHEM_BYTES);
	err = inflater_run(bytes, len, &unpacked);
	if (err == OK)
		err = read_unpacked(s, unpacked.bytes, unpacked.len);
	else
		sink_refuse(&s->sink, err, err == ERR_TOO_BIG ?
		    "it unpacks to over %u bytes" : "it is not what gzip "
		    "packs, of at most %u bytes", SCHEM_BYTES);
	buf_fini(&unpacked);
	return err;
}

bool
schem_knows(const void *bytes, size_t len)
{
	struct nbt root;

	return nbt_open(&root, bytes, len) == OK;
}

enum err
schem_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct schem_in s = { .states_left = SCHEM_STATES,
	    .blocks_left = SCHEM_BLOCKS, .progress = progress };
	enum err err;

	sink_open(&s.sink, why);
	err = schem_knows(bytes, len) ? read_unpacked(&s, bytes, len) :
	    read_packed(&s, bytes, len);
	return sink_close(&s.sink, err, image);
}
