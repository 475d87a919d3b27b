/*
 * The contract of bench/lib/salvo.h.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/lib/salvo.h"

static void
expect_batch(const struct salvo *s, unsigned at, const char *text)
{
	const char *bytes;
	size_t len;

	bytes = salvo_batch(s, at, &len);
	cr_assert_eq(len, strlen(text), "%zu bytes for %s", len, text);
	cr_assert_eq(memcmp(bytes, text, len), 0, "not %s", text);
}

Test(salvo, batches_go_round_and_are_contiguous)
{
	struct salvo s;

	salvo_init(&s);
	salvo_add(&s, "a", 1);
	salvo_add(&s, "bb", 2);
	salvo_add(&s, "ccc", 3);
	salvo_close(&s, 5);
	expect_batch(&s, 0, "abbcccabb");
	expect_batch(&s, 1, "bbcccabbccc");
	expect_batch(&s, 2, "cccabbccca");
	salvo_fini(&s);
}

Test(salvo, a_batch_of_one_is_the_request)
{
	struct salvo s;

	salvo_init(&s);
	salvo_add(&s, "a", 1);
	salvo_add(&s, "bb", 2);
	salvo_close(&s, 1);
	expect_batch(&s, 0, "a");
	expect_batch(&s, 1, "bb");
	salvo_fini(&s);
}

Test(salvo, a_call_is_one_line_of_json_rpc)
{
	struct salvo s;

	salvo_init(&s);
	salvo_add_call(&s, "ping", "{\"a\":1}");
	salvo_close(&s, 1);
	expect_batch(&s, 0, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"ping\",\"params\":{\"a\":1}}\n");
	salvo_fini(&s);
}

Test(salvo, only_known_redis_verbs_are_taken)
{
	struct salvo s;

	salvo_init(&s);
	cr_assert(salvo_add_redis(&s, "get"));
	cr_assert(salvo_add_redis(&s, "set"));
	cr_assert(salvo_add_redis(&s, "ping"));
	cr_assert_not(salvo_add_redis(&s, "flushall"));
	cr_assert_eq(s.count, 3);
	salvo_fini(&s);
}

Test(salvo, each_line_of_a_file_is_a_request)
{
	char path[] = "/tmp/salvo-XXXXXX";
	int fd = mkstemp(path);
	struct salvo s;

	cr_assert_eq(write(fd, "one\n\ntwo", 8), 8);
	close(fd);
	salvo_init(&s);
	cr_assert(salvo_add_file(&s, path));
	unlink(path);
	salvo_close(&s, 1);
	cr_assert_eq(s.count, 2);
	expect_batch(&s, 0, "one\n");
	expect_batch(&s, 1, "two\n");
	salvo_fini(&s);
}

Test(salvo, a_missing_file_is_told)
{
	struct salvo s;

	salvo_init(&s);
	cr_assert_not(salvo_add_file(&s, "/nonexistent/file"));
	salvo_fini(&s);
}
