/*
 * test_rings - borrowed rings, over a segment of their own
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/rings.h"
#include "shm/segment.h"

#define STRANGER	9u		/* a holder word of no process here */

static struct segment segment;
static struct rings rings;		/* of worker 0 */

static void
start(void)
{
	cr_assert_eq(segment_make(&segment, 4), OK);
	rings_open(&rings, segment.fd, segment.rings_start, segment.holders,
	    0);
}

static void
finish(void)
{
	rings_close(&rings);
	segment_close(&segment);
}

TestSuite(rings, .init = start, .fini = finish);

/* The first id of a class. */
static uint32_t
first_of(unsigned class)
{
	uint32_t first = 1;
	unsigned before;

	for (before = 0; before < class; before++)
		first += rings_class[before].count;
	return first;
}

static void
occupy(unsigned class)
{
	uint32_t first = first_of(class), each;

	for (each = 0; each < rings_class[class].count; each++)
		segment.holders[first + each] = STRANGER;
}

static uint64_t
bytes_in_use(void)
{
	struct stat st;

	cr_assert_eq(fstat(segment.fd, &st), 0);
	return (uint64_t)st.st_blocks * 512;
}

Test(rings, ids_count_from_one_through_all_classes)
{
	unsigned class;
	uint32_t id = 0;

	cr_assert_not(rings_valid(0));
	for (class = 0; class < RINGS_CLASSES; class++) {
		id += 1;
		cr_assert_eq(rings_size(id), rings_class[class].size);
		id += rings_class[class].count - 1;
		cr_assert_eq(rings_size(id), rings_class[class].size);
	}
	cr_assert_eq(id, rings_total());
	cr_assert(rings_valid(id));
	cr_assert_not(rings_valid(id + 1));
}

Test(rings, bytes_are_contiguous_across_the_seam)
{
	uint32_t id, size;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++) {
		size = rings_class[class].size;
		id = rings_take(&rings, size);
		memcpy(rings_at(&rings, id, size - 3), "abcdef", 6);
		cr_assert_eq(memcmp(rings_at(&rings, id, 0), "def", 3), 0);
		cr_assert_eq(memcmp(rings_at(&rings, id, size), "def", 3), 0);
		memcpy(rings_at(&rings, id, 0), "DEF", 3);
		cr_assert_eq(memcmp(rings_at(&rings, id, size - 3), "abcDEF",
		    6), 0);
		rings_give(&rings, id);
	}
}

Test(rings, whole_ring_is_contiguous_from_any_position)
{
	uint32_t id = rings_take(&rings, 1), size = rings_size(id), pos, i;
	char *at;

	for (pos = 0; pos < size; pos += 4099) {
		at = rings_at(&rings, id, pos);
		for (i = 0; i < size; i++)
			at[i] = (char)(i % 251);
		for (i = 0; i < size; i++)
			cr_assert_eq(*rings_at(&rings, id, pos + i),
			    (char)(i % 251));
	}
}

Test(rings, offset_finds_its_byte_in_every_lap)
{
	uint32_t id = rings_take(&rings, 1), size = rings_size(id);
	char *at = rings_at(&rings, id, 5);

	cr_assert_eq(rings_at(&rings, id, 5 + size), at);
	cr_assert_eq(rings_at(&rings, id, 5 + ((uint64_t)size << 40)), at);
	cr_assert_neq(rings_at(&rings, id, 6), at);
}

Test(rings, neighbours_share_no_byte)
{
	uint32_t id, ids[2 * RINGS_CLASSES];
	unsigned class, i = 0;

	for (class = 0; class < RINGS_CLASSES; class++) {
		ids[i++] = first_of(class);
		ids[i++] = first_of(class) + rings_class[class].count - 1;
	}
	for (i = 0; i < 2 * RINGS_CLASSES; i++) {
		id = ids[i];
		memset(rings_at(&rings, id, 0), (int)i + 1, 4096);
		memset(rings_at(&rings, id, rings_size(id) - 4096), (int)i + 1,
		    4096);
	}
	for (i = 0; i < 2 * RINGS_CLASSES; i++) {
		id = ids[i];
		cr_assert_eq(*rings_at(&rings, id, 0), (char)(i + 1));
		cr_assert_eq(*rings_at(&rings, id, (uint64_t)-1),
		    (char)(i + 1));
	}
}

