/*
 * joblist - the jobs that run, and those that wait for their turn
 */
#ifndef MASTER_JOBLIST_H
#define MASTER_JOBLIST_H

#include "master/show.h"

show_function joblist_show;

#endif
