/*
 * inquiry - a request of ours to the client, in the middle of one of its own
 */
#include <inttypes.h>
#include <nettle/memops.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "worker/inquiry.h"
#include "worker/stream.h"

#define MAC		16u
#define PATIENCE_MS	10000u	/* of one wait; each makes a step */
#define WAITS		6u	/* so many, and nobody will answer */
#define ID_DIGITS	16u	/* of the key, and twice of the mac */
#define ID_TEXT		(3 * ID_DIGITS)

/* What is looked for while the connection waits. */
struct waiting {
	uint64_t	 key, until_ms;
};

/* Only step 0 asks, so the place of the request is enough. */
uint64_t
inquiry_key(const struct conn *c)
{
	uint64_t place = conn_cut(c->row)->rx_head * 0x9e3779b97f4a7c15u;

	return (((uint64_t)c->index << 48) ^ ((uint64_t)c->generation << 16) ^
	    place) | 1;
}

static void
sign(const struct agent *a, uint64_t key, uint8_t mac[MAC])
{
	uint64_t words[2] = { key, a->era.session.number };

	session_sign(a->conn->worker->segment->agents->key, words,
	    sizeof words, mac);
}

static void
print_id(const struct agent *a, char out[ID_TEXT + 1])
{
	uint64_t key = inquiry_key(a->conn);
	uint8_t mac[MAC];
	unsigned i;

	sign(a, key, mac);
	snprintf(out, ID_TEXT + 1, "%016" PRIx64, key);
	for (i = 0; i < MAC; i++)
		snprintf(out + ID_DIGITS + 2 * i, 3, "%02x", mac[i]);
}

/* The key of an id of ours to this session; 0: it is none. */
static uint64_t
read_id(const struct agent *a, const char *id)
{
	char digits[ID_DIGITS + 1], said[2 * MAC + 1];
	uint8_t mac[MAC];
	uint64_t key;
	unsigned i;

	if (strlen(id) != ID_TEXT)
		return 0;
	memcpy(digits, id, ID_DIGITS);
	digits[ID_DIGITS] = '\0';
	key = strtoull(digits, NULL, 16);
	sign(a, key, mac);
	for (i = 0; i < MAC; i++)
		snprintf(said + 2 * i, 3, "%02x", mac[i]);
	return memeql_sec(said, id + ID_DIGITS, 2 * MAC) ? key : 0;
}

static enum err
ask(struct agent *a, const char *method, const char *params)
{
	char id[ID_TEXT + 1];
	struct json_out out;
	struct buf text;
	enum err err;

	print_id(a, id);
	buf_init(&text, ANSWER_MAX);
	json_out_open(&out, &text);
	json_put_object(&out);
	json_put_key(&out, "jsonrpc");
	json_put_text(&out, "2.0");
	json_put_key(&out, "id");
	json_put_text(&out, id);
	json_put_key(&out, "method");
	json_put_text(&out, method);
	json_put_key(&out, "params");
	json_put_raw(&out, params, strlen(params));
	json_put_object_end(&out);
	err = text.failed ? ERR_TOO_BIG :
	    stream_send(a->conn, text.bytes, text.len);
	buf_fini(&text);
	return err == OK ? OK : fail(&a->call, err, "the request to the "
	    "client could not be sent");
}

static bool
is_there(struct conn *c, void *what)
{
	const struct waiting *w = what;
	char text[ANSWER_MAX];
	size_t len;

	return clock_ms() >= w->until_ms || answers_get(
	    &c->worker->segment->agents->answers, w->key, text, &len);
}

static enum err
await(struct agent *a)
{
	struct waiting *w = xmalloc(sizeof *w);

	*w = (struct waiting){ inquiry_key(a->conn), clock_ms() + PATIENCE_MS };
	return stream_watch(a->conn, is_there, w);
}

/* Every wait but the first begins with a step of its own, so that waits are
 * counted whoever makes them. */
static enum err
wait_again(struct agent *a)
{
	if (stream_step(a->conn) >= WAITS ||
	    stream_send(a->conn, NULL, 0) != OK)
		return fail(&a->call, ERR_BUSY, "the client did not answer "
		    "within %u s", WAITS * PATIENCE_MS / 1000);
	return await(a);
}

static enum err
judge(struct agent *a, const char *text, size_t len, struct slice *answer)
{
	char *copy = mem_text(a->call.mem, text + 1, len - 1);

	if (copy == NULL)
		return fail(&a->call, ERR_TOO_BIG, "no room for the answer");
	if (text[0] != 'r')
		return fail(&a->call, ERR_REQUEST, "the client answered with "
		    "an error: %.200s", copy);
	*answer = (struct slice){ copy, len - 1 };
	return OK;
}

enum err
inquiry_ask(struct agent *a, const char *method, const char *params,
    struct slice *answer)
{
	char text[ANSWER_MAX];
	size_t len;
	enum err err;

	if (a->conn->row->door != DOOR_HTTP || !a->carrier->streams)
		return fail(&a->call, ERR_REQUEST, "the client does not "
		    "accept text/event-stream, so it cannot be asked");
	if (stream_step(a->conn) == 0) {
		err = ask(a, method, params);
		return err == OK ? await(a) : err;
	}
	if (answers_get(&a->conn->worker->segment->agents->answers,
	    inquiry_key(a->conn), text, &len) && len > 1)
		return judge(a, text, len, answer);
	return wait_again(a);
}

void
inquiry_answer(struct agent *a)
{
	bool failed = a->message.result.at == NULL;
	const struct slice *said = failed ? &a->message.error :
	    &a->message.result;
	const char *id = message_text(&a->message.id, a->call.mem);
	uint64_t key = id == NULL ? 0 : read_id(a, id);
	char *text = mem_take(a->call.mem, said->len + 1);

	if (key == 0 || text == NULL)
		return;
	text[0] = failed ? 'e' : 'r';
	memcpy(text + 1, said->at, said->len);
	answers_put(&a->conn->worker->segment->agents->answers, key, text,
	    said->len + 1);
}
