/*
 * test_reply - results as they stand on the wire
 */
#include "tests/unit/caller.h"
#include "worker/method/reply.h"

static struct buf buf;
static struct json_out out;
static struct call call;

static void
setup(void)
{
	buf_init(&buf, 1000);
	json_out_open(&out, &buf);
	call.out = &out;
}

static void
teardown(void)
{
	buf_fini(&buf);
}

TestSuite(reply, .init = setup, .fini = teardown);

static void
wrote(const char *text)
{
	buf_add(&buf, "", 1);
	cr_assert_not(buf.failed);
	cr_assert_str_eq(buf.bytes, text);
}

Test(reply, fields_stand_in_the_order_of_calls)
{
	reply_open(&call);
	reply_int(&call, "z", -1);
	reply_bool(&call, "a", false);
	reply_text(&call, "m", "\"\n");
	reply_real(&call, "r", 0.5);
	cr_assert_eq(reply_close(&call), OK);
	wrote("{\"z\":-1,\"a\":false,\"m\":\"\\\"\\n\",\"r\":0.5}");
}

Test(reply, places_and_colors_are_lists)
{
	reply_open(&call);
	reply_pos(&call, "p", &(struct pos){ { 1, -2, 3 } });
	reply_color(&call, "c", (struct rgba){ { 0, 1, 254, 255 } });
	reply_xyz(&call, &(struct pos){ { 4, 5, 6 } });
	reply_close(&call);
	wrote("{\"p\":[1,-2,3],\"c\":[0,1,254,255],\"x\":4,\"y\":5,\"z\":6}");
}

Test(reply, lists_hold_items_or_values)
{
	reply_open(&call);
	reply_list(&call, "empty");
	reply_list_end(&call);
	reply_list(&call, "items");
	reply_item(&call);
	reply_int(&call, "id", 1);
	reply_item_end(&call);
	reply_item(&call);
	reply_item_end(&call);
	reply_list_end(&call);
	reply_list(&call, "values");
	reply_int(&call, NULL, 7);
	reply_int(&call, NULL, 8);
	reply_list_end(&call);
	reply_object(&call, "in");
	reply_bool(&call, "x", true);
	reply_object_end(&call);
	reply_close(&call);
	wrote("{\"empty\":[],\"items\":[{\"id\":1},{}],\"values\":[7,8],"
	    "\"in\":{\"x\":true}}");
}

Test(reply, bytes_are_base64_and_fields_follow)
{
	reply_open(&call);
	reply_base64(&call, "zero", "", 0);
	reply_base64(&call, "one", "f", 1);
	reply_base64(&call, "three", "foo", 3);
	reply_int(&call, "n", 1);
	reply_close(&call);
	wrote("{\"zero\":\"\",\"one\":\"Zg==\",\"three\":\"Zm9v\",\"n\":1}");
}

Test(reply, raw_json_stands_as_it_is)
{
	reply_open(&call);
	reply_raw(&call, "a", "[ 1 ]", 5);
	reply_raw(&call, "b", "{}", 2);
	reply_close(&call);
	wrote("{\"a\":[ 1 ],\"b\":{}}");
}

Test(reply, past_the_limit_it_has_failed)
{
	static char big[400];

	reply_open(&call);
	reply_base64(&call, "a", big, sizeof big);
	cr_assert_not(reply_failed(&call));
	reply_base64(&call, "b", big, sizeof big);
	cr_assert(reply_failed(&call));
}
