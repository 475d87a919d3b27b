/*
 * subscribers - who wants to be told of what, and what they were told
 */
#include <errno.h>
#include <string.h>

#include "clock.h"
#include "shm/subscribers.h"
#include "text.h"

/* A revision that nothing ever has. */
#define UNTOLD	UINT64_MAX

void
subscribers_init(struct subscribers *s)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&s->lock, &attr);
	pthread_mutexattr_destroy(&attr);
}

void
subscribers_lock(struct subscribers *s)
{
	if (pthread_mutex_lock(&s->lock) == EOWNERDEAD)
		pthread_mutex_consistent(&s->lock);
}

bool
subscribers_try(struct subscribers *s)
{
	int err = pthread_mutex_trylock(&s->lock);

	if (err == EOWNERDEAD)
		pthread_mutex_consistent(&s->lock);
	return err == 0 || err == EOWNERDEAD;
}

void
subscribers_unlock(struct subscribers *s)
{
	pthread_mutex_unlock(&s->lock);
}

static bool
same(const struct subscriber_key *one, const struct subscriber_key *two)
{
	return one->session == two->session && one->conn == two->conn &&
	    one->generation == two->generation && one->listen == two->listen;
}

int
subscribers_find(const struct subscribers *s, const struct subscriber_key *key)
{
	int row;

	for (row = 0; row < SUBSCRIBERS; row++)
		if (same(&s->key[row], key))
			return row;
	return -1;
}

/* Nobody can be told there any more. */
static bool
is_vacant(const struct subscriber_key *key, const struct conns *conns)
{
	const struct conn_row *conn;

	if (key->conn == 0)
		return key->session == 0;
	if (key->conn > conns->count)
		return true;
	conn = &conns->row[key->conn - 1];
	return conn->generation != key->generation ||
	    atomic_load(&conn->state) == CONN_FREE;
}

static int
find_vacant(const struct subscribers *s, const struct conns *conns)
{
	uint64_t now_ms = clock_ms(), oldest = UINT64_MAX;
	int row, found = -1;

	for (row = 0; row < SUBSCRIBERS; row++) {
		if (is_vacant(&s->key[row], conns))
			return row;
		if (s->key[row].session == 0 ||
		    now_ms - s->row[row].used_ms < SUBSCRIBER_IDLE_MS ||
		    s->row[row].used_ms >= oldest)
			continue;
		oldest = s->row[row].used_ms;
		found = row;
	}
	return found;
}

int
subscribers_make(struct subscribers *s, const struct conns *conns,
    const struct subscriber_key *key, const struct told_now *now)
{
	int row = subscribers_find(s, key), list;
	struct subscriber *new;

	if (row >= 0 || (row = find_vacant(s, conns)) < 0)
		return row;
	new = &s->row[row];
	s->key[row] = (struct subscriber_key){ 0 };
	memset(new, 0, sizeof *new);
	new->used_ms = clock_ms();
	for (list = 0; list < TOLD_LISTS; list++)
		new->list[list].stamp.revision = now->list[list];
	/* Last: whoever dies before has made nothing. */
	s->key[row] = *key;
	return row;
}

void
subscribers_drop(struct subscribers *s, int row)
{
	s->key[row] = (struct subscriber_key){ 0 };
}

static bool
is_of(const struct subscriber_key *key, uint32_t index, uint32_t generation)
{
	return key->conn == index + 1 && key->generation == generation;
}

bool
subscribers_has_conn(const struct subscribers *s, uint32_t index,
    uint32_t generation)
{
	int row;

	for (row = 0; row < SUBSCRIBERS; row++)
		if (is_of(&s->key[row], index, generation))
			return true;
	return false;
}

void
subscribers_drop_conn(struct subscribers *s, uint32_t index,
    uint32_t generation)
{
	int row;

	for (row = 0; row < SUBSCRIBERS; row++)
		if (is_of(&s->key[row], index, generation))
			subscribers_drop(s, row);
}

/* How a thing stands; where its project is looked up only when projects came,
 * went or moved. */
static struct stamp
present(struct watched *w, const struct told_now *now)
{
	struct projects *projects = now->projects;
	uint32_t epoch = atomic_load(&projects->epoch);
	const struct project_row *row;

	if (w->name[0] == '\0')
		return (struct stamp){ 0, now->list[TOLD_RESOURCES] };
	if (w->epoch != epoch) {
		w->row = projects_find(projects, w->name);
		w->epoch = epoch;
	}
	if (w->row < 0 || w->row >= BOUND_PROJECTS)
		return (struct stamp){ 0, 0 };
	row = &projects->row[w->row];
	return (struct stamp){ row->generation, atomic_load(&row->revision) };
}

static struct watched *
find_watched(struct subscriber *s, const char *uri)
{
	int i;

	for (i = 0; i < SUBSCRIBER_URIS; i++)
		if (strcmp(s->watched[i].uri, uri) == 0)
			return &s->watched[i];
	return NULL;
}

enum err
subscriber_watch(struct subscriber *s, const char *uri, const char *name,
    const struct told_now *now)
{
	struct watched *w;

	if (strlen(uri) >= SUBSCRIBER_URI || strlen(name) > BOUND_NAME)
		return ERR_TOO_BIG;
	if (find_watched(s, uri) != NULL)
		return OK;
	if ((w = find_watched(s, "")) == NULL)
		return ERR_FULL;
	text_copy(w->name, sizeof w->name, name);
	w->epoch = 0;
	w->told = (struct told){ .event = 0 };
	w->told.stamp = present(w, now);
	text_copy(w->uri, sizeof w->uri, uri);
	return OK;
}

void
subscriber_unwatch(struct subscriber *s, const char *uri)
{
	struct watched *w = *uri != '\0' ? find_watched(s, uri) : NULL;

	if (w != NULL)
		w->uri[0] = '\0';
}

/* What stands at the cursor: wanted, and not as it was told? */
static bool
look(struct subscriber *s, const struct told_now *now, uint32_t at,
    struct news *news)
{
	struct watched *w;

	if (at < TOLD_LISTS) {
		*news = (struct news){ .list = (int)at, .told = &s->list[at],
		    .stamp.revision = now->list[at] };
		if (!(s->wants & 1u << at))
			return false;
	} else {
		w = &s->watched[at - TOLD_LISTS];
		if (w->uri[0] == '\0')
			return false;
		*news = (struct news){ .list = -1, .uri = w->uri,
		    .told = &w->told, .stamp = present(w, now) };
	}
	return news->stamp.revision != news->told->stamp.revision ||
	    news->stamp.generation != news->told->stamp.generation;
}

bool
subscriber_news(struct subscriber *s, const struct told_now *now,
    uint32_t *cursor, struct news *news)
{
	while (*cursor < TOLD_LISTS + SUBSCRIBER_URIS)
		if (look(s, now, (*cursor)++, news))
			return true;
	return false;
}

void
subscriber_told(struct subscriber *s, const struct news *news, uint64_t event)
{
	news->told->stamp = news->stamp;
	news->told->event = event;
	if (event > s->events)
		s->events = event;
}

static void
forget_if_missed(struct told *told, uint64_t event)
{
	if (told->event > event)
		told->stamp.revision = UNTOLD;
}

void
subscriber_missed(struct subscriber *s, uint64_t event)
{
	int i;

	for (i = 0; i < TOLD_LISTS; i++)
		forget_if_missed(&s->list[i], event);
	for (i = 0; i < SUBSCRIBER_URIS; i++)
		if (s->watched[i].uri[0] != '\0')
			forget_if_missed(&s->watched[i].told, event);
}
