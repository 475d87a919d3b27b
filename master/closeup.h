/*
 * closeup - one worker, or one connection, with all that is known of it
 */
#ifndef MASTER_CLOSEUP_H
#define MASTER_CLOSEUP_H

#include "master/show.h"

show_function closeup_worker;
show_function closeup_conn;

#endif
