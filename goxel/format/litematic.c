/*
 * litematic - the regions of Litematica's schematics
 *
 * Their places are known before the first is read, so that the lowest corner
 * of all becomes our origin.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/schem.h"
#include "goxel/format/schem_in.h"

#define SIDE_MOST	(2 * BOUND_COORD)
#define BITS_LEAST	2u
#define LONG_BITS	64u

struct region {
	int64_t		 low[3];	/* theirs */
	int64_t		 size[3];
};

static bool
take_axes(const struct nbt *tags, const char *name, int64_t value[3])
{
	static const char *const axes[3] = { "x", "y", "z" };
	struct nbt inner;
	int i;

	if (!nbt_find(tags, name, NBT_COMPOUND, &inner))
		return false;
	for (i = 0; i < 3; i++)
		if (!nbt_find_integer(&inner, axes[i], &value[i]) ||
		    value[i] != (int32_t)value[i])
			return false;
	return true;
}

static enum err
take_region(struct schem_in *s, const struct nbt *tags, struct region *r)
{
	int i;

	if (!take_axes(tags, "Position", r->low) ||
	    !take_axes(tags, "Size", r->size))
		return sink_refuse(&s->sink, ERR_FORMAT, "a region has no "
		    "Position or no Size of x y z");
	for (i = 0; i < 3; i++) {
		if (r->size[i] < 0) {
			r->low[i] += r->size[i] + 1;
			r->size[i] = -r->size[i];
		}
		if (r->size[i] > SIDE_MOST)
			return sink_refuse(&s->sink, ERR_TOO_BIG, "a region "
			    "is %" PRId64 " long", r->size[i]);
	}
	return OK;
}

/* Their lowest x and y, and beyond their highest z: our corner. */
static enum err
take_origin(struct schem_in *s, const struct nbt *regions, int64_t origin[3])
{
	struct nbt_walk walk;
	struct nbt member;
	struct region r;
	bool first = true;
	enum err err = OK;

	nbt_walk(regions, &walk);
	while (nbt_next(&walk, &member)) {
		if ((err = take_region(s, &member, &r)) != OK)
			return err;
		r.low[2] += r.size[2];
		if (first || r.low[0] < origin[0])
			origin[0] = r.low[0];
		if (first || r.low[1] < origin[1])
			origin[1] = r.low[1];
		if (first || r.low[2] > origin[2])
			origin[2] = r.low[2];
		first = false;
	}
	return first ? sink_refuse(&s->sink, ERR_FORMAT, "it has no region") :
	    OK;
}

static enum err
name_states(struct schem_in *s, const struct nbt *tags, uint32_t *count)
{
	struct nbt_array name;
	struct nbt_walk walk;
	struct nbt palette, entry;
	enum err err = OK;

	*count = 0;
	if (!nbt_find(tags, "BlockStatePalette", NBT_LIST, &palette))
		return sink_refuse(&s->sink, ERR_FORMAT, "a region has no "
		    "BlockStatePalette");
	nbt_walk(&palette, &walk);
	while (err == OK && nbt_next(&walk, &entry)) {
		if (!nbt_find_array(&entry, "Name", NBT_STRING, &name))
			return sink_refuse(&s->sink, ERR_FORMAT, "a block of "
			    "a palette has no Name");
		err = schem_name(s, (*count)++, (const char *)name.at,
		    name.count);
	}
	return err;
}

static uint64_t
long_at(const struct schem_in *s, uint64_t index)
{
	struct bytes_in in;

	bytes_open(&in, s->numbers.at + 8 * index, 8);
	return bytes_u64_big(&in);
}

static uint32_t
take_packed(struct schem_in *s)
{
	uint64_t bit = s->next++ * s->bits;
	uint32_t shift = bit % LONG_BITS;
	uint64_t value = long_at(s, bit / LONG_BITS) >> shift;

	if (shift + s->bits > LONG_BITS)
		value |= long_at(s, bit / LONG_BITS + 1) <<
		    (LONG_BITS - shift);
	return (uint32_t)(value & ((1u << s->bits) - 1));
}

static enum err
put_states(struct schem_in *s, const struct nbt *tags, uint32_t states)
{
	uint64_t blocks;
	enum err err;

	if ((err = schem_count(s, &blocks)) != OK)
		return err;
	for (s->bits = BITS_LEAST; 1u << s->bits < states;)
		s->bits++;
	(void)nbt_find_array(tags, "BlockStates", NBT_LONGS, &s->numbers);
	if (s->numbers.count < (blocks * s->bits + LONG_BITS - 1) / LONG_BITS)
		return sink_refuse(&s->sink, ERR_FORMAT, "a region has %"
		    PRIu64 " blocks, and BlockStates for fewer", blocks);
	s->take = take_packed;
	return schem_put(s);
}

static enum err
read_region(struct schem_in *s, const struct nbt *member,
    const int64_t origin[3])
{
	struct region r;
	uint32_t states, i;
	enum err err;

	if ((err = take_region(s, member, &r)) != OK ||
	    (err = sink_layer(&s->sink, member->name, member->name_len)) !=
	    OK)
		return err;
	s->corner[0] = r.low[0] - origin[0];
	s->corner[1] = origin[2] - r.low[2] - r.size[2];
	s->corner[2] = r.low[1] - origin[1];
	for (i = 0; i < 3; i++)
		s->size[i] = (uint32_t)r.size[i];
	if ((err = name_states(s, member, &states)) == OK)
		err = put_states(s, member, states);
	if (err == OK)
		memset(s->state, 0, states * sizeof *s->state);
	return err;
}

enum err
litematic_read(struct schem_in *s, const struct nbt *regions)
{
	int64_t origin[3] = { 0 };
	struct nbt_walk walk;
	struct nbt member;
	enum err err;

	if ((err = take_origin(s, regions, origin)) != OK)
		return err;
	nbt_walk(regions, &walk);
	while (err == OK && nbt_next(&walk, &member))
		err = read_region(s, &member, origin);
	return err;
}
