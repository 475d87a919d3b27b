/*
 * agent_subscribe · resources/subscribe, subscriptions/listen, GET streams
 *
 * A session of the legacy era subscribes by single requests and is told on a
 * stream that it opens by GET, or between the replies of its connection.  A
 * modern client says at once what it wants and is told in the reply.
 */
#include <string.h>

#include "text.h"
#include "worker/agent_part.h"
#include "worker/fixture.h"
#include "worker/fixture_reconnect.h"
#include "worker/mcp/resource.h"
#include "worker/stream.h"
#include "worker/teller.h"

#define RETRY_MS	1000	/* a client shall wait before it comes again */
/* Bytes of an acknowledgement: more than its URIs come to. */
#define ACK		(64u * 1024)

#define EVERY_LIST	((1u << TOLD_LISTS) - 1)

/* A URI that may be watched, and the project it is about. */
struct topic {
	const char	*uri, *name;
};

/* What a listen asks for and is given. */
struct filter {
	uint32_t	 wants;		/* bits of enum told_list */
	uint32_t	 count;
	struct topic	 topics[SUBSCRIBER_URIS];
};

static struct subscribers *
all_of(const struct agent *a)
{
	return a->conn->worker->segment->subscribers;
}

/* The legacy client: its session, or its connection. */
static struct subscriber_key
key_of(const struct agent *a)
{
	if (a->conn->row->door == DOOR_HTTP)
		return (struct subscriber_key){
		    .session = a->era.session.number };
	return teller_key(a->conn, NULL);
}

/* Its row, made at need, with the lock held; NULL: there are too many. */
static struct subscriber *
take_row(struct agent *a, const struct subscriber_key *key)
{
	struct worker *w = a->conn->worker;
	struct told_now now = teller_now(w);
	int row = subscribers_make(all_of(a), &w->segment->conns, key, &now);

	return row < 0 ? NULL : &all_of(a)->row[row];
}

static enum err
too_many(struct agent *a)
{
	return fault_set(&a->fault, -32603, a->era.modern ? 503 : 200,
	    "there is no room for more subscriptions now");
}

/* False: nothing can be told of such a URI. */
static bool
find_topic(struct agent *a, const char *uri, struct topic *topic)
{
	const struct resource *r = resource_find(uri, a->call.mem, NULL);

	topic->uri = uri;
	topic->name = "";
	if (fixture_is_resource(a, uri))
		return true;
	if (r == NULL || strlen(uri) >= SUBSCRIBER_URI)
		return false;
	topic->name = resource_gap(r, uri, "model", a->call.mem);
	if (topic->name == NULL)
		topic->name = "";
	return strlen(topic->name) <= BOUND_NAME;
}

/* It is about the list of models, or about one. */
static enum err
watch(struct agent *a, struct subscriber *s, const struct topic *topic)
{
	struct told_now now = teller_now(a->conn->worker);

	return subscriber_watch(s, topic->uri, topic->name, &now);
}

/*
 * Legacy
 */

static enum err
put_empty(struct agent *a)
{
	json_put_object(&a->out);
	agent_put_end(a);
	return OK;
}

static enum err
read_topic(struct agent *a, struct topic *topic)
{
	const char *uri = message_text(&a->message.params.uri, a->call.mem);

	if (a->era.bare)
		return fault_set(&a->fault, MCP_BAD_REQUEST, 400,
		    "only a session can subscribe: call initialize");
	if (uri == NULL)
		return agent_bad_params(a, "params.uri must be a URI");
	if (!find_topic(a, uri, topic))
		return fault_set(&a->fault, MCP_NO_RESOURCE, 200,
		    "there is no such resource; resources/list tells those "
		    "there are");
	return OK;
}

enum err
agent_subscribe(struct agent *a)
{
	struct subscriber_key key = key_of(a);
	struct subscriber *s;
	struct topic topic;
	enum err err;

	if ((err = read_topic(a, &topic)) != OK)
		return err;
	subscribers_lock(all_of(a));
	s = take_row(a, &key);
	err = s != NULL ? watch(a, s, &topic) : ERR_FULL;
	if (s != NULL && key.session != 0)
		s->used_ms = a->conn->row->active_ms;
	subscribers_unlock(all_of(a));
	if (err != OK)
		return too_many(a);
	if (key.conn != 0)
		teller_follow(a->conn);
	return put_empty(a);
}

enum err
agent_unsubscribe(struct agent *a)
{
	struct subscriber_key key = key_of(a);
	struct topic topic;
	enum err err;
	int row;

	if ((err = read_topic(a, &topic)) != OK)
		return err;
	subscribers_lock(all_of(a));
	if ((row = subscribers_find(all_of(a), &key)) >= 0)
		subscriber_unwatch(&all_of(a)->row[row], topic.uri);
	subscribers_unlock(all_of(a));
	return put_empty(a);
}

