/*
 * detect - which protocol a connection speaks, from its first bytes
 *
 *	MCPT MCPB		frames, see worker/frame.h
 *	a method of HTTP and a blank	HTTP, see worker/http.h
 *	a NUL among the first	the 16-byte heads of the old daemon: a length
 *				below 16 MiB has one, and no text has
 *	anything else		a stream of JSON values; garbage gets an error
 *				it can read
 */
#ifndef WORKER_DETECT_H
#define WORKER_DETECT_H

#include <stddef.h>

#include "shm/conns.h"

/* DOOR_UNKNOWN while the bytes are too few to tell. */
enum door detect_door(const char *bytes, size_t len);

#endif
