/*
 * test_traceparent - whose trace a request belongs to
 *
 * The bad cases are those of W3C Trace Context, level 1, and of its test
 * suite.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/traceparent.h"

#define TRACE	"4bf92f3577b34da6a3ce929d0e0e4736"
#define SPAN	"00f067aa0ba902b7"
#define GOOD	"00-" TRACE "-" SPAN "-01"

TestSuite(traceparent);

static bool
reads(const char *text, struct traceparent *out)
{
	return traceparent_read(text, strlen(text), out);
}

Test(traceparent, a_good_one_is_read_and_written_the_same)
{
	struct traceparent t;
	char text[TRACEPARENT_SIZE];

	cr_assert(reads(GOOD, &t));
	cr_assert(t.sampled);
	cr_assert_eq(t.trace_id[0], 0x4b);
	cr_assert_eq(t.span_id[7], 0xb7);
	traceparent_write(&t, text);
	cr_assert_str_eq(text, GOOD);
	cr_assert(reads("00-" TRACE "-" SPAN "-00", &t));
	cr_assert_not(t.sampled);
}

Test(traceparent, flags_that_are_not_known_are_let_go)
{
	struct traceparent t;
	char text[TRACEPARENT_SIZE];

	cr_assert(reads("00-" TRACE "-" SPAN "-ff", &t));
	traceparent_write(&t, text);
	cr_assert_str_eq(text, GOOD);
	cr_assert(reads("00-" TRACE "-" SPAN "-02", &t));
	cr_assert_not(t.sampled);
}

Test(traceparent, a_later_version_may_say_more_behind_a_dash)
{
	struct traceparent t;

	cr_assert(reads("01-" TRACE "-" SPAN "-01", &t));
	cr_assert(reads("cc-" TRACE "-" SPAN "-01-what", &t));
	cr_assert_not(reads("cc-" TRACE "-" SPAN "-01.what", &t));
	cr_assert_not(reads("00-" TRACE "-" SPAN "-01-what", &t));
}

Test(traceparent, what_is_none_is_not_read)
{
	static const char *const bad[] = {
		"", "00", "00-", "-", GOOD " ", " " GOOD, GOOD "-",
		"ff-" TRACE "-" SPAN "-01",		/* not a version */
		"FF-" TRACE "-" SPAN "-01",
		".0-" TRACE "-" SPAN "-01",
		"0-" TRACE "-" SPAN "-01",
		"000-" TRACE "-" SPAN "-01",
		"00-00000000000000000000000000000000-" SPAN "-01",
		"00-" TRACE "-0000000000000000-01",
		"00-4BF92F3577B34DA6A3CE929D0E0E4736-" SPAN "-01",
		"00-.bf92f3577b34da6a3ce929d0e0e4736-" SPAN "-01",
		"00-" TRACE "-.0f067aa0ba902b7-01",
		"00-" TRACE "-" SPAN "-.1",
		"00-" TRACE "-" SPAN "-1",
		"00-" TRACE "-" SPAN "-0A",
		"00-" TRACE "-" SPAN "-001",
		"00-4bf92f3577b34da6a3ce929d0e0e473-" SPAN "-01",
		"00-" TRACE "6-" SPAN "-01",
		"00-" TRACE "-" SPAN "7-01",
		"00_" TRACE "-" SPAN "-01",
		"00-" TRACE "_" SPAN "-01",
		"00-" TRACE "-" SPAN "_01",
	};
	struct traceparent t;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert_not(reads(bad[i], &t), "'%s' was read", bad[i]);
}

Test(traceparent, every_shorter_one_is_none)
{
	struct traceparent t;
	size_t len;

	for (len = 0; len < sizeof GOOD - 1; len++)
		cr_assert_not(traceparent_read(GOOD, len, &t));
	cr_assert(traceparent_read(GOOD, len, &t));
}

static bool
is_state(const char *text)
{
	return tracestate_is_valid(text, strlen(text));
}

Test(traceparent, a_state_is_members_with_commas_between)
{
	cr_assert(is_state("foo=1"));
	cr_assert(is_state("foo=1,bar=2"));
	cr_assert(is_state("foo=1 \t , \t bar=2, \t baz=3"));
	cr_assert(is_state("foo=1,,bar=2,"));
	cr_assert(is_state("fw529a3039@dt=FfAbCdEf,1a-2f@foo=bar"));
	cr_assert(is_state("a/b*c_d-e= !~+"));
	cr_assert_not(is_state(""));
	cr_assert_not(is_state("foo"));
	cr_assert_not(is_state("foo="));
	cr_assert_not(is_state("=1"));
	cr_assert_not(is_state("Foo=1"));
	cr_assert_not(is_state("foo =1"));
	cr_assert_not(is_state("foo@=1,bar=2"));
	cr_assert_not(is_state("@foo=1"));
	cr_assert_not(is_state("foo@@bar=1"));
	cr_assert_not(is_state("foo@bar@baz=1"));
	cr_assert_not(is_state("1foo=1"));
	cr_assert_not(is_state("foo.1=1"));
	cr_assert_not(is_state("foo=bar=baz"));
	cr_assert_not(is_state("foo=\x01"));
	cr_assert_not(is_state("foo=1;bar=2"
	    "\xc3\xa9"));
}

/* `count` of a letter, and =1. */
static const char *
long_key(int letters, const char *system)
{
	static char text[600];

	snprintf(text, sizeof text, "%.*s%s=1", letters,
	    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
	    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
	    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
	    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
	    "z", system);
	return text;
}

Test(traceparent, keys_of_a_state_have_their_lengths)
{
	cr_assert(is_state(long_key(256, "")));
	cr_assert_not(is_state(long_key(257, "")));
	cr_assert(is_state(long_key(241, "@v")));
	cr_assert_not(is_state(long_key(242, "@v")));
	cr_assert(is_state(long_key(1, "@vvvvvvvvvvvvvv")));
	cr_assert_not(is_state(long_key(1, "@vvvvvvvvvvvvvvv")));
}

Test(traceparent, a_state_has_32_members_and_no_more)
{
	char text[512];
	size_t len = 0;
	int i;

	for (i = 0; i < TRACESTATE_MEMBERS; i++)
		len += (size_t)snprintf(text + len, sizeof text - len,
		    "bar%d=%d,", i, i);
	cr_assert(is_state(text));
	snprintf(text + len, sizeof text - len, "one=more");
	cr_assert_not(is_state(text));
}
