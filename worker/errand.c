/*
 * errand - a command of the stats socket, asked for over HTTP
 */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "log.h"
#include "mem.h"
#include "shm/channel.h"
#include "text.h"
#include "worker/errand.h"
#include "worker/guard.h"
#include "worker/inquiry.h"
#include "worker/stream.h"

#define JSON		"application/json"
#define PATIENCE_MS	5000		/* the master answers at once */

/* The command, without the spaces around it; false: it is none. */
static bool
read_line(const struct admin_request *r, char line[ERRAND_LINE])
{
	const char *at = r->body.at;
	size_t len = r->body.len, i;

	for (; len > 0 && strchr(" \r\n", *at) != NULL; at++)
		len--;
	while (len > 0 && strchr(" \r\n", at[len - 1]) != NULL)
		len--;
	if (len == 0 || len >= ERRAND_LINE)
		return false;
	for (i = 0; i < len; i++)
		if ((unsigned char)at[i] < ' ')
			return false;
	memcpy(line, at, len);
	line[len] = '\0';
	return true;
}

static enum serve
refuse(struct admin_request *r, int status, const char *words)
{
	struct json_out out;

	json_out_open(&out, admin_begin(r, status, JSON));
	json_put_object(&out);
	json_put_key(&out, "error");
	json_put_text(&out, words);
	json_put_object_end(&out);
	return admin_end(r);
}

struct waiting {
	uint64_t	 key, until_ms;
};

static bool
is_answered(struct conn *c, void *what)
{
	const struct waiting *w = what;
	const struct errand *errand = errands_find(
	    c->worker->segment->errands, w->key);

	return errand == NULL || clock_ms() >= w->until_ms ||
	    atomic_load(&errand->state) == ERRAND_DONE;
}

static enum serve
await(struct admin_request *r, const struct errand *errand)
{
	struct waiting *w = xmalloc(sizeof *w);

	*w = (struct waiting){ errand->key,
	    atomic_load(&errand->since_ms) + PATIENCE_MS };
	stream_watch(r->conn, is_answered, w);
	return SERVE_WAIT;
}

static enum serve
ask(struct admin_request *r, const char *line, bool may_all)
{
	struct worker *w = r->conn->worker;
	const struct message told = { .kind = MESSAGE_ERRAND };
	struct errand *errand = errands_ask(w->segment->errands,
	    inquiry_key(r->conn), line, may_all, clock_ms());

	if (errand == NULL)
		return refuse(r, 503, "too many commands are being carried "
		    "out; try again");
	/* If the channel is full, the master looks within a second. */
	channel_send(w->heritage->channel, &told, -1);
	return await(r, errand);
}

static enum serve
tell(struct admin_request *r, struct errand *errand)
{
	enum serve serve;

	buf_add(admin_begin(r, 200, JSON), errand->answer,
	    errand->len < ERRAND_ANSWER ? errand->len : ERRAND_ANSWER);
	serve = admin_end(r);
	errand_forget(errand);
	return serve;
}

/* Go on with a command that was asked for. */
static enum serve
go_on(struct admin_request *r, struct errand *errand)
{
	if (atomic_load(&errand->state) == ERRAND_DONE)
		return tell(r, errand);
	if (clock_ms() < atomic_load(&errand->since_ms) + PATIENCE_MS)
		return await(r, errand);
	return refuse(r, 503, "the master has not answered within 5 s");
}

enum serve
errand_serve(struct admin_request *r)
{
	struct conn *c = r->conn;
	struct errand *errand = errands_find(c->worker->segment->errands,
	    inquiry_key(c));
	char line[ERRAND_LINE];
	const char *why;
	bool may_all;
	int status;

	if (errand != NULL)
		return go_on(r, errand);
	if (!read_line(r, line))
		return refuse(r, 400, "the body must be one command, of at "
		    "most 999 characters");
	if ((status = guard_check_page(r->head, r->bytes, &why)) != 0)
		return refuse(r, status, why);
	status = guard_check_operator(c, r->head, r->bytes, &why);
	may_all = status == 0;
	if (!may_all && strncmp(line, "show ", 5) != 0) {
		log_warnx("over HTTP, refused: %.100s", line);
		return refuse(r, status, why);
	}
	return ask(r, line, may_all);
}
