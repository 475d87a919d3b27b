/*
 * layers - where the time of a request goes, sampled
 */
#include "shm/layers.h"

const char *const layers_name[LAYER_COUNT] = {
#define LAYER(id, each, doc) #id,
#include "tbl/layers.h"
};

const char *const layers_path[PATH_COUNT] = { "direct", "bridge" };

uint32_t
layers_each(enum layer_path path, enum request_layer layer)
{
	static const uint32_t each[LAYER_COUNT] = {
#define LAYER(id, each, doc) each,
#include "tbl/layers.h"
	};

	return path == PATH_BRIDGE ? 1 : each[layer];
}

void
layers_sum(const struct layers *l, uint32_t workers, enum layer_path path,
    enum request_layer layer, struct board_method *sum)
{
	uint32_t row;

	*sum = (struct board_method){ .calls = 0 };
	for (row = 0; row < workers; row++)
		board_add(sum, &l->row[row][path][layer]);
}
