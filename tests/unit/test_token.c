#include <sys/stat.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "master/token.h"

#define GOOD	"0123456789abcdef"

static char path[] = "/tmp/goxeld-token.XXXXXX";
static char token[BEARER_MAX], why[MASTER_WHY];

static void
start(void)
{
	int fd = mkstemp(path);

	cr_assert_neq(fd, -1);
	close(fd);
}

static void
finish(void)
{
	unlink(path);
}

TestSuite(token, .init = start, .fini = finish);

static enum err
read_text(const char *text, mode_t mode)
{
	FILE *f = fopen(path, "we");

	fputs(text, f);
	fclose(f);
	chmod(path, mode);
	return token_read("http_token_file", path, token, why);
}

Test(token, it_is_the_first_line)
{
	cr_assert_eq(read_text(GOOD "\r\nmore\n", 0400), OK, "%s", why);
	cr_assert_str_eq(token, GOOD);
	cr_assert_eq(read_text(GOOD "0", 0640), OK, "%s", why);
	cr_assert_str_eq(token, GOOD "0");
}

Test(token, without_a_file_there_is_none)
{
	cr_assert_eq(token_read("http_token_file", "", token, why), OK);
	cr_assert_str_eq(token, "");
}

Test(token, shortest_and_longest_are_taken_and_no_others)
{
	char text[BEARER_MAX + 1];

	memset(text, 'a', sizeof text);
	text[15] = '\0';
	cr_assert_eq(read_text(text, 0600), ERR_PARAMS);
	text[15] = 'a';
	text[16] = '\0';
	cr_assert_eq(read_text(text, 0600), OK);
	text[16] = 'a';
	text[BEARER_MAX - 2] = '\n';
	text[BEARER_MAX - 1] = '\0';
	cr_assert_eq(read_text(text, 0600), OK, "%s", why);
	cr_assert_eq(strlen(token), BEARER_MAX - 2);
	text[BEARER_MAX - 2] = 'a';
	text[BEARER_MAX - 1] = '\n';
	text[BEARER_MAX] = '\0';
	cr_assert_eq(read_text(text, 0600), ERR_PARAMS);
}

Test(token, what_others_could_know_is_refused_without_telling_it)
{
	static const mode_t modes[] = { 0604, 0602, 0601, 0620 };
	size_t i;

	for (i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		cr_expect_eq(read_text(GOOD, modes[i]), ERR_PARAMS, "%o",
		    modes[i]);
		cr_expect_null(strstr(why, GOOD));
		cr_expect_not_null(strstr(why, path));
	}
	cr_expect_eq(read_text(GOOD " x", 0600), ERR_PARAMS);
	cr_expect_null(strstr(why, GOOD));
	cr_expect_eq(token_read("admin_token_file", "/", token, why),
	    ERR_PARAMS);
	cr_expect_not_null(strstr(why, "admin_token_file"));
	cr_expect_eq(token_read("http_token_file", "/none/there", token, why),
	    ERR_PARAMS);
}

Test(token, new_one_holds_for_every_worker_at_once)
{
	static struct bearer bearer;

	cr_assert_str_eq(bearer_get(&bearer), "");
	read_text(GOOD, 0600);
	bearer_set(&bearer, token);
	cr_assert_str_eq(bearer_get(&bearer), GOOD);
	memset(token, 0, sizeof token);
	bearer_set(&bearer, token);
	cr_assert_str_eq(bearer_get(&bearer), "");
}
