/*
 * demand - make up a request, and say what its reply must be
 *
 * The world is changed as the request will change it, so a demand must be
 * sent.
 */
#ifndef TESTS_CHAOS_DEMAND_H
#define TESTS_CHAOS_DEMAND_H

#include "tests/chaos/patron.h"

/* Append one request, a notification, or a batch to what is to be sent. */
void	 demand_make(struct patron *p);

#endif
