/*
 * param - the parameter structs, made from tbl/types.h and tbl/methods.h
 */
#ifndef WORKER_METHOD_PARAM_H
#define WORKER_METHOD_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/mask.h"
#include "goxel/mode.h"
#include "goxel/vec.h"

/* One colour channel; or, in the place of the first, a whole colour. */
struct shade {
	uint8_t		 value;
	bool		 whole;
	struct rgba	 color;		/* if whole */
};

/* The colour of four channels; an absent alpha is opaque. */
static inline struct rgba
shade_mix(const struct shade *r, const struct shade *g, const struct shade *b,
    const struct shade *a, bool has_a)
{
	if (r->whole)
		return r->color;
	return (struct rgba){ { r->value, g->value, b->value,
	    has_a ? a->value : 255 } };
}

struct vector { double at[3]; };

struct voxel_list {
	struct voxel	*at;		/* in the request's memory */
	uint32_t	 count;
	uint32_t	 failed;	/* elements that were no voxel */
};

enum operation_kind { OPERATION_ADD, OPERATION_REMOVE, OPERATION_PAINT };

struct operation {
	enum operation_kind kind;
	struct voxel	 voxel;
	int32_t		 layer;		/* as it was sent; 0: not */
};

struct operation_list {
	struct operation *at;		/* in the request's memory */
	uint32_t	 count;
	uint32_t	 failed;	/* elements that were no operation */
};

/* A box by its corners, both inside. */
struct span { struct pos min, max; };

struct options {
	const char	*return_mode;	/* NULL: a file */
	const char	*output_dir;	/* or NULL */
	bool		 has_background, has_shadow, has_occlusion, has_edges;
	struct rgba	 background;
	bool		 shadow, occlusion, edges, palette, unlit;
	int32_t		 samples;	/* 0: the default */
};

struct camera_wish {
	bool		 has_position, has_target;
	struct vector	 position, target, up;
	double		 fov;		/* degrees; 0: the default */
	bool		 ortho;
	double		 zoom;		/* 0: fits */
};

/* Colours, evenly spaced. */
struct ramp {
	struct rgba	*at;		/* in the request's memory */
	uint32_t	 count;
};

struct height_list {
	uint16_t	*at;		/* in the request's memory */
	uint32_t	 count;
	uint32_t	 columns;	/* in a row; 0: there are no rows */
};

/* From where a model is seen: a name, or an angle. */
struct look {
	const char	*name;		/* NULL: by the angle */
	double		 yaw, pitch;	/* degrees */
	double		 zoom;		/* 0: fits */
};

#define LOOKS_MOST	9

struct look_list {
	struct look	 at[LOOKS_MOST];
	uint32_t	 count;
};

#define NAMES_MOST	64

struct name_list {
	const char	*at[NAMES_MOST];
	uint32_t	 count;
};

/* How a file is to be written; NULL, 0: as its format is by default. */
struct shaping_wish {
	const char	*mesher, *up, *origin, *colors;
	double		 scale;
	int32_t		 size;		/* pixels of a picture */
	bool		 embed;		/* in the reply, if it is small */
};

struct op;

/* What voxel_build is to do: worker/method/ops.h. */
struct op_list {
	struct op	*at;		/* in the request's memory */
	uint32_t	 count;
};

/* A picture of the result, as voxel_render would make it. */
struct shot {
	bool		 wanted;
	struct look_list looks;		/* count 0: as usual */
	int32_t		 size;		/* pixels; 0: as usual */
};

/* A value as it stands in the request; UTF-8, checked. */
struct raw {
	const char	*at;		/* NULL: absent */
	size_t		 len;
};

#define TYPE(id, ctype, ...)	typedef ctype param_##id;
#include "tbl/types.h"

#define TYPE(id, ctype, ...)	PT_##id,
enum param_type {
#include "tbl/types.h"
	PT_COUNT
};

struct call;

#define PARAM(type, name, need, doc)	param_##type name; bool has_##name;
#define METHOD(id, name, flags, number, words, doc, returns, ...)	\
	struct id##_in { __VA_ARGS__ };					\
	enum err do_##id(struct call *, const struct id##_in *);
#include "tbl/methods.h"

#endif
