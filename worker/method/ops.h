/*
 * ops - the operations of voxel_build, made from tbl/build_ops.h
 *
 * An op is decoded into one struct that has every member there is; `has` says
 * which were given.  What is wrong with it is kept with it, so that a client
 * is told of all that is wrong at once.
 */
#ifndef WORKER_METHOD_OPS_H
#define WORKER_METHOD_OPS_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "goxel/edit.h"
#include "worker/method/param.h"

#define OPS_MOST	1000	/* in one request */

/* A colour, or an index in a palette. */
struct ink {
	struct rgba	 color;
	int32_t		 index;		/* -1: it is the colour */
};

struct ink_list {
	struct ink	*at;		/* in the request's memory */
	uint32_t	 count;
};

/* A layer by its name, or by its id. */
struct owner {
	const char	*name;		/* NULL: by id */
	int32_t		 id;
};

enum blend { BLEND_SET, BLEND_ADD, BLEND_SUBTRACT, BLEND_PAINT,
    BLEND_INTERSECT, BLEND_COUNT };

typedef struct box	op_corners;
typedef struct pos	op_spot;
typedef struct vector	op_sizes;
typedef double		op_number;
typedef int32_t		op_whole;
typedef struct ink	op_ink;
typedef struct ink_list	op_inks;
typedef struct owner	op_owner;
typedef struct voxels	op_points;
typedef const char	*op_words;
typedef bool		op_flag;
typedef enum blend	op_blend;
typedef enum join	op_mixing;
typedef int		op_axis;	/* 0 to 2 */
typedef int		op_face;	/* axis, and 3 more if backwards */
typedef int		op_half;	/* enum rearrange_keep */

#define OP(id, ...)	OP_##id,
enum op_kind {
#include "tbl/build_ops.h"
	OP_COUNT
};

#define OP_MEMBER(type, name, words)	MEMBER_##name,
enum op_member {
#include "tbl/build_ops.h"
	MEMBER_COUNT
};

#define OP_MEMBER(type, name, words)	op_##type name;
struct op {
	enum op_kind	 kind;		/* OP_COUNT: it is none */
	uint64_t	 has;		/* bits 1 << MEMBER_name */
	const char	*fault;		/* what is wrong, or NULL */
#include "tbl/build_ops.h"
};

#define OP_HAS(op, name)	((op)->has >> MEMBER_##name & 1)

struct op_row {
	const char	*name;
	const char	*makes;
	const char	*doc;
	const char	*example;
	uint64_t	 takes;		/* members: bits 1 << MEMBER_name */
};

struct member_row {
	const char	*name;
	const char	*words;
};

extern const struct op_row op_rows[OP_COUNT];
extern const uint64_t op_needs[OP_COUNT];	/* of what it takes */
extern const struct member_row member_rows[MEMBER_COUNT];

/* The reference that agents read, Markdown made from the table. */
void	 ops_write_reference(struct buf *out);

#endif