Test(rings, another_process_reads_what_was_written)
{
	uint32_t id = rings_take(&rings, 1);
	struct rings other;

	memcpy(rings_at(&rings, id, 16000), "shared", 6);
	rings_open(&other, segment.fd, segment.rings_start, segment.holders,
	    1);
	rings_adopt(&other, id);
	cr_assert_eq(segment.holders[id], 2);
	cr_assert_eq(memcmp(rings_at(&other, id, 16000), "shared", 6), 0);
	cr_assert_neq(rings_at(&other, id, 0), rings_at(&rings, id, 0));
	rings_close(&other);
}

Test(rings, size_chooses_the_class)
{
	const uint32_t *size;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++) {
		size = &rings_class[class].size;
		cr_assert_eq(rings_size(rings_take(&rings, *size)), *size);
		if (class > 0)
			cr_assert_eq(rings_size(rings_take(&rings,
			    size[0] / 2 + 1)), *size);
	}
	cr_assert_eq(rings_size(rings_take(&rings, 1)), rings_class[0].size);
	cr_assert_eq(rings_size(rings_take(&rings, rings_class[0].size + 1)),
	    rings_class[1].size);
	cr_assert_eq(rings_take(&rings,
	    (size_t)rings_class[RINGS_CLASSES - 1].size + 1), 0);
}

