/*
 * test_track - places of revisions in the history
 */
#include <criterion/criterion.h>

#include "goxel/track.h"

static struct track t;
static int64_t place;

Test(track, each_revision_stands_where_it_was_noted)
{
	track_note(&t, 7, 3, 0);
	track_note(&t, 8, 4, 1);
	track_note(&t, 9, 4, 0);
	cr_assert(track_find(&t, 7, &place) && place == 3);
	cr_assert(track_find(&t, 8, &place) && place == 4);
	cr_assert(track_find(&t, 9, &place) && place == 4);
	cr_assert_not(track_find(&t, 6, &place));
	cr_assert_not(track_find(&t, 10, &place));
}

Test(track, an_edit_after_going_back_takes_the_places_beyond)
{
	track_note(&t, 0, 0, 0);
	track_note(&t, 1, 1, 1);
	track_note(&t, 2, 2, 1);
	track_note(&t, 3, 1, 0);	/* back */
	cr_assert(track_find(&t, 2, &place) && place == 2);
	track_note(&t, 4, 2, 1);	/* another way */
	cr_assert_not(track_find(&t, 2, &place));
	cr_assert(track_find(&t, 1, &place) && place == 1);
	cr_assert(track_find(&t, 4, &place) && place == 2);
}

Test(track, holds_so_many_revisions_and_no_more)
{
	uint64_t n;

	for (n = 0; n <= TRACK_MOST; n++)
		track_note(&t, n, (int64_t)n, n > 0);
	cr_assert_not(track_find(&t, 0, &place));
	cr_assert(track_find(&t, 1, &place) && place == 1);
	cr_assert_eq(track_oldest(&t, 0, INT64_MAX), 1);
	cr_assert_eq(track_oldest(&t, 5, INT64_MAX), 5);
	cr_assert_eq(track_oldest(&t, 9999, INT64_MAX), UINT64_MAX);
}

Test(track, a_gap_begins_anew)
{
	track_note(&t, 1, 1, 0);
	track_note(&t, 9, 0, 0);
	cr_assert_not(track_find(&t, 1, &place));
	cr_assert(track_find(&t, 9, &place) && place == 0);
}
