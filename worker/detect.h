/*
 * detect - which protocol a connection speaks, from its first bytes
 *
 *	{ [ white space		a stream of JSON values: JSON-RPC 2.0
 *	anything else		the same: garbage gets an error it can read
 */
#ifndef WORKER_DETECT_H
#define WORKER_DETECT_H

#include <stddef.h>

#include "shm/conns.h"

/* DOOR_UNKNOWN while the bytes are too few to tell. */
enum door detect_door(const char *bytes, size_t len);

#endif
