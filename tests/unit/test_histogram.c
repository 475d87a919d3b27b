/*
 * The contract of bench/lib/histogram.h.
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "bench/lib/histogram.h"
#include "mem.h"

static struct histogram *
make(void)
{
	return xcalloc(1, sizeof(struct histogram));
}

Test(histogram, empty_reads_zero)
{
	struct histogram *h = make();

	cr_assert_eq(histogram_quantile(h, 0.5), 0);
	cr_assert_eq(histogram_quantile(h, 1), 0);
	free(h);
}

Test(histogram, every_value_reads_back_within_one_percent)
{
	uint64_t value, read;
	double wrong;

	for (value = 1; value < UINT64_MAX / 3; value = value * 2 + value / 7) {
		struct histogram *h = make();

		/* A larger one, so that the maximum does not help. */
		histogram_add(h, value, 9);
		histogram_add(h, UINT64_MAX, 1);
		read = histogram_quantile(h, 0.5);
		wrong = ((double)read - (double)value) / (double)value;
		cr_assert(wrong < 0.01 && wrong > -0.01, "%lu read as %lu",
		    (unsigned long)value, (unsigned long)read);
		free(h);
	}
}

Test(histogram, the_largest_value_has_a_bucket_and_is_exact)
{
	struct histogram *h = make();

	histogram_add(h, UINT64_MAX, 1);
	cr_assert_eq(h->bucket[HISTOGRAM_BUCKETS - 1], 1);
	cr_assert_eq(h->max, UINT64_MAX);
	free(h);
}

Test(histogram, quantiles_fall_where_the_counts_say)
{
	struct histogram *h = make();

	histogram_add(h, 10, 90);
	histogram_add(h, 50, 9);
	histogram_add(h, 60, 1);
	cr_assert_eq(histogram_quantile(h, 0.5), 10);
	cr_assert_eq(histogram_quantile(h, 0.89), 10);
	cr_assert_eq(histogram_quantile(h, 0.95), 50);
	cr_assert_eq(histogram_quantile(h, 0.99), 60);
	cr_assert_eq(histogram_quantile(h, 1), 60);
	free(h);
}

Test(histogram, no_quantile_passes_the_largest_value)
{
	struct histogram *h = make();

	histogram_add(h, 1000000, 1);
	cr_assert_eq(histogram_quantile(h, 0.5), 1000000);
	free(h);
}

Test(histogram, merging_adds_counts_and_keeps_the_larger_maximum)
{
	struct histogram *a = make(), *b = make();

	histogram_add(a, 5, 1);
	histogram_add(b, 7, 3);
	histogram_merge(a, b);
	cr_assert_eq(a->count, 4);
	cr_assert_eq(a->max, 7);
	cr_assert_eq(histogram_quantile(a, 0.5), 7);
	free(a);
	free(b);
}
