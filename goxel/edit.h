/*
 * edit - a change as a value: made, encoded, applied
 *
 * The structs come from tbl/edits.h.  Texts, lists and models in an edit are
 * borrowed: they point into the caller's memory, or into the encoded bytes.
 *
 * Encoding, little-endian: u16 kind, u16 zero, u32 length of what follows,
 * then the fields in order: integer layer mode shape as 4 bytes, real as IEEE
 * 754 single, flag 1 byte, place 12, region 24, rgba 4, matrix 64 (16 singles,
 * row by row), string, model, parts, ramp and heights u32 length and bytes,
 * list u32 count and 16 bytes each (x y z rgba).
 */
#ifndef GOXEL_EDIT_H
#define GOXEL_EDIT_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/mask.h"
#include "goxel/mode.h"
#include "goxel/shape.h"
#include "goxel/vec.h"

struct bytes { const char *at; uint32_t len; };
struct voxels { const struct voxel *at; uint32_t count; };

typedef int32_t		edit_integer;
typedef float		edit_real;
typedef bool		edit_flag;
typedef uint32_t	edit_layer;
typedef enum mode	edit_mode;
typedef enum join	edit_join;
typedef enum shape	edit_shape;
typedef struct pos	edit_place;
typedef struct box	edit_region;
typedef struct rgba	edit_rgba;
typedef struct matrix	edit_matrix;
typedef struct bytes	edit_string;
typedef struct voxels	edit_list;
typedef struct bytes	edit_model;
typedef struct bytes	edit_parts;
typedef struct bytes	edit_ramp;
typedef struct bytes	edit_heights;

/* An edit without fields has an empty struct, which GNU C allows. */
#define FIELD(type, name)	edit_##type name;
#define EDIT(id, doc, fields)	struct edit_##id { fields };
#include "tbl/edits.h"

enum edit_kind {
#define FIELD(type, name)
#define EDIT(id, doc, fields)	EDIT_##id,
#include "tbl/edits.h"
	EDIT_COUNT
};

struct edit {
	enum edit_kind kind;
	union {
#define FIELD(type, name)
#define EDIT(id, doc, fields)	struct edit_##id id;
#include "tbl/edits.h"
	};
};

/* The name of a kind, as in the table. */
const char *edit_name(enum edit_kind kind);

/* Append the encoding; b->failed tells when it did not fit. */
void	 edit_encode(const struct edit *edit, struct buf *b);

/*
 * Decode the edit that begins at `bytes`; `used` is its encoded size.
 * ERR_CORRUPT for anything that is not one, with nothing beyond `len` read.
 * Texts, models and parts point into `bytes`; a list must be freed by
 * edit_fini.
 */
enum err edit_decode(const void *bytes, size_t len, struct edit *edit,
    size_t *used);
void	 edit_fini(struct edit *edit);

#endif
