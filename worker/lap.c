/*
 * lap - the time of one layer of a request, now and then
 */
#include "worker/lap.h"

const uint32_t lap_each[LAYER_COUNT] = {
#define LAYER(id, each, doc) each,
#include "tbl/layers.h"
};
