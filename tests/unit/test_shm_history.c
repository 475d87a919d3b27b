#include <criterion/criterion.h>
#include <stdlib.h>

#include "mem.h"
#include "shm/history.h"

static struct history_note note;

static struct history *
new_history(uint64_t notes)
{
	struct history *h = xcalloc(1, sizeof *h);
	uint64_t i;

	for (i = 0; i < notes; i++) {
		history_next(h)->when = (int64_t)i;
		history_publish(h);
	}
	return h;
}

Test(shm_history, note_is_there_once_it_is_published)
{
	struct history *h = new_history(0);

	history_next(h)->when = 77;
	cr_assert_not(history_read(h, 0, &note));
	history_publish(h);
	cr_assert(history_read(h, 0, &note));
	cr_assert_eq(note.when, 77);
	cr_assert_eq(history_end(h), 1);
	free(h);
}

Test(shm_history, next_note_holds_nothing_of_the_one_it_replaces)
{
	struct history *h = new_history(0);
	int i;

	for (i = 0; i < HISTORY_NOTES; i++) {
		history_next(h)->vital[VITAL_requests] = 5;
		history_publish(h);
	}
	cr_assert_eq(history_next(h)->vital[VITAL_requests], 0);
	free(h);
}

Test(shm_history, all_of_15_minutes_are_kept)
{
	struct history *h = new_history(HISTORY_SECONDS);

	cr_assert_eq(history_first(h), 0);
	cr_assert(history_read(h, 0, &note));
	free(h);
}

Test(shm_history, older_notes_are_told_no_more)
{
	struct history *h = new_history(HISTORY_SECONDS + 1);

	cr_assert_eq(history_first(h), 1);
	cr_assert(history_read(h, 1, &note));
	cr_assert_eq(note.when, 1);
	free(h);
}

/* The writer may be half through with the one that takes its place. */
Test(shm_history, note_that_may_be_overwritten_is_not_read)
{
	struct history *h = new_history(HISTORY_NOTES - 1);

	cr_assert(history_read(h, 0, &note));
	history_next(h);
	history_publish(h);
	cr_assert_not(history_read(h, 0, &note));
	cr_assert(history_read(h, 1, &note));
	free(h);
}

Test(shm_history, latency_falls_into_the_band_of_its_power_of_two)
{
	uint64_t bucket[BOARD_BUCKETS] = { 0 };

	note = (struct history_note){ .when = 0 };
	bucket[board_bucket(1u << HISTORY_BAND_0)] = 3;
	bucket[board_bucket((2u << HISTORY_BAND_0) - 1)] = 4;
	bucket[board_bucket(2u << HISTORY_BAND_0)] = 5;
	history_latency(&note, bucket);
	cr_assert_eq(note.band[0], 7);
	cr_assert_eq(note.band[1], 5);
}

Test(shm_history, shortest_and_longest_are_in_the_outer_bands)
{
	uint64_t bucket[BOARD_BUCKETS] = { 0 };

	note = (struct history_note){ .when = 0 };
	bucket[0] = 1;
	bucket[BOARD_BUCKETS - 1] = 2;
	history_latency(&note, bucket);
	cr_assert_eq(note.band[0], 1);
	cr_assert_eq(note.band[HISTORY_BANDS - 1], 2);
}

Test(shm_history, percentiles_are_of_what_came_in_the_second)
{
	uint64_t bucket[BOARD_BUCKETS] = { 0 };

	note = (struct history_note){ .when = 0 };
	bucket[board_bucket(100000)] = 90;
	bucket[board_bucket(8000000)] = 8;
	bucket[board_bucket(64000000)] = 2;
	history_latency(&note, bucket);
	cr_assert_eq(note.vital[VITAL_p50_us],
	    board_bucket_ns(board_bucket(100000)) / 1000);
	cr_assert_eq(note.vital[VITAL_p95_us],
	    board_bucket_ns(board_bucket(8000000)) / 1000);
	cr_assert_eq(note.vital[VITAL_p99_us],
	    board_bucket_ns(board_bucket(64000000)) / 1000);
}

Test(shm_history, second_without_requests_has_no_percentiles)
{
	uint64_t bucket[BOARD_BUCKETS] = { 0 };

	note = (struct history_note){ .when = 0 };
	history_latency(&note, bucket);
	cr_assert_eq(note.vital[VITAL_p99_us], 0);
	cr_assert_eq(note.band[0], 0);
}

Test(shm_history, layers_are_told_by_the_second_and_by_the_last_ten)
{
	static struct history_stand stand[HISTORY_WINDOW];
	static struct board_method sum;
	struct history_layer layer;
	int i;

	for (i = 0; i < HISTORY_WINDOW + 1; i++) {
		layer = (struct history_layer){ .count = 0 };
		if (i == 0)
			board_time(&sum, 1 << 20, OK);
		else
			board_time(&sum, 1 << 10, OK);
		history_note_layer(&layer, &sum,
		    &stand[(i + HISTORY_WINDOW - 1) % HISTORY_WINDOW],
		    &stand[i % HISTORY_WINDOW], 64);
		cr_assert_eq(layer.count, 64);
		cr_assert_eq(layer.ns, (i == 0 ? 1u << 20 : 1u << 10) * 64u);
		cr_assert_eq(layer.p99_ns, i < HISTORY_WINDOW ? 1u << 20 :
		    1u << 10);
	}
	cr_assert_eq(layer.p50_ns, 1u << 10);
}

Test(shm_history, layer_that_nothing_passed_has_nothing)
{
	static struct history_stand stand[2];
	static struct board_method sum;
	struct history_layer layer = { .count = 0 };

	history_note_layer(&layer, &sum, &stand[0], &stand[1], 64);
	cr_assert_eq(layer.count + layer.ns + layer.p50_ns + layer.p99_ns, 0);
}