/* Initialized, and no HTTP: it is told of lists from now on, if there is
 * room. */
void
agent_follow(struct agent *a)
{
	struct subscriber_key key = key_of(a);
	struct subscriber *s;

	if (key.conn == 0 || a->era.modern)
		return;
	subscribers_lock(all_of(a));
	if ((s = take_row(a, &key)) != NULL)
		s->wants = EVERY_LIST;
	subscribers_unlock(all_of(a));
	if (s != NULL)
		teller_follow(a->conn);
}

/* The first event: an id to come again with. */
static enum err
open_stream(struct agent *a, struct subscriber *s)
{
	const struct slice *last = &a->carrier->last_event;
	char text[32];
	int64_t event;

	text_format(text, sizeof text, "%.*s", (int)last->len, last->at);
	if (last->at != NULL && text_integer(text, 0, INT64_MAX, &event))
		subscriber_missed(s, (uint64_t)event);
	if (a->era.session.version < MCP_2025_11_25)
		return stream_send(a->conn, NULL, 0);
	return stream_send_event(a->conn, &(struct stream_event){
	    .id = s->events, .retry_ms = RETRY_MS, .json = "" });
}

enum err
agent_stream(struct agent *a)
{
	struct subscriber_key key = key_of(a);
	struct conn *c = a->conn;
	struct subscriber *s;
	enum err err = OK;

	if (!stream_is_open(c))
		fixture_reconnect_resume(a);
	subscribers_lock(all_of(a));
	if ((s = take_row(a, &key)) != NULL) {
		s->wants = EVERY_LIST;
		s->used_ms = c->row->active_ms;
		if (!stream_is_open(c))
			err = open_stream(a, s);
		if (err == OK)
			err = teller_tell(c, (int)(s - all_of(a)->row));
	}
	subscribers_unlock(all_of(a));
	if (s == NULL)
		return too_many(a);
	return err != OK ? err : teller_watch(c, &key);
}

/*
 * Modern
 */

static enum err
read_uris(struct agent *a, const struct slice *list, struct filter *filter)
{
	struct json j = message_json(list);
	enum json_token token;
	struct topic topic;
	char *uri;

	if (json_next(&j) != JSON_ARRAY)
		return agent_bad_params(a, "resourceSubscriptions must be an "
		    "array of URIs");
	while ((token = json_next(&j)) == JSON_STRING) {
		if ((uri = mem_take(a->call.mem, (size_t)j.len + 1)) == NULL)
			break;
		json_unescape(j.text, j.len, uri);
		if (filter->count < SUBSCRIBER_URIS &&
		    find_topic(a, uri, &topic))
			filter->topics[filter->count++] = topic;
	}
	return token == JSON_ARRAY_END ? OK : agent_bad_params(a,
	    "resourceSubscriptions must be an array of URIs");
}

static bool
is_true(const struct slice *object, const char *key)
{
	struct slice value = message_member(object, key);

	return value.len == 4 && memcmp(value.at, "true", 4) == 0;
}

/* What lists can change: those of tools and prompts only with fixtures. */
static const struct {
	const char	*key;
	bool		 fixed;
} list_keys[TOLD_LISTS] = {
	[TOLD_TOOLS] = { "toolsListChanged", true },
	[TOLD_PROMPTS] = { "promptsListChanged", true },
	[TOLD_RESOURCES] = { "resourcesListChanged", false }
};

static enum err
read_filter(struct agent *a, struct filter *filter)
{
	const struct slice *asked = &a->message.params.notifications;
	bool fixtures = a->conn->worker->config->mcp_fixtures;
	struct slice uris = message_member(asked, "resourceSubscriptions");
	int list;

	*filter = (struct filter){ 0 };
	if (asked->at == NULL || asked->at[0] != '{')
		return agent_bad_params(a, "params.notifications must be an "
		    "object");
	for (list = 0; list < TOLD_LISTS; list++)
		if (is_true(asked, list_keys[list].key) &&
		    (fixtures || !list_keys[list].fixed))
			filter->wants |= 1u << list;
	return uris.at != NULL ? read_uris(a, &uris, filter) : OK;
}

static void
put_filter(struct json_out *out, const struct filter *filter)
{
	uint32_t i;

	json_put_object(out);
	for (i = 0; i < TOLD_LISTS; i++) {
		if (!(filter->wants & 1u << i))
			continue;
		json_put_key(out, list_keys[i].key);
		json_put_bool(out, true);
	}
	if (filter->count > 0) {
		json_put_key(out, "resourceSubscriptions");
		json_put_array(out);
		for (i = 0; i < filter->count; i++)
			json_put_text(out, filter->topics[i].uri);
		json_put_array_end(out);
	}
	json_put_object_end(out);
}

