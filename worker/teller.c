/*
 * teller - notifications of what has changed, to who wants to know
 */
#include <string.h>

#include "base/json.h"
#include "clock.h"
#include "mem.h"
#include "worker/stream.h"
#include "worker/teller.h"

#define LOOK_MS		20	/* between two looks */
#define NOTE		(8u * SUBSCRIBER_URI)	/* bytes of one, at most */

#define ID_KEY		"io.modelcontextprotocol/subscriptionId"

struct told_now
teller_now(const struct worker *w)
{
	const struct segment *s = w->segment;

	return (struct told_now){ .projects = s->projects, .list = {
	    [TOLD_TOOLS] = atomic_load(&s->agents->tools),
	    [TOLD_PROMPTS] = atomic_load(&s->agents->prompts),
	    [TOLD_RESOURCES] = atomic_load(&s->projects->names) } };
}

struct subscriber_key
teller_key(const struct conn *c, const struct slice *listen)
{
	struct subscriber_key key = { .conn = c->index + 1,
	    .generation = c->generation };
	size_t i;

	if (listen == NULL || listen->at == NULL)
		return key;
	key.listen = 0xcbf29ce484222325ull;	/* FNV-1a */
	for (i = 0; i < listen->len; i++)
		key.listen = (key.listen ^ (unsigned char)listen->at[i]) *
		    0x100000001b3ull;
	return key;
}

static void
put_note(struct buf *text, const struct subscriber *s, const struct news *news)
{
	static const char *const methods[TOLD_LISTS] = {
		[TOLD_TOOLS] = "notifications/tools/list_changed",
		[TOLD_PROMPTS] = "notifications/prompts/list_changed",
		[TOLD_RESOURCES] = "notifications/resources/list_changed"
	};
	struct json_out out;

	json_out_open(&out, text);
	json_put_object(&out);
	json_put_key(&out, "jsonrpc");
	json_put_text(&out, "2.0");
	json_put_key(&out, "method");
	json_put_text(&out, news->list >= 0 ? methods[news->list] :
	    "notifications/resources/updated");
	json_put_key(&out, "params");
	json_put_object(&out);
	if (news->list < 0) {
		json_put_key(&out, "uri");
		json_put_text(&out, news->uri);
	}
	if (s->id[0] != '\0') {
		json_put_key(&out, "_meta");
		json_put_object(&out);
		json_put_key(&out, ID_KEY);
		json_put_raw(&out, s->id, strlen(s->id));
		json_put_object_end(&out);
	}
	json_put_object_end(&out);
	json_put_object_end(&out);
}

static enum err
send_note(struct conn *c, const struct subscriber *s, const struct buf *text)
{
	if (c->row->door != DOOR_HTTP)
		return stream_note(c, text->bytes, text->len);
	if (s->id[0] != '\0')
		return stream_send(c, text->bytes, text->len);
	return stream_send_event(c, &(struct stream_event){ s->events + 1, 0,
	    text->bytes, text->len });
}

enum err
teller_tell(struct conn *c, int row)
{
	struct subscriber *s = &c->worker->segment->subscribers->row[row];
	struct told_now now = teller_now(c->worker);
	uint32_t cursor = 0;
	enum err err = OK;
	struct news news;
	struct buf text;

	buf_init(&text, NOTE);
	while (err == OK && subscriber_news(s, &now, &cursor, &news)) {
		buf_reset(&text);
		put_note(&text, s, &news);
		if ((err = send_note(c, s, &text)) == OK)
			subscriber_told(s, &news, s->events + 1);
	}
	buf_fini(&text);
	return err == ERR_EMPTY ? OK : err;
}

/*
 * Streams of HTTP
 */

/* What a stream waits for. */
struct awaited {
	struct subscriber_key key;
	int		 row;
};

static bool
is_over(const struct conn *c, const struct awaited *awaited)
{
	const struct segment *s = c->worker->segment;

	return memcmp(&s->subscribers->key[awaited->row], &awaited->key,
	    sizeof awaited->key) != 0 ||
	    (awaited->key.session != 0 &&
	    agents_ended(s->agents, awaited->key.session));
}

static bool
has_news(struct conn *c, void *what)
{
	struct subscribers *all = c->worker->segment->subscribers;
	struct told_now now = teller_now(c->worker);
	struct awaited *awaited = what;
	struct subscriber *s = &all->row[awaited->row];
	uint32_t cursor = 0;
	struct news news;
	bool some;

	if (!subscribers_try(all))
		return false;
	some = is_over(c, awaited);
	if (!some) {
		s->used_ms = clock_ms();
		some = subscriber_news(s, &now, &cursor, &news);
	}
	subscribers_unlock(all);
	return some;
}

enum err
teller_watch(struct conn *c, const struct subscriber_key *key)
{
	struct awaited *awaited = xcalloc(1, sizeof *awaited);
	struct subscribers *all = c->worker->segment->subscribers;

	awaited->key = *key;
	awaited->row = subscribers_find(all, key);
	/* Forgotten since: it is over at the first look. */
	if (awaited->row < 0)
		awaited->row = 0;
	return stream_watch(c, has_news, awaited);
}

/*
 * Streams of JSON
 */

/* The connection of a row, if it is one of ours that is told between
 * replies. */
static struct conn *
follower(struct worker *w, const struct subscriber_key *key)
{
	struct conn *c;

	if (key->conn == 0 || key->conn > w->segment->conns.count)
		return NULL;
	c = w->conns[key->conn - 1];
	return c != NULL && c->generation == key->generation &&
	    c->row->door != DOOR_HTTP ? c : NULL;
}

/* Returns one that cannot go on, or NULL; *some: there are any. */
static struct conn *
tell_followers(struct worker *w, bool *some)
{
	struct subscribers *all = w->segment->subscribers;
	struct conn *c;
	int row;

	*some = false;
	for (row = 0; row < SUBSCRIBERS; row++) {
		if ((c = follower(w, &all->key[row])) == NULL)
			continue;
		*some = true;
		if (teller_tell(c, row) != OK)
			return c;
	}
	return NULL;
}

static void
on_look(int fd, short what, void *arg)
{
	struct worker *w = arg;
	struct conn *failed;
	bool some;

	(void)fd, (void)what;
	if (!subscribers_try(w->segment->subscribers))
		return;
	failed = tell_followers(w, &some);
	subscribers_unlock(w->segment->subscribers);
	if (failed != NULL)
		conn_close(failed);
	else if (!some)
		event_del(w->lists.tell);
}

void
teller_follow(struct conn *c)
{
	static const struct timeval often = { 0, LOOK_MS * 1000 };
	struct worker *w = c->worker;

	if (c->row->door == DOOR_HTTP)
		return;
	if (w->lists.tell == NULL)
		w->lists.tell = event_new(w->base, -1, EV_PERSIST, on_look, w);
	if (!event_pending(w->lists.tell, EV_TIMEOUT, NULL))
		event_add(w->lists.tell, &often);
}

void
teller_adopt(struct conn *c)
{
	if (subscribers_has_conn(c->worker->segment->subscribers, c->index,
	    c->generation))
		teller_follow(c);
}

void
teller_end(struct conn *c)
{
	struct subscribers *all = c->worker->segment->subscribers;

	if (!subscribers_has_conn(all, c->index, c->generation))
		return;
	subscribers_lock(all);
	subscribers_drop_conn(all, c->index, c->generation);
	subscribers_unlock(all);
}
