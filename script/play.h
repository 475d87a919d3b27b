/*
 * play - one script being run, as the functions it calls know it
 *
 * The files bind_*.c put the objects of script.h into the engine.  No pointer
 * of ours is kept in an object that a script can reach: a layer and its volume
 * are known by the layer's id, other volumes by their number, and both are
 * looked up each time.
 */
#ifndef SCRIPT_PLAY_H
#define SCRIPT_PLAY_H

#include <duktape.h>
#include <stdint.h>

#include "script/draft.h"
#include "script/heap.h"
#include "script/script.h"
#include "script/quota.h"

/* A volume that belongs to no layer. */
struct loose {
	struct volume	 volume;
	void		*object;	/* of the engine; NULL: free */
};

struct play {
	struct script	*script;
	struct heap	 heap;
	struct quota	 quota;
	struct draft	 draft;
	struct loose	*loose;
	uint32_t	 loose_count;	/* places in it */
	struct buf	 name;		/* that is given to a layer */
	bool		 silent;	/* the output has met its limit */
	/* Prototypes; the classes keep them alive. */
	void		*vec, *box, *volume, *layer;
};

static inline struct play *
play_of(duk_context *ctx)
{
	return heap_owner(ctx);
}

/* Each adds its global names; the value stack is as it was. */
void	 bind_output(duk_context *ctx);
void	 bind_vec(duk_context *ctx);
void	 bind_volume(duk_context *ctx);
void	 bind_layer(duk_context *ctx);
void	 bind_goxel(duk_context *ctx);

/* Push the prototype of a new class; the script gets at its constructor by
 * `name`.  What follows is added to what is on top. */
void	 bind_class(duk_context *ctx, const char *name,
	    duk_c_function make, duk_idx_t nargs);
/* A property that reads by `get` and, unless it is NULL, is written by `set`. */
void	 bind_property(duk_context *ctx, const char *name,
	    duk_c_function get, duk_c_function set);
/* Pop the prototype and return it. */
void	*bind_done(duk_context *ctx);

/* Push what stands for a box with corners inclusive, a layer's voxels, or a
 * volume of the script's own that holds what `volume` (NULL: nothing) does. */
void	 bind_push_box(duk_context *ctx, const struct pos *min,
	    const struct pos *max);
void	 bind_push_voxels(duk_context *ctx, uint32_t layer);
void	 bind_push_volume(duk_context *ctx, struct volume *volume);

/* Throw what an enum err of the engine below is to a script. */
void	 bind_throw(duk_context *ctx, enum err err)
	    __attribute__((noreturn));

#endif
