/*
 * test_memwatch - one allocation in so many bytes is looked at
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "mem.h"
#include "memwatch.h"

#define EACH	((size_t)1000)

static uint64_t made_bytes, made_objects, alive_bytes, samples;
static uint32_t site;			/* that made() answers with */

static uint32_t
made(uint64_t objects, uint64_t bytes)
{
	samples++;
	made_objects += objects;
	made_bytes += bytes;
	if (site != MEMWATCH_NOWHERE)
		alive_bytes += bytes;
	return site;
}

static void
gone(uint32_t of, uint64_t objects, uint64_t bytes)
{
	(void)objects;
	cr_assert_eq(of, site);
	alive_bytes -= bytes;
}

static void
watch(uint64_t every)
{
	static const struct memwatch_owner owner = { made, gone };

	site = 7;
	memwatch_start(&owner, every);
}

static void
stop(void)
{
	memwatch_start(NULL, 0);
}

TestSuite(memwatch, .fini = stop);

Test(memwatch, nothing_is_sampled_unwatched)
{
	free(xmalloc(EACH));
	watch(10);
	stop();
	free(xmalloc(EACH));
	cr_assert_eq(samples, 0);
}

Test(memwatch, samples_stand_for_all_bytes_and_objects)
{
	int i;

	watch(100 * EACH);
	for (i = 0; i < 100000; i++)
		free(xmalloc(EACH));
	cr_assert_leq(made_bytes, 100000 * EACH);
	cr_assert_geq(made_bytes, 100000 * EACH - 150 * EACH);
	cr_assert_eq(made_objects, made_bytes / EACH);
	cr_assert(samples > 800 && samples < 1200, "%d", (int)samples);
	cr_assert_eq(alive_bytes, 0);
}

Test(memwatch, what_is_not_freed_is_alive)
{
	void *kept[3000];
	int i;

	watch(20 * EACH);
	for (i = 0; i < 3000; i++)
		kept[i] = xcalloc(EACH, 1);
	cr_assert_eq(alive_bytes, made_bytes);
	cr_assert_gt(alive_bytes, 2900 * EACH);
	for (i = 0; i < 3000; i++)
		free(kept[i]);
	cr_assert_eq(alive_bytes, 0);
}

Test(memwatch, a_block_that_grows_is_another)
{
	char *at;
	int i;

	watch(2);
	at = xmalloc(100);
	cr_assert_eq(alive_bytes, 100);
	for (i = 2; i <= 50; i++) {
		at = xrealloc(at, 100 * (size_t)i);
		cr_assert_eq(alive_bytes, 100 * (uint64_t)i);
	}
	free(at);
	cr_assert_eq(alive_bytes, 0);
}

Test(memwatch, mapped_tables_are_sampled_too)
{
	void *table;

	watch(2);
	table = xmap(12345);
	cr_assert_eq(alive_bytes, 12345);
	xunmap(table, 12345);
	cr_assert_eq(alive_bytes, 0);
}

/* Each allocation is a sample: so many fit, and one more does not. */
static void
keep_blocks(int count)
{
	static void *kept[MEMWATCH_BLOCKS + 1];
	int i;

	watch(2);
	for (i = 0; i < count; i++)
		kept[i] = xmalloc(100);
	cr_assert_eq(made_bytes, 100 * (uint64_t)count);
	cr_assert_eq(alive_bytes, 100 * (uint64_t)MEMWATCH_BLOCKS);
	for (i = 0; i < count; i++)
		free(kept[i]);
	cr_assert_eq(alive_bytes, 0);
}

Test(memwatch, as_many_blocks_as_fit_are_remembered)
{
	keep_blocks(MEMWATCH_BLOCKS);
}

Test(memwatch, one_more_is_as_if_it_were_freed)
{
	keep_blocks(MEMWATCH_BLOCKS + 1);
}

Test(memwatch, what_has_no_site_is_not_remembered)
{
	void *at;

	watch(2);
	site = MEMWATCH_NOWHERE;
	at = xmalloc(100);
	site = 7;
	free(at);
	cr_assert_eq(made_bytes, 100);
	cr_assert_eq(alive_bytes, 0);
}
