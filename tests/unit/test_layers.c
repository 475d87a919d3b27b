/*
 * test_layers - where the time of a request goes
 */
#include <criterion/criterion.h>

#include "shm/layers.h"

TestSuite(layers);

static struct layers layers;

Test(layers, sum_is_over_workers_of_one_path)
{
	struct board_method sum;

	board_time(&layers.row[0][PATH_BRIDGE][LAYER_read], 100, OK);
	board_time(&layers.row[3][PATH_BRIDGE][LAYER_read], 300, OK);
	board_time(&layers.row[3][PATH_DIRECT][LAYER_read], 5000, OK);
	layers_sum(&layers, 4, PATH_BRIDGE, LAYER_read, &sum);
	cr_assert_eq(sum.calls, 2);
	cr_assert_eq(sum.ns, 400);
	cr_assert_eq(sum.ns_max, 300);
}

Test(layers, of_a_bridge_every_passage_is_timed)
{
	int l;

	for (l = 0; l < LAYER_COUNT; l++)
		cr_assert_eq(layers_each(PATH_BRIDGE, l), 1);
	cr_assert_eq(layers_each(PATH_DIRECT, LAYER_execute), 64);
	cr_assert_eq(layers_each(PATH_DIRECT, LAYER_accept), 1);
}
