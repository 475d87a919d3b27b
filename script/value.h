/*
 * value - places and colours as JavaScript has them
 *
 * A place is [x, y, z] or anything with x, y and z; a colour [r, g, b, a],
 * anything with r, g, b and a, or "#rrggbbaa"; without a it is opaque.
 * Fractions are rounded down, channels kept within 0 to 255.
 */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include <duktape.h>

#include "buf.h"
#include "goxel/vec.h"

/* What is at `index` of the value stack; anything else throws a TypeError, a
 * place out of bounds a RangeError. */
struct pos	 value_pos(duk_context *ctx, duk_idx_t index);
struct rgba	 value_color(duk_context *ctx, duk_idx_t index);

/* Push a new Vec. */
void		 value_push_pos(duk_context *ctx, const struct pos *pos);
void		 value_push_color(duk_context *ctx, struct rgba color);

/* Append a string of the engine, whose bytes may be halves of characters, as
 * UTF-8 without NUL. */
void		 value_add_text(struct buf *out, const char *bytes,
		    size_t len);

#endif
