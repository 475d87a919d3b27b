/*
 * collector - an OpenTelemetry collector in small
 */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/server/collector.h"
#include "tests/server/harness.h"

#define BODY_MOST	(8u << 20)
#define SPANS_AT	"scopeSpans"

static const cJSON *
first_of(const cJSON *object, const char *key)
{
	return cJSON_GetArrayItem(cJSON_GetObjectItem(object, key), 0);
}

static void
keep(struct collector *c, const char *body)
{
	cJSON *doc = cJSON_Parse(body), *span;
	const cJSON *scope = first_of(first_of(doc, "resourceSpans"),
	    SPANS_AT), *spans = cJSON_GetObjectItem(scope, "spans");

	c->bad += !cJSON_IsArray(spans);
	pthread_mutex_lock(&c->lock);
	cJSON_ArrayForEach(span, spans)
		cJSON_AddItemToArray(c->spans, cJSON_Duplicate(span, true));
	pthread_mutex_unlock(&c->lock);
	cJSON_Delete(doc);
}

/* A whole request in `text`; its body, or NULL: it is not one. */
static const char *
read_request(int fd, char *text)
{
	const char *head = NULL, *length;
	size_t len = 0, size = BODY_MOST;
	ssize_t got;

	while (len < size && (got = read(fd, text + len,
	    BODY_MOST - len)) > 0) {
		len += (size_t)got;
		text[len] = '\0';
		if (head != NULL || (head = strstr(text, "\r\n\r\n")) == NULL)
			continue;
		if ((length = strstr(text, "Content-Length: ")) == NULL ||
		    strncmp(text, "POST /v1/traces HTTP/1.1\r\n", 26) != 0 ||
		    strstr(text, "Content-Type: application/json\r\n") == NULL)
			return NULL;
		size = (size_t)(head + 4 - text) +
		    strtoul(length + 16, NULL, 10);
	}
	return head != NULL && len == size ? head + 4 : NULL;
}

static void
serve(struct collector *c, int fd, char *text)
{
	const char *body = read_request(fd, text);
	char reply[128];

	c->posts++;
	c->bad += body == NULL;
	if (body != NULL && c->status == 200)
		keep(c, body);
	snprintf(reply, sizeof reply, "HTTP/1.1 %d x\r\nContent-Type: "
	    "application/json\r\nContent-Length: 2\r\n\r\n{}", c->status);
	if (write(fd, reply, strlen(reply)) == -1)
		c->bad++;
	close(fd);
}

static void *
run(void *arg)
{
	struct collector *c = arg;
	char *text = malloc(BODY_MOST + 1);
	int fd;

	while ((fd = accept(c->fd, NULL, NULL)) != -1)
		serve(c, fd, text);
	free(text);
	return NULL;
}

void
collector_open(struct collector *c)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;

	*c = (struct collector){ .status = 200,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .spans = cJSON_CreateArray() };
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	cr_assert_eq(bind(c->fd, (struct sockaddr *)&at, len), 0);
	cr_assert_eq(listen(c->fd, 16), 0);
	cr_assert_eq(getsockname(c->fd, (struct sockaddr *)&at, &len), 0);
	c->port = ntohs(at.sin_port);
	cr_assert_eq(pthread_create(&c->thread, NULL, run, c), 0);
}

void
collector_close(struct collector *c)
{
	shutdown(c->fd, SHUT_RDWR);
	pthread_join(c->thread, NULL);
	close(c->fd);
	cJSON_Delete(c->spans);
}

const char *
span_text(const cJSON *span, const char *key)
{
	const char *text = cJSON_GetStringValue(
	    cJSON_GetObjectItem(span, key));

	return text == NULL ? "" : text;
}

const char *
span_attribute(const cJSON *span, const char *key)
{
	const cJSON *each, *value;

	cJSON_ArrayForEach(each, cJSON_GetObjectItem(span, "attributes")) {
		if (strcmp(span_text(each, "key"), key) != 0)
			continue;
		value = cJSON_GetObjectItem(each, "value");
		return value->child->valuestring;
	}
	return NULL;
}

