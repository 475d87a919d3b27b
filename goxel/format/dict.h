/*
 * dict - the dictionaries of a .gox file: key, value, key, value
 *
 * What a dictionary may hold is a table of fields of a struct; one table
 * serves reader and writer, so that the two cannot disagree.
 *
 *	repeat { int32 key_len | key | int32 value_len | value }
 *
 * It ends at the end of its bytes or at a key_len of 0.
 */
#ifndef GOXEL_FORMAT_DICT_H
#define GOXEL_FORMAT_DICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "goxel/format/bytes.h"
#include "goxel/layer.h"

/* Goxel reads keys and values into 256 bytes and adds a NUL. */
#define DICT_KEY	255		/* bytes */
#define DICT_VALUE	255		/* bytes; that we write ourselves */

enum dict_kind {
	DICT_TEXT,			/* char[count], by text_copy_name */
	DICT_FLOATS,			/* float[count], all finite */
	DICT_INT,			/* int32_t */
	DICT_FLAG			/* bool; one byte in the file */
};

struct dict_field {
	const char	*key;		/* NULL ends a table */
	enum dict_kind	 kind;
	uint32_t	 count;
	size_t		 offset;	/* in the struct */
};

extern const struct dict_field dict_material[];	/* struct material */
extern const struct dict_field dict_layer[];	/* struct layer */
extern const struct dict_field dict_camera[];	/* struct camera */
extern const struct dict_field dict_light[];	/* struct light */

struct dict_pair {
	char		 key[DICT_KEY + 1];
	const uint8_t	*value;
	uint32_t	 len;
};

/* The next pair; false at the end, or when in->failed says it is broken. */
bool	 dict_next(struct bytes_in *in, struct dict_pair *pair);

/*
 * Store the value where the table says.  True when the key is in the table;
 * a value of the wrong size, or a float that is not finite, is then dropped
 * and the struct keeps what it had, as in Goxel.
 */
bool	 dict_store(const struct dict_pair *pair,
	    const struct dict_field *table, void *object);

bool	 dict_is(const struct dict_pair *pair, const char *key);
/* True only when the value has this kind's size and is finite. */
bool	 dict_value(const struct dict_pair *pair, enum dict_kind kind,
	    uint32_t count, void *out);

void	 dict_put(struct buf *out, const char *key, const void *value,
	    uint32_t len);
void	 dict_put_floats(struct buf *out, const char *key, const float *value,
	    uint32_t count);
void	 dict_put_int(struct buf *out, const char *key, int32_t value);
void	 dict_put_fields(struct buf *out, const struct dict_field *table,
	    const void *object);
void	 dict_put_extra(struct buf *out, const struct extra *list);

#endif
