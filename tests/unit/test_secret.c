#include <sys/stat.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "master/secret.h"
#include "text.h"

static struct master m;
static char file[64];

static void
start(void)
{
	char dir[] = "/tmp/goxeld-secret.XXXXXX";

	cr_assert_not_null(mkdtemp(dir));
	cr_assert_eq(segment_make(&m.segment, 1), OK);
	text_copy(m.config.data_dir, CONFIG_TEXT, dir);
	snprintf(file, sizeof file, "%s/mcp.key", dir);
	m.segment.keeping->on = true;
}

static void
finish(void)
{
	unlink(file);
	rmdir(m.config.data_dir);
	segment_close(&m.segment);
}

TestSuite(secret, .init = start, .fini = finish);

/* What it is after another start. */
static void
open_anew(uint8_t key[AGENTS_KEY])
{
	memset(m.segment.agents->key, 0, AGENTS_KEY);
	secret_open(&m);
	memcpy(key, m.segment.agents->key, AGENTS_KEY);
}

Test(secret, restart_finds_the_same)
{
	uint8_t one[AGENTS_KEY], two[AGENTS_KEY], none[AGENTS_KEY] = { 0 };
	struct stat st;

	open_anew(one);
	cr_assert_neq(memcmp(one, none, AGENTS_KEY), 0);
	cr_assert_eq(stat(file, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	open_anew(two);
	cr_assert_eq(memcmp(one, two, AGENTS_KEY), 0);
}

Test(secret, half_of_one_is_made_anew)
{
	uint8_t one[AGENTS_KEY], two[AGENTS_KEY], three[AGENTS_KEY];

	open_anew(one);
	cr_assert_eq(truncate(file, AGENTS_KEY / 2), 0);
	open_anew(two);
	cr_assert_neq(memcmp(one, two, AGENTS_KEY), 0);
	open_anew(three);
	cr_assert_eq(memcmp(two, three, AGENTS_KEY), 0);
}

Test(secret, without_a_data_folder_nothing_is_written)
{
	uint8_t one[AGENTS_KEY], two[AGENTS_KEY];

	m.segment.keeping->on = false;
	open_anew(one);
	open_anew(two);
	cr_assert_neq(memcmp(one, two, AGENTS_KEY), 0);
	cr_assert_eq(access(file, F_OK), -1);
}
