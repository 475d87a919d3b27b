/*
 * test_samples - where the processes were, while a CPU profile is taken
 */
#include <criterion/criterion.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shm/samples.h"

static struct samples *s;

static void
make(void)
{
	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(s, MAP_FAILED);
}

TestSuite(samples, .init = make);

static bool
add(uint32_t worker, uint32_t depth, uint64_t anchor)
{
	uint64_t session = samples_wanted(s, worker);
	struct sample *one = samples_slot(s, worker);

	if (one == NULL)
		return false;
	one->depth = depth;
	one->cpu_ns = 7;
	one->of = SAMPLE_JOB;
	one->anchor = anchor;
	one->frame[0] = 0x1234;
	samples_publish(one, session);
	return true;
}

Test(samples, nothing_is_wanted_before_somebody_asks)
{
	cr_assert_eq(samples_wanted(s, 0), 0);
}

Test(samples, a_session_is_wanted_of_its_worker_until_its_end)
{
	cr_assert_eq(samples_open(s, 1, 2, 100), OK);
	cr_assert_neq(samples_wanted(s, 2), 0);
	cr_assert_eq(samples_wanted(s, 1), 0);
	usleep(120000);
	cr_assert_eq(samples_wanted(s, 2), 0);
	cr_assert(samples_owned(s, 1), "it is to be fetched still");
}

Test(samples, a_second_session_is_refused_until_the_first_is_closed)
{
	cr_assert_eq(samples_open(s, 1, SAMPLES_ALL, 1), OK);
	usleep(2000);
	cr_assert_eq(samples_open(s, 2, SAMPLES_ALL, 1), ERR_BUSY);
	samples_close(s, 2);
	cr_assert_eq(samples_open(s, 2, SAMPLES_ALL, 1), ERR_BUSY);
	samples_close(s, 1);
	cr_assert_eq(samples_open(s, 2, SAMPLES_ALL, 1), OK);
	cr_assert(samples_owned(s, 2));
	cr_assert(!samples_owned(s, 1));
}

Test(samples, one_is_read_as_it_was_added_and_only_by_its_session)
{
	struct sample out;
	uint32_t lost;

	samples_open(s, 1, SAMPLES_ALL, 1000);
	cr_assert(add(3, 1, samples_anchor()));
	cr_assert_eq(samples_count(s, 3, &lost), 1);
	cr_assert(samples_read(s, 3, 0, &out));
	cr_assert_eq(out.depth, 1);
	cr_assert_eq(out.frame[0], 0x1234);
	cr_assert_eq(out.cpu_ns, 7);
	cr_assert_eq(out.of, SAMPLE_JOB);
	samples_close(s, 1);
	cr_assert_eq(samples_count(s, 3, &lost), 0);
	samples_open(s, 1, SAMPLES_ALL, 1000);
	cr_assert(!samples_read(s, 3, 0, &out));
}

Test(samples, one_that_is_not_whole_or_of_another_binary_is_not_read)
{
	struct sample out;

	samples_open(s, 1, SAMPLES_ALL, 1000);
	cr_assert_neq(samples_slot(s, 0), NULL);
	cr_assert(!samples_read(s, 0, 0, &out));
	cr_assert(add(0, 1, samples_anchor() + 1));
	cr_assert(!samples_read(s, 0, 1, &out));
}

Test(samples, a_depth_beyond_the_frames_is_not_believed)
{
	struct sample out;

	samples_open(s, 1, SAMPLES_ALL, 1000);
	cr_assert(add(0, SAMPLES_FRAMES + 1, samples_anchor()));
	cr_assert(samples_read(s, 0, 0, &out));
	cr_assert_eq(out.depth, SAMPLES_FRAMES);
}

Test(samples, a_buffer_takes_its_slots_and_counts_what_is_beyond)
{
	uint32_t lost, i;

	samples_open(s, 1, SAMPLES_ALL, 10000);
	for (i = 0; i < SAMPLES_SLOTS; i++)
		cr_assert(add(0, 1, samples_anchor()));
	cr_assert_eq(samples_count(s, 0, &lost), SAMPLES_SLOTS);
	cr_assert_eq(lost, 0);
	cr_assert(!add(0, 1, samples_anchor()));
	cr_assert_eq(samples_count(s, 0, &lost), SAMPLES_SLOTS);
	cr_assert_eq(lost, 1);
}
