/*
 * request - one request, one reply
 *
 * On a terminal the result is indented; into a pipe or file it goes exactly
 * as the server sent it.  An error goes to standard error, with status 1.
 */
#include <sys/stat.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "bounds.h"
#include "client/request.h"
#include "client/pretty.h"
#include "client/quit.h"

#define WORDS	2048		/* bytes of an error shown */

static void
skip_space(struct json *j)
{
	while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' ||
	    *j->at == '\n' || *j->at == '\r'))
		j->at++;
}

/* Quit, with words, unless `text` is one JSON object or array. */
static void
check_json(const char *text, size_t len)
{
	enum json_token first;
	struct json j;

	json_open(&j, text, len);
	first = json_next(&j);
	if (first == JSON_MORE)
		quit("the parameters end too early: %s", text);
	if (first == JSON_BAD)
		quit("the parameters are not JSON: %s", j.why);
	if (first != JSON_OBJECT && first != JSON_ARRAY)
		quit("parameters are an object {...} or an array [...], "
		    "not: %s", text);
	switch (json_skip(&j, first)) {
	case OK:
		break;
	case ERR_EMPTY:
		quit("the parameters end too early: %s", text);
	default:
		quit("the parameters are not JSON at byte %td: %s",
		    j.at - text, j.why);
	}
	skip_space(&j);
	if (j.at != j.end)
		quit("something follows the parameters: %s", j.at);
}

void
request_write(struct buf *out, unsigned long id, const char *method,
    const char *params)
{
	struct json_out o;

	json_out_open(&o, out);
	json_put_object(&o);
	json_put_key(&o, "jsonrpc");
	json_put_text(&o, "2.0");
	json_put_key(&o, "id");
	json_put_int(&o, (int64_t)id);
	json_put_key(&o, "method");
	json_put_text(&o, method);
	if (params != NULL) {
		json_put_key(&o, "params");
		json_put_raw(&o, params, strlen(params));
	}
	json_put_object_end(&o);
	buf_add(out, "\n", 1);
}

void
request_ask(struct link *link, const char *method, const char *params,
    struct outcome *outcome)
{
	struct buf out;
	size_t len;
	char *line;

	buf_init(&out, BOUND_REQUEST);
	request_write(&out, 1, method, params);
	if (out.failed)
		quit("this request is larger than a server takes (%u MiB)",
		    BOUND_REQUEST >> 20);
	if (!link_send(link, out.bytes, out.len))
		quit("sending the request: %s", strerror(errno));
	buf_fini(&out);
	if ((line = link_line(link, &len)) == NULL)
		quit("the server closed the connection without an answer");
	if (!outcome_read(outcome, line, len))
		quit("this is no JSON-RPC reply: %.*s",
		    (int)(len < 200 ? len : 200), line);
}

/* Everything on standard input. */
static void
read_input(struct buf *b)
{
	char *room;
	ssize_t n;

	for (;;) {
		if ((room = buf_room(b, 64 << 10)) == NULL)
			quit("standard input is larger than a server takes "
			    "(%u MiB)", BOUND_REQUEST >> 20);
		n = read(STDIN_FILENO, room, 64 << 10);
		if (n == -1)
			quit("standard input: %s", strerror(errno));
		if (n == 0)
			break;
		b->len += (size_t)n;
	}
	buf_add(b, "", 1);
}

static void
show(const struct slice *result)
{
	if (isatty(STDOUT_FILENO)) {
		pretty_print(stdout, result->at, result->len);
		return;
	}
	fwrite(result->at, 1, result->len, stdout);
	fputc('\n', stdout);
}

static int
ask_and_show(const struct target *target, const char *method,
    const char *params)
{
	struct outcome outcome;
	struct link link;
	char words[WORDS];

	link_open(&link, target);
	request_ask(&link, method, params, &outcome);
	if (outcome.error.at != NULL) {
		outcome_error(&outcome.error, words, sizeof words);
		complain("%s: %s", method, words);
	} else
		show(&outcome.result);
	link_close(&link);
	return outcome.error.at != NULL;
}

int
request_command(const struct target *target, int argc, char **argv)
{
	const char *params = NULL;
	struct buf input;
	int status;

	if (argc < 2 || argc > 3)
		quit("usage: goxelctl call METHOD [PARAMS|-]");
	buf_init(&input, BOUND_REQUEST);
	if (argc == 3)
		params = argv[2];
	if (params != NULL && strcmp(params, "-") == 0) {
		read_input(&input);
		params = input.bytes;
	}
	if (params != NULL)
		check_json(params, strlen(params));
	status = ask_and_show(target, argv[1], params);
	buf_fini(&input);
	return status;
}
