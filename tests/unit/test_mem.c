#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"

static struct mem mem;

static void
start(void)
{
	mem_init(&mem, 256, 4096);
}

static void
finish(void)
{
	mem_fini(&mem);
}

TestSuite(mem, .init = start, .fini = finish);

Test(mem, pieces_are_aligned_and_do_not_overlap)
{
	unsigned char *pieces[100];
	int i, k;

	for (i = 0; i < 100; i++) {
		pieces[i] = mem_take(&mem, (size_t)i % 40);
		cr_assert_not_null(pieces[i], "piece %d", i);
		cr_assert_eq((uintptr_t)pieces[i] % 16, 0);
		memset(pieces[i], i, (size_t)i % 40);
	}
	for (i = 0; i < 100; i++)
		for (k = 0; k < i % 40; k++)
			cr_assert_eq(pieces[i][k], i);
}

Test(mem, kept_chunk_is_used_again_after_the_reset)
{
	void *first = mem_take(&mem, 100);

	mem_take(&mem, 1000);
	mem_reset(&mem);
	cr_assert_null(mem.more);
	cr_assert_eq(mem.total, 0);
	cr_assert_eq(mem_take(&mem, 100), first);
}

Test(mem, region_gives_up_to_its_limit_and_not_beyond)
{
	cr_assert_not_null(mem_take(&mem, 256));
	cr_assert_not_null(mem_take(&mem, 4096));
	cr_assert_null(mem_take(&mem, 1));
	mem_reset(&mem);
	cr_assert_not_null(mem_take(&mem, 256));
	cr_assert_null(mem_take(&mem, 4097));
}

Test(mem, small_pieces_fill_the_limit_too)
{
	size_t given = 0;

	mem_fini(&mem);
	mem_init(&mem, 256, 4000);
	while (mem_take(&mem, 48) != NULL)
		given += 48;
	cr_assert_gt(given, 3700);
	cr_assert_leq(given, 256 + 4000);
	cr_assert_leq(mem.total, 4000);
}

Test(mem, refused_piece_leaves_the_region_usable)
{
	cr_assert_null(mem_take(&mem, SIZE_MAX));
	cr_assert_null(mem_take(&mem, SIZE_MAX - 20));
	cr_assert_null(mem_text(&mem, "", SIZE_MAX));
	cr_assert_null(mem_take(&mem, 5000));
	cr_assert_not_null(mem_take(&mem, 16));
}

Test(mem, text_is_copied_with_a_nul)
{
	char source[] = "hello";
	char *text = mem_text(&mem, source, 3);

	source[0] = 'x';
	cr_assert_str_eq(text, "hel");
	cr_assert_str_eq(mem_text(&mem, NULL, 0), "");
}

Test(mem, text_past_the_limit_is_refused)
{
	char source[4096] = { 0 };

	mem_take(&mem, 256);
	cr_assert_null(mem_text(&mem, source, 4096));
	cr_assert_not_null(mem_text(&mem, source, 4095));
}

Test(mem, heap_gives_memory_of_no_bytes_too)
{
	char *bytes = xmalloc(0);

	cr_assert_not_null(bytes);
	free(bytes);
	bytes = xcalloc(0, 8);
	cr_assert_not_null(bytes);
	bytes = xrealloc(bytes, 0);
	cr_assert_not_null(bytes);
	free(bytes);
}

Test(mem, calloc_is_zero_and_realloc_keeps)
{
	char *bytes = xcalloc(3, 5);

	cr_assert_eq(memcmp(bytes, (char[15]){ 0 }, 15), 0);
	memcpy(bytes, "abc", 3);
	bytes = xrealloc(bytes, 10000);
	cr_assert_eq(memcmp(bytes, "abc", 3), 0);
	free(bytes);
}

Test(mem, strdup_is_a_copy)
{
	char source[] = "abc", *copy = xstrdup(source);

	source[1] = 'x';
	cr_assert_str_eq(copy, "abc");
	free(copy);
}

/* Below, at and above the size of a huge page. */
Test(mem, mapped_table_is_zeroed_and_can_be_written_to_its_end)
{
	static const size_t sizes[] = { 1, 5000, 2 << 20, (2 << 20) + 1 };
	unsigned char *table;
	size_t n;

	for (n = 0; n < sizeof sizes / sizeof *sizes; n++) {
		table = xmap(sizes[n]);
		cr_assert_eq(table[0] | table[sizes[n] - 1], 0);
		table[sizes[n] - 1] = 1;
		xunmap(table, sizes[n]);
	}
	xunmap(NULL, 0);
}

/* The sanitizers end the process themselves, with a status of their own. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)
Test(mem, empty_heap_ends_the_process, .exit_code = 1)
{
	log_open("/dev/null", LOG_LEVEL_ERROR);
	free(xmalloc(PTRDIFF_MAX));
}

Test(mem, count_that_would_wrap_ends_the_process, .exit_code = 1)
{
	log_open("/dev/null", LOG_LEVEL_ERROR);
	free(xcalloc(SIZE_MAX / 2, 4));
}
#endif
