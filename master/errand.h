/*
 * errand - commands that came by a page of the admin listener, carried out
 */
#ifndef MASTER_ERRAND_H
#define MASTER_ERRAND_H

#include "master/master.h"

/* Carry out those that workers have written down, and answer them in JSON. */
void	 errand_run_all(struct master *m);

#endif