static bool
is_request(const cJSON *span)
{
	return cJSON_GetNumberValue(cJSON_GetObjectItem(span, "kind")) == 2;
}

struct search {
	struct collector *c;
	const char	*trace_id;
	const cJSON	*found;
};

static bool
has_request(const void *what)
{
	struct search *s = (struct search *)(uintptr_t)what;
	const cJSON *span;

	pthread_mutex_lock(&s->c->lock);
	cJSON_ArrayForEach(span, s->c->spans)
		if (is_request(span) && strcmp(span_text(span, "traceId"),
		    s->trace_id) == 0)
			s->found = span;
	pthread_mutex_unlock(&s->c->lock);
	return s->found != NULL;
}

const cJSON *
collector_request(struct collector *c, const char *trace_id)
{
	struct search s = { c, trace_id, NULL };

	cr_assert(soon(has_request, &s, PATIENCE_MS), "no request of trace "
	    "%s came; %u posts, %u bad", trace_id, c->posts, c->bad);
	return s.found;
}

unsigned
collector_count(struct collector *c, const char *name)
{
	const cJSON *span;
	unsigned count = 0;

	pthread_mutex_lock(&c->lock);
	cJSON_ArrayForEach(span, c->spans)
		count += is_request(span) &&
		    strcmp(span_text(span, "name"), name) == 0;
	pthread_mutex_unlock(&c->lock);
	return count;
}

const cJSON *
collector_child(struct collector *c, const cJSON *request, const char *name)
{
	const cJSON *span, *found = NULL;

	pthread_mutex_lock(&c->lock);
	cJSON_ArrayForEach(span, c->spans)
		if (strcmp(span_text(span, "parentSpanId"),
		    span_text(request, "spanId")) == 0 &&
		    strcmp(span_text(span, "name"), name) == 0)
			found = span;
	pthread_mutex_unlock(&c->lock);
	return found;
}

static void
check_id(const cJSON *span, const char *key, size_t digits)
{
	const char *id = span_text(span, key);

	cr_assert(strlen(id) == digits &&
	    strspn(id, "0123456789abcdef") == digits &&
	    strspn(id, "0") < digits, "%s is '%s'", key, id);
}

static void
check_times(const cJSON *span, const cJSON *parent)
{
	long long begin = atoll(span_text(span, "startTimeUnixNano"));
	long long end = atoll(span_text(span, "endTimeUnixNano"));

	cr_assert(begin > 0 && begin <= end, "%s ends before it begins",
	    span_text(span, "name"));
	if (parent == NULL)
		return;
	cr_assert(begin >= atoll(span_text(parent, "startTimeUnixNano")) &&
	    end <= atoll(span_text(parent, "endTimeUnixNano")),
	    "%s is not within %s", span_text(span, "name"),
	    span_text(parent, "name"));
	cr_assert_str_eq(span_text(span, "traceId"),
	    span_text(parent, "traceId"));
}

static void
check_span(struct collector *c, const cJSON *span)
{
	const cJSON *other, *parent = NULL;

	check_id(span, "traceId", 32);
	check_id(span, "spanId", 16);
	cJSON_ArrayForEach(other, c->spans) {
		if (strcmp(span_text(span, "parentSpanId"),
		    span_text(other, "spanId")) == 0)
			parent = other;
		cr_assert(strcmp(span_text(span, "spanId"),
		    span_text(other, "spanId")) != 0 ||
		    (strcmp(span_text(span, "name"),
		    span_text(other, "name")) == 0 &&
		    strcmp(span_text(span, "traceId"),
		    span_text(other, "traceId")) == 0), "two are called %s",
		    span_text(span, "spanId"));
	}
	check_times(span, parent);
	cr_assert(is_request(span) || (parent != NULL && is_request(parent)),
	    "%s has no request", span_text(span, "name"));
}

void
collector_check(struct collector *c)
{
	const cJSON *span;

	cr_assert_eq(c->bad, 0);
	pthread_mutex_lock(&c->lock);
	cJSON_ArrayForEach(span, c->spans)
		check_span(c, span);
	pthread_mutex_unlock(&c->lock);
}
