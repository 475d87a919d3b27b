/*
 * test_memory - what the memory of each worker is for, and who asked for it
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>

#include "profile/profile.h"
#include "shm/memory.h"

static struct memory *m;
static struct memory_row *row;
static struct memory_stack out;

static void
make(void)
{
	m = mmap(NULL, sizeof *m, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(m, MAP_FAILED);
	row = &m->row[0];
	memory_begin(row);
}

TestSuite(memory, .init = make);

static uint32_t
site(uint64_t caller, uint32_t depth)
{
	uint64_t frame[MEMORY_FRAMES] = { 0x1000, caller };

	return memory_site(row, frame, depth);
}

Test(memory, equal_stacks_are_one_site)
{
	cr_assert_eq(site(0x2000, 2), site(0x2000, 2));
	cr_assert_neq(site(0x2000, 2), site(0x3000, 2));
	cr_assert_neq(site(0x2000, 2), site(0x2000, 1));
}

Test(memory, made_and_alive_are_told_apart)
{
	uint32_t at = site(0x2000, 2);

	memory_made(row, at, 3, 300);
	memory_gone(row, at, 1, 100);
	cr_assert(memory_read(row, at, false, &out));
	cr_assert_eq(out.objects, 3);
	cr_assert_eq(out.bytes, 300);
	cr_assert(memory_read(row, at, true, &out));
	cr_assert_eq(out.objects, 2);
	cr_assert_eq(out.bytes, 200);
	cr_assert_eq(out.depth, 2);
	cr_assert_eq(out.frame[1], 0x2000);
	memory_gone(row, at, 2, 200);
	cr_assert_not(memory_read(row, at, true, &out));
}

Test(memory, a_new_worker_begins_with_nothing)
{
	uint32_t at = site(0x2000, 2);

	memory_made(row, at, 1, 100);
	atomic_store(&row->total[SUBSYSTEM_voxels], 5);
	atomic_store(&row->lost, 5);
	memory_begin(row);
	cr_assert_not(memory_read(row, at, false, &out));
	cr_assert_eq(atomic_load(&row->total[SUBSYSTEM_voxels]), 0);
	cr_assert_eq(atomic_load(&row->lost), 0);
	memory_made(row, site(0x2000, 2), 1, 7);
	cr_assert(memory_read(row, at, false, &out));
	cr_assert_eq(out.bytes, 7);
}

Test(memory, addresses_of_another_binary_are_not_told)
{
	uint32_t at = site(0x2000, 2);

	memory_made(row, at, 1, 100);
	atomic_store(&row->anchor, 1);
	cr_assert_not(memory_read(row, at, false, &out));
}

Test(memory, a_stack_as_deep_as_can_be_has_a_site)
{
	uint32_t at = site(0x2000, MEMORY_FRAMES);

	memory_made(row, at, 1, 1);
	cr_assert(memory_read(row, at, true, &out));
	cr_assert_eq(out.depth, MEMORY_FRAMES);
}

static uint32_t
count_refused(uint64_t stacks)
{
	uint64_t caller;
	uint32_t none = 0;

	for (caller = 1; caller <= stacks; caller++)
		none += site(caller, 2) == MEMORY_NONE;
	return none;
}

Test(memory, as_many_stacks_as_there_are_sites_fit)
{
	cr_assert_eq(count_refused(MEMORY_SITES), 0);
	cr_assert_eq(site(MEMORY_SITES, 2), MEMORY_SITES - 1);
}

Test(memory, one_stack_more_has_no_room)
{
	cr_assert_eq(count_refused(MEMORY_SITES + 1), 1);
	cr_assert_eq(site(1, 2), 0);
}

static const char *
told(enum profile_kind kind, const char *form)
{
	static struct profile p;
	static struct buf text = { .limit = 1u << 20 };

	buf_reset(&text);
	profile_take_memory(&p, kind, m, 2, SAMPLES_ALL);
	profile_form(form, strlen(form))->put(&p, &text);
	profile_free(&p);
	buf_add(&text, "", 1);
	cr_assert(!text.failed);
	return text.bytes;
}

Test(memory, forms_tell_bytes)
{
	uint32_t at = site(0x2000, 1);

	memory_made(row, at, 3, 300);
	memory_gone(row, at, 1, 100);
	cr_assert_str_eq(told(PROFILE_HEAP, "folded"),
	    "worker 0;0x1000 200\n");
	cr_assert_str_eq(told(PROFILE_ALLOCS, "folded"),
	    "worker 0;0x1000 300\n");
	cr_assert_not_null(strstr(told(PROFILE_HEAP, "legacy"),
	    "heap profile:      2:      200 [     2:      200] @ heapprofile\n"
	    "     2:      200 [     2:      200] @ 0x0000000000001000\n\n"
	    "MAPPED_LIBRARIES:\n"));
	cr_assert(strstr(told(PROFILE_HEAP, "svg"),
	    "<title>0x1000: 200 bytes, 100.0%</title>") != NULL);
}

Test(memory, without_a_site_every_form_can_be_told)
{
	static const char *const forms[] = { "pprof", "legacy", "folded",
	    "svg" };
	size_t i;

	for (i = 0; i < 4; i++)
		cr_assert_not_null(told(PROFILE_HEAP, forms[i]));
}
