/*
 * test_screen - cells are cut to their columns, lines to the page
 */
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "client/screen.h"

static struct screen s;

static const char *
line(int number)
{
	return s.line[number].text;
}

Test(screen, cells_are_padded_on_the_side_that_they_ask_for)
{
	screen_reset(&s, 20, 3);
	screen_line(&s, SCREEN_BOLD);
	screen_cell(&s, 4, "ab");
	screen_cell(&s, -4, "cd");
	screen_rest(&s, "end");
	cr_assert_str_eq(line(0), "ab     cd end");
	cr_assert_eq(s.line[0].style, SCREEN_BOLD);
}

Test(screen, text_is_cut_at_cell_and_page)
{
	screen_reset(&s, 8, 1);
	screen_line(&s, SCREEN_PLAIN);
	screen_cell(&s, 3, "abcdef");
	screen_cell(&s, -3, "ghijkl");
	screen_rest(&s, "mnop");
	cr_assert_str_eq(line(0), "abc ghi ");
}

Test(screen, lines_below_the_page_go_nowhere)
{
	screen_reset(&s, 8, 1);
	cr_assert(screen_line(&s, SCREEN_PLAIN));
	screen_rest(&s, "one");
	cr_assert_not(screen_line(&s, SCREEN_PLAIN));
	screen_rest(&s, "two");
	screen_fill(&s);
	cr_assert_str_eq(line(0), "one");
}

Test(screen, what_a_terminal_would_obey_is_a_question_mark)
{
	setlocale(LC_ALL, "C.UTF-8");
	screen_reset(&s, 40, 1);
	screen_line(&s, SCREEN_PLAIN);
	screen_rest(&s, "a\033[2Jb\xff\n\xc2\x9b");
	cr_assert_str_eq(line(0), "a?[2Jb???");
}

Test(screen, wide_characters_take_two_columns)
{
	setlocale(LC_ALL, "C.UTF-8");
	screen_reset(&s, 5, 1);
	screen_line(&s, SCREEN_PLAIN);
	screen_rest(&s, "城城城");
	cr_assert_str_eq(line(0), "城城");
	cr_assert_eq(s.line[0].columns, 4);
}

Test(screen, bar_is_full_by_share)
{
	screen_reset(&s, 40, 2);
	screen_line(&s, SCREEN_PLAIN);
	screen_bar(&s, 8, 0.5);
	screen_bar(&s, 4, 7);
	cr_assert_str_eq(line(0), "####.... #### ");
}

Test(screen, largest_page_is_as_large_as_it_says)
{
	int i;

	screen_reset(&s, SCREEN_WIDTH + 1, SCREEN_HEIGHT + 1);
	for (i = 0; i < SCREEN_HEIGHT; i++) {
		cr_assert(screen_line(&s, SCREEN_PLAIN));
		screen_fill(&s);
	}
	cr_assert_not(screen_line(&s, SCREEN_PLAIN));
	cr_assert_eq(strlen(line(SCREEN_HEIGHT - 1)), SCREEN_WIDTH);
}