Test(rings, last_given_is_first_taken)
{
	uint32_t ids[3], i;

	for (i = 0; i < 3; i++)
		ids[i] = rings_take(&rings, 1);
	cr_assert(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
	for (i = 0; i < 3; i++)
		rings_give(&rings, ids[i]);
	for (i = 3; i-- > 0; )
		cr_assert_eq(rings_take(&rings, 1), ids[i]);
}

Test(rings, hand_holds_its_bound_and_not_more)
{
	uint32_t ids[RINGS_HAND + 1], i;

	for (i = 0; i <= RINGS_HAND; i++)
		ids[i] = rings_take(&rings, 1);
	for (i = 0; i <= RINGS_HAND; i++)
		rings_give(&rings, ids[i]);
	for (i = 0; i < RINGS_HAND; i++)
		cr_assert_eq(segment.holders[ids[i]], 1);
	cr_assert_eq(segment.holders[ids[RINGS_HAND]], 0);
	cr_assert_eq(rings_in_use(&rings, 0), RINGS_HAND);
}

Test(rings, full_class_is_replaced_by_the_next_larger)
{
	unsigned class;

	for (class = 0; class + 1 < RINGS_CLASSES; class++) {
		occupy(class);
		cr_assert_eq(rings_size(rings_take(&rings, 1)),
		    rings_class[class + 1].size);
	}
	occupy(RINGS_CLASSES - 1);
	cr_assert_eq(rings_take(&rings, 1), 0);
	segment.holders[rings_total()] = 0;
	cr_assert_eq(rings_take(&rings, 1), rings_total());
	cr_assert_eq(rings_take(&rings, 1), 0);
}

Test(rings, only_free_one_is_found_wherever_it_is)
{
	uint32_t id;

	occupy(0);
	occupy(1);
	occupy(2);
	occupy(3);
	occupy(4);
	for (id = 8000; id > 0; id -= 1000) {
		segment.holders[id] = 0;
		cr_assert_eq(rings_take(&rings, 1), id);
		cr_assert_eq(rings_take(&rings, 1), 0);
	}
}

/* Both go through the same words in the same order. */
Test(rings, two_processes_never_take_the_same_one)
{
	struct rings other;
	uint32_t i;
	int child;

	for (child = 0; child < 2; child++) {
		if (fork() != 0)
			continue;
		rings_open(&other, segment.fd, segment.rings_start,
		    segment.holders, (uint32_t)child + 1);
		for (i = 0; i < 3000; i++)
			if (rings_take(&other, 1) == 0)
				_exit(1);
		_exit(0);
	}
	while (wait(NULL) > 0)
		continue;
	cr_assert_eq(rings_in_use(&rings, 0), 6000);
}

Test(rings, reclaim_frees_what_no_row_refers_to)
{
	uint8_t kept[10000 / 8] = { 0 };
	uint32_t ids[4], i, large = rings_take(&rings, 1 << 20);

	for (i = 0; i < 4; i++)
		ids[i] = rings_take(&rings, 1);
	segment.holders[ids[3] + 1] = STRANGER;
	kept[ids[1] / 8] |= (uint8_t)(1u << ids[1] % 8);
	rings_reclaim(&rings, 0, kept);
	for (i = 0; i < 4; i++)
		cr_assert_eq(segment.holders[ids[i]], i == 1, "ring %u", i);
	cr_assert_eq(segment.holders[large], 0);
	cr_assert_eq(segment.holders[ids[3] + 1], STRANGER);
}

Test(rings, reclaim_reaches_the_first_and_the_last)
{
	uint8_t kept[10000 / 8] = { 0 };

	cr_assert_lt(rings_total() / 8, sizeof kept);
	segment.holders[1] = segment.holders[rings_total()] = STRANGER;
	rings_reclaim(&rings, STRANGER - 1, kept);
	cr_assert_eq(segment.holders[1], 0);
	cr_assert_eq(segment.holders[rings_total()], 0);
}

Test(rings, master_frees_whatever_holds_it)
{
	segment.holders[77] = STRANGER;
	rings_free(&rings, 77);
	cr_assert_eq(segment.holders[77], 0);
}

Test(rings, relax_keeps_the_warm_part_of_the_hand)
{
	uint32_t ids[20], i, keep = RINGS_HAND / 32;

	for (i = 0; i < 20; i++)
		ids[i] = rings_take(&rings, 1);
	for (i = 0; i < 20; i++)
		rings_give(&rings, ids[i]);
	rings_relax(&rings);
	for (i = 0; i < 20; i++)
		cr_assert_eq(segment.holders[ids[i]], i >= 20 - keep,
		    "ring %u", i);
	rings_relax(&rings);
	cr_assert_eq(rings_in_use(&rings, 0), keep);
	for (i = 20; i-- > 20 - keep; )
		cr_assert_eq(rings_take(&rings, 1), ids[i]);
}

Test(rings, never_used_ring_costs_nothing)
{
	uint32_t id = rings_take(&rings, 200 << 20);
	uint64_t before = bytes_in_use();

	*rings_at(&rings, id, 0) = 1;
	cr_assert_eq(bytes_in_use(), before + 4096, "but for its one page");
}

Test(rings, pages_of_a_large_ring_are_given_back)
{
	uint32_t id = rings_take(&rings, 4 << 20);
	uint64_t before;

	rings_at(&rings, id, 0);
	before = bytes_in_use();
	memset(rings_at(&rings, id, 2 << 20), 1, 4 << 20);
	cr_assert_eq(bytes_in_use(), before + (4 << 20));
	rings_give(&rings, id);
	cr_assert_eq(bytes_in_use(), before);
	cr_assert_eq(segment.holders[id], 0);
	cr_assert_eq(*rings_at(&rings, id, 0), 0);
}

Test(rings, relax_gives_the_pages_back_too)
{
	uint32_t ids[10], i;
	uint64_t before;

	for (i = 0; i < 10; i++)
		ids[i] = rings_take(&rings, 1);
	before = bytes_in_use();
	for (i = 0; i < 10; i++) {
		memset(rings_at(&rings, ids[i], 0), 1, 16 << 10);
		rings_give(&rings, ids[i]);
	}
	cr_assert_eq(bytes_in_use(), before + (160 << 10), "kept warm");
	rings_relax(&rings);
	cr_assert_eq(bytes_in_use(), before + (128 << 10));
}

Test(rings, operators_see_what_is_held)
{
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++) {
		cr_assert_eq(rings_in_use(&rings, class), 0);
		segment.holders[first_of(class)] = STRANGER;
		cr_assert_eq(rings_in_use(&rings, class), 1);
		rings_take(&rings, rings_class[class].size);
		cr_assert_eq(rings_in_use(&rings, class), 2);
	}
}

