/*
 * chronicle - what was, for operators: slow requests, events, deaths
 */
#ifndef MASTER_CHRONICLE_H
#define MASTER_CHRONICLE_H

#include "master/show.h"

show_function chronicle_slowlog;
show_function chronicle_events;
show_function chronicle_crashes;

#endif
