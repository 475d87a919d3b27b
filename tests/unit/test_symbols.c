/*
 * test_symbols - the names of functions, by addresses of this process
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "profile/symbols.h"
#include "tests/skip.h"

static struct symbols s;
static char name[SYMBOLS_NAME];

static void
open_symbols(void)
{
	symbols_open(&s);
}

static void
close_symbols(void)
{
	symbols_close(&s);
}

TestSuite(symbols, .init = open_symbols, .fini = close_symbols);

static __attribute__((noinline)) int
nobody_else_sees_this(int n)
{
	return n * 3;
}

Test(symbols, a_static_function_has_its_name)
{
	volatile int three = nobody_else_sees_this(1);

	(void)three;
	cr_assert(symbols_name(&s,
	    (uint64_t)(uintptr_t)nobody_else_sees_this + 1, name));
	cr_assert_str_eq(name, "nobody_else_sees_this");
}

Test(symbols, a_function_of_a_library_is_named_and_not_ours)
{
	uint64_t address = (uint64_t)(uintptr_t)qsort;

	/* In this program it may be a stub that leads there. */
	if (symbols_name(&s, address, name))
		skip("the program has a qsort of its own");
	cr_assert(strstr(name, "qsort") != NULL, "%s", name);
}

Test(symbols, an_address_of_nothing_is_told_as_it_is)
{
	cr_assert(!symbols_name(&s, 0x10, name));
	cr_assert_str_eq(name, "0x10");
}
