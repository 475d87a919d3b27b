/*
 * test_hotlog - committed edits, over a segment of their own
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "shm/hotlog.h"
#include "shm/segment.h"

static struct segment segment;
static struct rings rings;
static struct project_row *row;

static void
start(void)
{
	cr_assert_eq(segment_make(&segment, 4), OK);
	rings_open(&rings, segment.fd, segment.rings_start, segment.holders,
	    0);
	row = &segment.projects->row[3];
}

static void
finish(void)
{
	rings_close(&rings);
	segment_close(&segment);
}

TestSuite(hotlog, .init = start, .fini = finish);

/* Commit `len` bytes that tell the revision. */
static void
commit(uint64_t revision, size_t len)
{
	struct hot_commit c = { .conn = 2, .generation = 9,
	    .revision = revision, .cut = { .rx_head = 100 * revision } };
	char edits[20000];

	memset(edits, (int)revision, sizeof edits);
	cr_assert_eq(hotlog_reserve(row, &rings, hotlog_bytes(len)), OK);
	hotlog_append(row, &rings, &c, edits, len);
}

static char *
byte_at(uint64_t pos)
{
	return rings_at(&rings, row->log_ring, pos);
}

Test(hotlog, empty_log_has_no_record_and_no_ring)
{
	struct hot_record r;

	cr_assert_eq(hotlog_read(row, &rings, 0, &r), ERR_EMPTY);
	cr_assert_eq(hotlog_last(row, &rings, &r), ERR_EMPTY);
	cr_assert_eq(row->log_ring, 0);
}

Test(hotlog, records_come_back_in_order_and_whole)
{
	struct hot_record r;
	uint64_t pos = 0, n;
	size_t i;

	for (n = 1; n <= 50; n++)
		commit(n, n * 7 % 40);
	for (n = 1; n <= 50; n++) {
		cr_assert_eq(hotlog_read(row, &rings, pos, &r), OK);
		cr_assert_eq(r.commit.revision, n);
		cr_assert_eq(r.commit.cut.rx_head, 100 * n);
		cr_assert_eq(r.len, n * 7 % 40);
		for (i = 0; i < r.len; i++)
			cr_assert_eq(r.edits[i], (char)n);
		pos = r.next;
	}
	cr_assert_eq(hotlog_read(row, &rings, pos, &r), ERR_EMPTY);
}

Test(hotlog, last_record_is_found_from_the_end)
{
	struct hot_record r;
	uint64_t n;

	for (n = 1; n <= 9; n++) {
		commit(n, 8 * n + 3);
		cr_assert_eq(hotlog_last(row, &rings, &r), OK);
		cr_assert_eq(r.commit.revision, n);
		cr_assert_eq(r.len, 8 * n + 3);
	}
}

Test(hotlog, what_is_not_published_is_not_there)
{
	struct hot_record r;
	uint64_t before;

	commit(1, 30);
	before = atomic_load(&row->log_tail);
	commit(2, 30);
	atomic_store(&row->log_tail, before);
	cr_assert_eq(hotlog_last(row, &rings, &r), OK);
	cr_assert_eq(r.commit.revision, 1);
	cr_assert_eq(hotlog_read(row, &rings, before, &r), ERR_EMPTY);
}

Test(hotlog, grows_into_larger_rings_and_keeps_its_records)
{
	struct hot_record r;
	uint64_t pos = 0, n;

	for (n = 1; n <= 100; n++)
		commit(n, 20000);
	cr_assert_gt(rings_size(row->log_ring), 2000000);
	for (n = 1; n <= 100; n++) {
		cr_assert_eq(hotlog_read(row, &rings, pos, &r), OK);
		cr_assert_eq(r.commit.revision, n);
		pos = r.next;
	}
}

Test(hotlog, trimmed_log_goes_round_its_ring)
{
	struct hot_record r;
	uint64_t n;

	for (n = 1; n <= 1000; n++) {
		commit(n, 1000);
		if (n % 10 == 0)
			hotlog_trim(row, atomic_load(&row->log_tail));
	}
	cr_assert_eq(rings_size(row->log_ring), rings_class[0].size);
	commit(1001, 40);
	cr_assert_eq(hotlog_read(row, &rings, row->log_head, &r), OK);
	cr_assert_eq(r.commit.revision, 1001);
}

