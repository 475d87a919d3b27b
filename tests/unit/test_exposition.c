/*
 * test_exposition - the text formats of metrics
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/exposition.h"

static struct buf page;
static struct exposition e;

static void
start(void)
{
	buf_init(&page, 1 << 20);
	e = (struct exposition){ .out = &page };
}

static void
finish(void)
{
	buf_fini(&page);
}

TestSuite(exposition, .init = start, .fini = finish, .timeout = 10);

static const struct family sent = { "counter", "sent_bytes", "bytes",
    "Bytes sent." };
static const struct family took = { "histogram", "took_seconds", "seconds",
    "Time." };

static void
is_page(const char *text)
{
	buf_add(&page, "", 1);
	cr_assert_str_eq(page.bytes, text);
}

Test(exposition, text_calls_a_counters_family_as_its_samples)
{
	exposition_family(&e, &sent);
	exposition_count(&e, "", UINT64_MAX);
	exposition_end(&e);
	is_page("# HELP sent_bytes_total Bytes sent.\n"
	    "# TYPE sent_bytes_total counter\n"
	    "sent_bytes_total 18446744073709551615\n");
}

Test(exposition, open_metrics_tells_the_unit_and_the_end)
{
	e.open = true;
	exposition_family(&e, &sent);
	exposition_real(&e, "to=\"a\",of=\"b\"", 0.25);
	exposition_end(&e);
	is_page("# HELP sent_bytes Bytes sent.\n# TYPE sent_bytes counter\n"
	    "# UNIT sent_bytes bytes\n"
	    "sent_bytes_total{to=\"a\",of=\"b\"} 0.25\n# EOF\n");
}

/* The count of a line that begins so. */
static unsigned long
count_of(const char *line)
{
	const char *at = strstr(page.bytes, line);

	cr_assert_not_null(at, "no %s in %s", line, page.bytes);
	return strtoul(at + strlen(line), NULL, 10);
}

Test(exposition, bounds_count_what_is_below_them_and_the_last_all)
{
	struct board_method *m = calloc(1, sizeof *m);

	board_time(m, 1, OK);
	board_time(m, (1 << 20) - 1, OK);
	board_time(m, 1 << 20, OK);
	board_time(m, 3600ull * 1000000000, ERR_BUSY);
	exposition_family(&e, &took);
	exposition_latency(&e, "", m);
	buf_add(&page, "", 1);
	cr_assert_eq(count_of("_bucket{le=\"4.096e-06\"} "), 1);
	cr_assert_eq(count_of("_bucket{le=\"0.001048576\"} "), 2);
	cr_assert_eq(count_of("_bucket{le=\"0.002097152\"} "), 3);
	cr_assert_eq(count_of("_bucket{le=\"17.1798692\"} "), 3);
	cr_assert_eq(count_of("_bucket{le=\"+Inf\"} "), 4);
	cr_assert_eq(count_of("took_seconds_count "), 4);
	cr_assert_eq(count_of("took_seconds_sum "), 3600);
	free(m);
}

Test(exposition, le_stands_behind_the_other_labels)
{
	struct board_method *m = calloc(1, sizeof *m);

	exposition_family(&e, &took);
	exposition_latency(&e, "method=\"x\"", m);
	buf_add(&page, "", 1);
	cr_assert_eq(count_of("_bucket{method=\"x\",le=\"+Inf\"} "), 0);
	cr_assert_eq(count_of("took_seconds_count{method=\"x\"} "), 0);
	free(m);
}
