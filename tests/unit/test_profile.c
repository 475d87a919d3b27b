/*
 * test_profile - what the samples of a session say, in each form
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>

#include "profile/profile.h"

static struct samples *s;
static struct profile p;
static struct buf out;

static void
make(void)
{
	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(s, MAP_FAILED);
	samples_open(s, 1, SAMPLES_ALL, 10000);
	buf_init(&out, 1u << 20);
}

TestSuite(profile, .init = make);

static __attribute__((noinline)) void
hot(void)
{
	__asm__ volatile("nop; nop; nop; nop");
}

static __attribute__((noinline)) void
caller(void)
{
	hot();
	__asm__ volatile("nop; nop; nop; nop");
}

/* hot() called by caller(), as far in. */
static void
add(uint32_t worker, enum sample_of of, uint64_t cpu_ns)
{
	struct sample *one = samples_slot(s, worker);

	one->depth = 2;
	one->cpu_ns = cpu_ns;
	one->of = of;
	one->anchor = samples_anchor();
	one->frame[0] = (uint64_t)(uintptr_t)hot + 1;
	one->frame[1] = (uint64_t)(uintptr_t)caller + 5;
	samples_publish(one, samples_wanted(s, worker));
}

static const char *
told(const char *form)
{
	profile_take(&p, s, 2, 10);
	profile_form(form, strlen(form))->put(&p, &out);
	buf_add(&out, "", 1);
	cr_assert(!out.failed);
	return out.bytes;
}

Test(profile, equal_stacks_of_a_process_are_one_and_others_apart)
{
	add(0, SAMPLE_WORKER, 10);
	add(1, SAMPLE_WORKER, 10);
	add(0, SAMPLE_JOB, 10);
	add(0, SAMPLE_WORKER, 10);
	cr_assert_str_eq(told("folded"), "worker 0;caller;hot 2\n"
	    "worker 0 job;caller;hot 1\nworker 1;caller;hot 1\n");
	cr_assert_eq(p.stacks, 3);
	cr_assert_eq(p.functions, 2);
}

Test(profile, period_is_the_cpu_time_a_sample)
{
	add(0, SAMPLE_WORKER, 12000000);
	add(0, SAMPLE_SHADOW, 10000000);
	profile_take(&p, s, 2, 10);
	cr_assert_eq(profile_period_ns(&p), 11000000);
}

Test(profile, legacy_form_is_words_and_the_map)
{
	const uint64_t head[] = { 0, 3, 0, 11000, 0, 1, 2,
	    (uint64_t)(uintptr_t)hot + 1, (uint64_t)(uintptr_t)caller + 5,
	    0, 1, 0 };
	const char *text;

	add(0, SAMPLE_WORKER, 11000000);
	text = told("legacy");
	cr_assert_eq(memcmp(text, head, sizeof head), 0);
	cr_assert(strstr(text + sizeof head, "libc") != NULL);
}

Test(profile, flame_graph_has_a_box_a_function)
{
	const char *text;

	add(0, SAMPLE_WORKER, 10000000);
	text = told("svg");
	cr_assert_eq(strncmp(text, "<svg ", 5), 0);
	cr_assert(strstr(text, "<title>hot: 1 samples, 100.0%, 0.01 s</title>")
	    != NULL, "%s", text);
	cr_assert(strstr(text, ">caller</text>") != NULL);
}

Test(profile, without_a_sample_every_form_can_be_told)
{
	static const char *const forms[] = { "pprof", "legacy", "folded",
	    "svg" };
	size_t i;

	for (i = 0; i < 4; i++) {
		told(forms[i]);
		profile_free(&p);
	}
	cr_assert_eq(p.count, 0);
}

Test(profile, there_is_no_other_form)
{
	cr_assert_eq(profile_form("gif", 3), NULL);
	cr_assert_eq(profile_form("sv", 2), NULL);
}
