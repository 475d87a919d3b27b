/*
 * reply - how a handler writes its result
 *
 * The result of nearly every method is one object: reply_open, its fields in
 * the order of the table's `returns`, reply_close.  Lists hold items, and an
 * item holds fields as the result does:
 *
 *	reply_open(c);
 *	reply_list(c, "layers");
 *		reply_item(c);
 *		reply_int(c, "id", layer->id);
 *		reply_item_end(c);
 *	reply_list_end(c);
 *	return reply_close(c);
 *
 * A field inside a list of plain values has no key: NULL.  Write a reply only
 * when nothing can fail any more.
 */
#ifndef WORKER_METHOD_REPLY_H
#define WORKER_METHOD_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/vec.h"
#include "worker/method/param.h"

struct call;

void	 reply_open(struct call *c);
enum err reply_close(struct call *c);	/* OK, always */

void	 reply_bool(struct call *c, const char *key, bool value);
void	 reply_int(struct call *c, const char *key, int64_t value);
void	 reply_real(struct call *c, const char *key, double value);
void	 reply_text(struct call *c, const char *key, const char *value);
void	 reply_color(struct call *c, const char *key, struct rgba color);
/* As a list of three, or as three fields x, y, z of the object around it. */
void	 reply_pos(struct call *c, const char *key, const struct pos *pos);
void	 reply_xyz(struct call *c, const struct pos *pos);
/* Bytes as base64 text. */
void	 reply_base64(struct call *c, const char *key, const void *bytes,
	    size_t len);
/* The whole result, where call.raw allows for bytes. */
void	 reply_bytes(struct call *c, const void *bytes, size_t len);
/* A value that is JSON already; as the whole result with key NULL. */
void	 reply_raw(struct call *c, const char *key, const char *json,
	    size_t len);

void	 reply_object(struct call *c, const char *key);
void	 reply_object_end(struct call *c);
void	 reply_list(struct call *c, const char *key);
void	 reply_list_end(struct call *c);
void	 reply_item(struct call *c);
void	 reply_item_end(struct call *c);

/* The reply has met its limit and the rest of it is lost. */
bool	 reply_failed(const struct call *c);

#endif