Test(rings, close_unmaps)
{
	uint32_t id = rings_take(&rings, 1);
	char *at = rings_at(&rings, id, 0);

	rings_close(&rings);
	cr_assert_eq(msync(at, 4096, MS_ASYNC), -1);
	cr_assert_eq(errno, ENOMEM);
	rings_open(&rings, segment.fd, segment.rings_start, segment.holders,
	    0);
}

/* Wherever in the ring it is: what is kept stays, and the rest is given. */
Test(rings, trimmed_ring_keeps_what_is_in_it)
{
	uint32_t id = rings_take(&rings, 1 << 20), size = rings_size(id);
	uint64_t head, tail, pos, full;
	char *at = rings_at(&rings, id, 0);

	for (head = size; head < 3 * (uint64_t)size; head += size / 5) {
		tail = head + size / 3;
		memset(at, 7, size);
		full = bytes_in_use();
		rings_trim(&rings, id, head, tail);
		cr_assert_lt(bytes_in_use(), full - size / 2);
		for (pos = head; pos < tail; pos++)
			cr_assert_eq(*rings_at(&rings, id, pos), 7);
	}
	memset(at, 7, size);
	full = bytes_in_use();
	rings_trim(&rings, id, 5, 5 + (uint64_t)size);
	cr_assert_eq(bytes_in_use(), full);
	rings_trim(&rings, id, size - 1, size - 1);
	cr_assert_leq(bytes_in_use(), full - size + 4096);
}

/* Fill [head, tail) of a ring of 4 MiB and fit; the class it is in then. */
static uint32_t
fit(uint64_t head, uint64_t tail)
{
	uint32_t id = rings_take(&rings, 4 << 20);
	uint64_t pos;

	for (pos = head; pos < tail; pos++)
		*rings_at(&rings, id, pos) = (char)(pos % 251);
	rings_fit(&rings, &id, head, tail);
	for (pos = head; pos < tail; pos++)
		cr_assert_eq(*rings_at(&rings, id, pos), (char)(pos % 251));
	return rings_size(id);
}

Test(rings, fit_goes_to_the_smallest_that_holds_twice_as_much)
{
	uint64_t head = 5 * (uint64_t)(4 << 20) - 99;

	cr_assert_eq(fit(head, head), 16 << 10);
	cr_assert_eq(fit(head, head + (8 << 10)), 16 << 10);
	cr_assert_eq(fit(head, head + (8 << 10) + 1), 256 << 10);
	cr_assert_eq(fit(head, head + (128 << 10)), 256 << 10);
	cr_assert_eq(fit(head, head + (128 << 10) + 1), 4 << 20);
}

Test(rings, fit_stays_where_no_smaller_one_is_free)
{
	uint32_t id = rings_take(&rings, 4 << 20), before = id;

	occupy(0);
	occupy(1);
	rings_fit(&rings, &id, 10, 20);
	cr_assert_eq(id, before);
	cr_assert_eq(rings_in_use(&rings, 2), 1);
	id = 0;
	rings_fit(&rings, &id, 0, 0);
	cr_assert_eq(id, 0, "nothing is no ring");
}