Test(hotlog, every_damaged_byte_of_a_record_is_noticed)
{
	struct hot_record r;
	uint64_t pos, size;

	commit(1, 37);
	size = hotlog_size(row);
	for (pos = 0; pos < size - 8; pos++) {
		*byte_at(pos) ^= 0x10;
		cr_assert_eq(hotlog_read(row, &rings, 0, &r), ERR_CORRUPT,
		    "byte %d", (int)pos);
		*byte_at(pos) ^= 0x10;
	}
	cr_assert_eq(hotlog_read(row, &rings, 0, &r), OK);
}

Test(hotlog, row_that_cannot_be_true_is_not_followed)
{
	struct hot_record r;
	uint32_t ring;

	commit(1, 37);
	ring = row->log_ring;
	row->log_ring = rings_total() + 1;
	cr_assert_eq(hotlog_read(row, &rings, 0, &r), ERR_CORRUPT);
	cr_assert_eq(hotlog_last(row, &rings, &r), ERR_CORRUPT);
	row->log_ring = ring;
	atomic_fetch_add(&row->log_tail, 1u << 20);
	cr_assert_eq(hotlog_read(row, &rings, 0, &r), ERR_CORRUPT);
	cr_assert_eq(hotlog_last(row, &rings, &r), ERR_CORRUPT);
}

Test(hotlog, closed_log_gives_its_ring_back)
{
	uint32_t ring;

	commit(1, 37);
	ring = row->log_ring;
	hotlog_close(row, &rings);
	cr_assert_eq(row->log_ring, 0);
	cr_assert_eq(hotlog_size(row), 0);
	cr_assert_eq(rings_take(&rings, 1), ring, "it is in the hand");
}

Test(hotlog, record_larger_than_any_ring_is_too_big)
{
	cr_assert_eq(hotlog_reserve(row, &rings,
	    (size_t)rings_class[RINGS_CLASSES - 1].size + 1), ERR_TOO_BIG);
}

Test(hotlog, fitted_log_gives_memory_back_and_keeps_its_records)
{
	struct hot_record r;
	uint64_t pos, n;

	for (n = 1; n <= 400; n++)
		commit(n, 16000);
	cr_assert_eq(rings_size(row->log_ring), 32 << 20);
	hotlog_fit(row, &rings);
	cr_assert_eq(rings_size(row->log_ring), 32 << 20, "half of it is used");
	pos = row->log_tail - 3 * hotlog_bytes(16000);
	hotlog_trim(row, pos);
	hotlog_fit(row, &rings);
	cr_assert_eq(rings_size(row->log_ring), 256 << 10);
	cr_assert_eq(rings_in_use(&rings, 3), 0);
	for (n = 398; n <= 400; n++, pos = r.next) {
		cr_assert_eq(hotlog_read(row, &rings, pos, &r), OK);
		cr_assert_eq(r.commit.revision, n);
	}
	commit(401, 5);
	cr_assert_eq(hotlog_last(row, &rings, &r), OK);
	cr_assert_eq(r.commit.revision, 401);
}

/* What a record says is what was committed, to the last field. */
Test(hotlog, record_holds_the_commit_and_the_edits_to_the_byte)
{
	struct hot_commit c = { 1, 2, 3, { 4, 5, 6, 7, 8 } };
	char edits[33], zeros[8] = { 0 };
	struct hot_record r;
	size_t len, i;

	for (i = 0; i < sizeof edits; i++)
		edits[i] = (char)(0x80 + i);
	for (len = 0; len <= sizeof edits; len++) {
		cr_assert_eq(hotlog_reserve(row, &rings, hotlog_bytes(len)),
		    OK);
		memset(byte_at(row->log_tail), 0xff, hotlog_bytes(len));
		hotlog_append(row, &rings, &c, edits, len);
		cr_assert_eq(hotlog_last(row, &rings, &r), OK);
		cr_assert_eq(memcmp(&r.commit, &c, sizeof c), 0);
		cr_assert_eq(r.len, len);
		cr_assert_eq(memcmp(r.edits, edits, len), 0);
		cr_assert_eq(memcmp(r.edits + len, zeros, -len % 8), 0);
	}
}
