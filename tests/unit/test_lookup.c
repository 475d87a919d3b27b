#include <criterion/criterion.h>

#include "goxel/lookup.h"

Test(lookup, first_number_of_a_key_stays)
{
	struct lookup l = { 0 };
	uint32_t number = 5;

	cr_assert_not(lookup_number(&l, 77, &number));
	number = 6;
	cr_assert(lookup_number(&l, 77, &number));
	cr_assert_eq(number, 5);
	lookup_change(&l, 77, 9);
	cr_assert(lookup_number(&l, 77, &number));
	cr_assert_eq(number, 9);
	lookup_fini(&l);
}

Test(lookup, many_keys_are_all_found)
{
	struct lookup l = { 0 };
	uint32_t i, number;

	for (i = 0; i < 10000; i++) {
		number = i;
		cr_assert_not(lookup_number(&l, (uint64_t)i * 4096 + 1,
		    &number));
	}
	for (i = 0; i < 10000; i++) {
		cr_assert(lookup_number(&l, (uint64_t)i * 4096 + 1, &number));
		cr_assert_eq(number, i);
	}
	cr_assert_eq(l.count, 10000);
	lookup_fini(&l);
}
