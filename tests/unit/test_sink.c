#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/sink.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

Test(sink, a_run_is_the_same_as_its_voxels)
{
	struct image *image = NULL;
	struct volume same = { 0 };
	char why[FORMAT_WHY] = "";
	struct sink s;
	int64_t at[3] = { -3, 5, -20 };
	int32_t z, count;

	for (count = 0; count < 40; count += 3) {
		sink_open(&s, why);
		cr_assert_eq(sink_run(&s, at, 2, (uint32_t)count, red), OK);
		for (z = -20; z < -20 + count; z++)
			volume_set(&same, &(struct pos){ { -3, 5, z } }, red);
		cr_assert(volume_same(&s.layer->volume, &same));
		cr_assert_eq(sink_close(&s, OK, &image), OK);
		image_free(image);
	}
	volume_fini(&same);
}

Test(sink, a_run_to_the_bound_is_put_and_one_beyond_is_not)
{
	char why[FORMAT_WHY] = "";
	struct image *image = NULL;
	struct sink s;
	int64_t at[3] = { 0, BOUND_COORD - 20, 0 };

	sink_open(&s, why);
	cr_assert_eq(sink_run(&s, at, 1, 20, red), OK);
	cr_assert_eq(sink_run(&s, at, 1, 21, red), ERR_TOO_BIG);
	at[1] = BOUND_COORD;
	cr_assert_eq(sink_put(&s, at, red), ERR_TOO_BIG);
	at[1] = BOUND_COORD - 1;
	cr_assert_eq(sink_put(&s, at, red), OK);
	cr_assert_neq(why[0], '\0');
	cr_assert_eq(sink_close(&s, ERR_TOO_BIG, &image), ERR_TOO_BIG);
	cr_assert_null(image);
}

Test(sink, layers_are_its_own_and_one_too_many_is_refused)
{
	char why[FORMAT_WHY] = "", name[BOUND_NAME + 9];
	struct image *image = NULL;
	struct sink s;
	int i;

	memset(name, 'n', sizeof name);
	sink_open(&s, why);
	cr_assert_eq(sink_layer(&s, name, sizeof name), OK);
	cr_assert_eq(s.image->layer_count, 1);
	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(sink_layer(&s, "", 0), OK, "%d", i);
	cr_assert_eq(sink_layer(&s, "", 0), ERR_TOO_BIG);
	cr_assert_eq(sink_close(&s, OK, &image), OK);
	cr_assert_eq(strlen(image->layers[0]->name), BOUND_NAME);
	image_free(image);
}

Test(sink, tiles_at_the_limit_are_kept_and_one_more_is_refused)
{
	char why[FORMAT_WHY] = "";
	struct image *image = NULL;
	struct sink s;

	sink_open(&s, why);
	s.tiles_max = tile_alive() + 2;
	cr_assert_eq(sink_put(&s, (int64_t[3]){ 0, 0, 0 }, red), OK);
	cr_assert_eq(sink_put(&s, (int64_t[3]){ 16, 0, 0 }, red), OK);
	cr_assert_eq(sink_put(&s, (int64_t[3]){ 17, 0, 0 }, red), OK);
	cr_assert_eq(sink_put(&s, (int64_t[3]){ 32, 0, 0 }, red), ERR_TOO_BIG);
	cr_assert_eq(sink_close(&s, ERR_TOO_BIG, &image), ERR_TOO_BIG);
}
