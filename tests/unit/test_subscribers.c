#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sys/mman.h>

#include "shm/subscribers.h"

static struct subscribers *all;
static struct projects *projects;
static struct conn_row rows[4];
static struct conns conns = { .row = rows, .count = 4 };
static struct told_now now;
static const struct subscriber_key session = { .session = 7 };

static void *
shared(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	cr_assert_neq(at, MAP_FAILED);
	return at;
}

static void
begin(void)
{
	all = shared(sizeof *all);
	projects = shared(sizeof *projects);
	subscribers_init(all);
	projects_init(projects);
	now = (struct told_now){ .projects = projects };
}

TestSuite(subscribers, .init = begin);

static struct subscriber *
make(void)
{
	int row = subscribers_make(all, &conns, &session, &now);

	cr_assert_geq(row, 0);
	return &all->row[row];
}

static struct project_row *
add_project(const char *name)
{
	bool made;

	return &projects->row[projects_add(projects, name, 0, &made)];
}

/* The URI of the next news, or "". */
static const char *
news_of(struct subscriber *s)
{
	uint32_t cursor = 0;
	struct news news;

	if (!subscriber_news(s, &now, &cursor, &news))
		return "";
	subscriber_told(s, &news, s->events + 1);
	return news.list >= 0 ? "list" : news.uri;
}

Test(subscribers, what_was_there_is_no_news)
{
	struct subscriber *s;

	add_project("a");
	s = make();
	cr_assert_eq(subscriber_watch(s, "u://a", "a", &now), OK);
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, each_change_is_told_once)
{
	struct project_row *p = add_project("a");
	struct subscriber *s = make();

	subscriber_watch(s, "u://a", "a", &now);
	atomic_store(&p->revision, 5);
	cr_assert_str_eq(news_of(s), "u://a");
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, project_that_comes_or_goes_is_news)
{
	struct subscriber *s = make();
	struct project_row *p;

	subscriber_watch(s, "u://a", "a", &now);
	p = add_project("a");
	cr_assert_str_eq(news_of(s), "u://a");
	projects_remove(projects, (uint32_t)(p - projects->row),
	    p->generation);
	cr_assert_str_eq(news_of(s), "u://a");
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, lists_are_told_only_if_wanted)
{
	struct subscriber *s = make();

	now.list[TOLD_TOOLS] = now.list[TOLD_RESOURCES] = 1;
	cr_assert_str_eq(news_of(s), "");
	s->wants = 1u << TOLD_RESOURCES;
	cr_assert_str_eq(news_of(s), "list");
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, what_was_not_seen_is_told_again)
{
	struct project_row *a = add_project("a"), *b = add_project("b");
	struct subscriber *s = make();

	subscriber_watch(s, "u://a", "a", &now);
	subscriber_watch(s, "u://b", "b", &now);
	atomic_store(&a->revision, 1);
	cr_assert_str_eq(news_of(s), "u://a");
	atomic_store(&b->revision, 1);
	cr_assert_str_eq(news_of(s), "u://b");
	subscriber_missed(s, 2);
	cr_assert_str_eq(news_of(s), "");
	subscriber_missed(s, 1);
	cr_assert_str_eq(news_of(s), "u://b");
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, unwatched_is_told_no_more)
{
	struct project_row *p = add_project("a");
	struct subscriber *s = make();

	subscriber_watch(s, "u://a", "a", &now);
	subscriber_unwatch(s, "u://a");
	atomic_store(&p->revision, 1);
	cr_assert_str_eq(news_of(s), "");
}

Test(subscribers, as_many_uris_as_the_limit_and_no_more)
{
	struct subscriber *s = make();
	char uri[SUBSCRIBER_URI + 1];
	int i;

	for (i = 0; i < SUBSCRIBER_URIS; i++) {
		snprintf(uri, sizeof uri, "u://%d", i);
		cr_assert_eq(subscriber_watch(s, uri, "", &now), OK);
	}
	cr_assert_eq(subscriber_watch(s, "u://more", "", &now), ERR_FULL);
	/* One that is watched already is no more. */
	cr_assert_eq(subscriber_watch(s, uri, "", &now), OK);
	subscriber_unwatch(s, uri);
	memset(uri, 'u', SUBSCRIBER_URI);
	uri[SUBSCRIBER_URI] = '\0';
	cr_assert_eq(subscriber_watch(s, uri, "", &now), ERR_TOO_BIG);
	uri[SUBSCRIBER_URI - 1] = '\0';
	cr_assert_eq(subscriber_watch(s, uri, "", &now), OK);
}

Test(subscribers, row_of_a_connection_that_is_gone_is_free)
{
	struct subscriber_key key = { .conn = 1 };
	int row, i;

	rows[0].state = CONN_OWNED;
	for (i = 0; i < SUBSCRIBERS; i++) {
		key.listen = (uint64_t)i;
		cr_assert_eq(subscribers_make(all, &conns, &key, &now), i);
	}
	cr_assert_eq(subscribers_make(all, &conns, &session, &now), -1);
	rows[0].generation++;
	row = subscribers_make(all, &conns, &session, &now);
	cr_assert_eq(row, 0);
	rows[0].generation--;
	subscribers_drop_conn(all, 0, 0);
	cr_assert_eq(subscribers_find(all, &key), -1);
	cr_assert_eq(subscribers_find(all, &session), 0);
}

Test(subscribers, idle_session_makes_room_and_a_busy_one_does_not)
{
	struct subscriber_key key = { .session = 1 };
	int i;

	for (i = 0; i < SUBSCRIBERS; i++) {
		key.session = 1000 + (uint64_t)i;
		subscribers_make(all, &conns, &key, &now);
	}
	cr_assert_eq(subscribers_make(all, &conns, &session, &now), -1);
	all->row[9].used_ms -= SUBSCRIBER_IDLE_MS;
	cr_assert_eq(subscribers_make(all, &conns, &session, &now), 9);
}

Test(subscribers, death_with_the_lock_leaves_it_to_others)
{
	pid_t pid = fork();

	if (pid == 0) {
		subscribers_lock(all);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	cr_assert(subscribers_try(all));
	subscribers_unlock(all);
	subscribers_lock(all);
	subscribers_unlock(all);
}
