/*
 * nbt - named binary tags, the trees that Minecraft stores
 *
 * All integers are big-endian.  A tag is
 *
 *	u8	kind; of kind 0, NBT_END, there is no more
 *	u16	length of the name, and the name
 *	...	its value:
 *
 *	byte 1, short 2, int 3, long 4, float 5, double 6: as many bytes
 *	string 8		u16 length, bytes
 *	bytes 7, ints 11, longs 12	i32 count, and so many integers
 *	list 9			u8 kind of all, i32 count, values
 *	compound 10		tags, ended by one of kind 0
 *
 * A file is one compound.  Its whole shape is checked once, when it is opened:
 * no value reaches beyond the end, and none is nested too deep.  Nothing is
 * copied: a value is a piece of the file, which must outlive it.
 */
#ifndef GOXEL_FORMAT_NBT_H
#define GOXEL_FORMAT_NBT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/format/bytes.h"

/* Lists and compounds in one another; what Minecraft reads itself. */
#define NBT_DEPTH	512

enum nbt_kind {
	NBT_END, NBT_BYTE, NBT_SHORT, NBT_INT, NBT_LONG, NBT_FLOAT, NBT_DOUBLE,
	NBT_BYTES, NBT_STRING, NBT_LIST, NBT_COMPOUND, NBT_INTS, NBT_LONGS,
	NBT_KINDS
};

struct nbt {
	uint8_t		 kind;
	const char	*name;		/* not NUL-ended; "" in a list */
	uint16_t	 name_len;
	const uint8_t	*at;		/* the value */
	const uint8_t	*end;
};

/* A string's bytes, or an array's big-endian integers. */
struct nbt_array {
	const uint8_t	*at;
	uint32_t	 count;
};

/* What is still to come of a compound or list. */
struct nbt_level {
	bool		 named;		/* a compound */
	uint8_t		 kind;		/* of a list's values */
	uint32_t	 left;		/* of a list */
};

/* The members of a compound or list, one after the other. */
struct nbt_walk {
	struct bytes_in	 in;
	struct nbt_level level;
};

/* The compound that the bytes are.  ERR_FORMAT; ERR_TOO_BIG past NBT_DEPTH. */
enum err nbt_open(struct nbt *root, const void *bytes, size_t len);

/* Anything but a compound or a list has no members. */
void	 nbt_walk(const struct nbt *parent, struct nbt_walk *walk);
/* False after the last. */
bool	 nbt_next(struct nbt_walk *walk, struct nbt *member);

/* The first member of this name and kind; false: there is none, and *member is
 * as it was. */
bool	 nbt_find(const struct nbt *compound, const char *name, uint8_t kind,
	    struct nbt *member);
/* The same of an integer of any size. */
bool	 nbt_find_integer(const struct nbt *compound, const char *name,
	    int64_t *value);
/* The same of a string or an array. */
bool	 nbt_find_array(const struct nbt *compound, const char *name,
	    uint8_t kind, struct nbt_array *array);

/* Of a byte, short, int or long; of anything else false. */
bool	 nbt_integer(const struct nbt *tag, int64_t *value);

#endif
