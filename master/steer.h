/*
 * steer - what operators do to workers and connections
 *
 * Each takes what follows the order in its line, and tells in m->why what came
 * of it.
 */
#ifndef MASTER_STEER_H
#define MASTER_STEER_H

#include "err.h"
#include "master/master.h"

/* "worker N" */
enum err steer_drain(struct master *m, const char *rest);
enum err steer_undrain(struct master *m, const char *rest);
enum err steer_kill(struct master *m, const char *rest);
enum err steer_restart(struct master *m, const char *rest);
/* "ID" */
enum err steer_close(struct master *m, const char *rest);

#endif
