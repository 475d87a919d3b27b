/*
 * test_scrub - no secret comes through
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/scrub.h"

static struct scrub s;

static void
becomes(const char *text, const char *clean)
{
	struct buf out;

	buf_init(&out, 10000);
	scrub_text(&s, text, strlen(text), &out);
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, clean, "%s", out.bytes);
	buf_fini(&out);
}

Test(scrub, secret_words_are_left_out_wherever_they_are)
{
	scrub_init(&s, NULL);
	cr_assert(scrub_word(&s, "sesame"));
	cr_assert(scrub_word(&s, "sesame-open"));
	becomes("sesame xsesamex sesam", "(left out) x(left out)x sesam");
	becomes("a sesame-open b", "a (left out) b");
	becomes("sesame", "(left out)");
}

Test(scrub, what_follows_bearer_is_left_out)
{
	scrub_init(&s, NULL);
	becomes("Authorization: Bearer abc.def\nnext",
	    "Authorization: Bearer (left out)\nnext");
	becomes("\"bearer xyz\", 1", "\"bearer (left out)\", 1");
	becomes("Bearer ", "Bearer ");
}

Test(scrub, home_folder_is_a_tilde)
{
	scrub_init(&s, "/home/ann");
	becomes("/home/ann/x /home/anna /home/ann", "~/x /home/anna ~");
	scrub_init(&s, "/");
	becomes("/a/b", "/a/b");
}

Test(scrub, words_have_limits)
{
	char word[SCRUB_WORD + 1] = "";
	int i;

	scrub_init(&s, NULL);
	cr_assert_not(scrub_word(&s, ""));
	memset(word, 'w', SCRUB_WORD);
	cr_assert_not(scrub_word(&s, word));
	word[SCRUB_WORD - 1] = '\0';
	for (i = 0; i < SCRUB_WORDS; i++)
		cr_assert(scrub_word(&s, word));
	cr_assert_not(scrub_word(&s, "one too many"));
}
