/*
 * test_pick - what methods name alike
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/caller.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

CALLER_SUITE(pick);

Test(pick, box_holds_both_corners)
{
	struct pos min = { { -1, 2, 3 } }, max = { { -1, 5, 3 } };
	struct box box;

	cr_assert_eq(pick_box(&caller.call, &min, &max, &box), OK);
	cr_assert_eq(box_voxels(&box), 4);
	max.at[2] = 2;
	cr_assert_eq(pick_box(&caller.call, &min, &max, &box), ERR_PARAMS);
	cr_assert_not_null(strstr(caller.call.why, "3 > 2 along z"));
}

Test(pick, shape_is_a_cube_unless_named)
{
	enum shape shape;

	cr_assert_eq(pick_shape(&caller.call, NULL, &shape), OK);
	cr_assert_eq(shape, SHAPE_CUBE);
	cr_assert_eq(pick_shape(&caller.call, "cylinder", &shape), OK);
	cr_assert_eq(shape, SHAPE_CYLINDER);
	cr_assert_eq(pick_shape(&caller.call, "Cube", &shape), ERR_PARAMS);
}

Test(pick, float_is_told_in_as_few_digits_as_it_needs)
{
	static const float values[] = { 0.2f, 1e-7f, 16777216, 0.1f + 0.2f,
	    -2.5f, 3.4e38f };
	char *at;
	size_t i;

	buf_reset(&caller.reply);
	json_out_open(&caller.out, &caller.reply);
	reply_open(&caller.call);
	reply_list(&caller.call, "f");
	for (i = 0; i < 6; i++)
		pick_put_float(&caller.call, NULL, values[i]);
	reply_list_end(&caller.call);
	reply_close(&caller.call);
	buf_add(&caller.reply, "", 1);
	at = strchr(caller.reply.bytes, '[');
	cr_assert_eq(strncmp(at, "[0.2,", 5), 0, "%s", at);
	for (i = 0; i < 6; i++)
		cr_assert_eq(strtof(at + 1, &at), values[i]);
}