static void
put_ack(struct agent *a, const struct filter *filter, struct json_out *out)
{
	const struct slice *id = &a->message.id;

	json_put_object(out);
	json_put_key(out, "jsonrpc");
	json_put_text(out, "2.0");
	json_put_key(out, "method");
	json_put_text(out, "notifications/subscriptions/acknowledged");
	json_put_key(out, "params");
	json_put_object(out);
	json_put_key(out, "_meta");
	json_put_object(out);
	json_put_key(out, "io.modelcontextprotocol/subscriptionId");
	json_put_raw(out, id->at, id->len);
	json_put_object_end(out);
	json_put_key(out, "notifications");
	put_filter(out, filter);
	json_put_object_end(out);
	json_put_object_end(out);
}

/* Its row in shared memory, with all that it wants. */
static enum err
fill_row(struct agent *a, const struct subscriber_key *key,
    const struct filter *filter)
{
	const struct slice *id = &a->message.id;
	struct subscriber *s = take_row(a, key);
	enum err err = OK;
	uint32_t i;

	if (s == NULL)
		return ERR_FULL;
	memcpy(s->id, id->at, id->len);
	s->wants = filter->wants;
	for (i = 0; err == OK && i < filter->count; i++)
		err = watch(a, s, &filter->topics[i]);
	return err;
}

/* The acknowledgement is all there is to answer at once. */
static enum err
listen_on_line(struct agent *a, const struct filter *filter)
{
	a->plan.style = STYLE_BARE;
	answer_begin(a->conn, &a->out, &a->plan);
	put_ack(a, filter, &a->out);
	teller_follow(a->conn);
	return OK;
}

static enum err
acknowledge(struct agent *a, const struct filter *filter)
{
	struct json_out out;
	struct buf text;
	enum err err;

	buf_init(&text, ACK);
	json_out_open(&out, &text);
	put_ack(a, filter, &out);
	err = text.failed ? ERR_IO :
	    stream_send(a->conn, text.bytes, text.len);
	buf_fini(&text);
	return err;
}

static enum err
listen_on_stream(struct agent *a, const struct subscriber_key *key,
    const struct filter *filter)
{
	struct conn *c = a->conn;
	enum err err = OK;
	int row;

	if (!stream_is_open(c))
		err = acknowledge(a, filter);
	subscribers_lock(all_of(a));
	row = subscribers_find(all_of(a), key);
	if (err == OK && row >= 0)
		err = teller_tell(c, row);
	subscribers_unlock(all_of(a));
	return err != OK ? err : teller_watch(c, key);
}

enum err
agent_listen(struct agent *a)
{
	struct subscriber_key key = teller_key(a->conn, &a->message.id);
	struct filter filter;
	enum err err;

	if ((err = read_filter(a, &filter)) != OK)
		return err;
	if (a->message.id.len >= SUBSCRIBER_ID)
		return agent_bad_params(a, "the id of a listen must be "
		    "shorter");
	if (a->conn->row->door == DOOR_HTTP && !a->carrier->streams)
		return fault_set(&a->fault, MCP_BAD_REQUEST, 406,
		    "Accept must list text/event-stream");
	subscribers_lock(all_of(a));
	err = fill_row(a, &key, &filter);
	subscribers_unlock(all_of(a));
	if (err != OK)
		return too_many(a);
	return a->conn->row->door == DOOR_HTTP ?
	    listen_on_stream(a, &key, &filter) : listen_on_line(a, &filter);
}

bool
agent_unlisten(struct agent *a, const struct slice *id)
{
	struct subscriber_key key = teller_key(a->conn, id);
	int row;

	subscribers_lock(all_of(a));
	if ((row = subscribers_find(all_of(a), &key)) >= 0)
		subscribers_drop(all_of(a), row);
	subscribers_unlock(all_of(a));
	return row >= 0;
}

/*
 * Logging
 */

/* The server itself logs nothing to its clients: there is no level to keep. */
enum err
agent_set_level(struct agent *a)
{
	static const char *const levels[] = { "debug", "info", "notice",
	    "warning", "error", "critical", "alert", "emergency" };
	const char *level = message_text(&a->message.params.level,
	    a->call.mem);
	size_t i;

	for (i = 0; level != NULL && i < sizeof levels / sizeof *levels; i++)
		if (strcmp(level, levels[i]) == 0)
			return put_empty(a);
	return agent_bad_params(a, "params.level must be debug, info, notice, "
	    "warning, error, critical, alert or emergency");
}
