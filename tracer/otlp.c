/*
 * otlp - traced requests as OpenTelemetry's JSON
 */
#include <inttypes.h>
#include <string.h>

#include "err.h"
#include "shm/conns.h"
#include "text.h"
#include "tracer/otlp.h"

#define KIND_INTERNAL	1
#define KIND_SERVER	2
#define STATUS_ERROR	2
#define HEX		(2 * TRACE_ID + 1)	/* bytes of the longer id */

/* What a span of either kind has. */
struct span {
	const struct span_request *request;
	uint8_t		 id[SPAN_ID];
	const uint8_t	*parent;	/* NULL: none */
	const char	*name;
	int		 kind;
	struct span_time time;
};

static const char *const children[SPANS_CHILDREN] = {
#define LAYER(id, each, doc)	#id,
#include "tbl/layers.h"
	"job"
};

static const char *const doors[DOOR_COUNT] = {
	[DOOR_UNKNOWN] = "unknown", [DOOR_JSON] = "json",
	[DOOR_HEADER] = "header", [DOOR_MCPT] = "mcpt",
	[DOOR_MCPB] = "mcpb", [DOOR_HTTP] = "http"
};

static void
put_string(struct json_out *o, const char *key, const char *value)
{
	json_put_key(o, key);
	json_put_text(o, value);
}

static void
put_hex(struct json_out *o, const char *key, const uint8_t *id, size_t len)
{
	char text[HEX];
	size_t i;

	for (i = 0; i < len; i++)
		text_format(text + 2 * i, 3, "%02x", id[i]);
	put_string(o, key, text);
}

static void
put_u64(struct json_out *o, const char *key, uint64_t number)
{
	char text[24];

	text_format(text, sizeof text, "%" PRIu64, number);
	put_string(o, key, text);
}

/* An element of attributes, up to its value. */
static void
open_attribute(struct json_out *o, const char *key)
{
	json_put_object(o);
	put_string(o, "key", key);
	json_put_key(o, "value");
	json_put_object(o);
}

static void
close_attribute(struct json_out *o)
{
	json_put_object_end(o);
	json_put_object_end(o);
}

static void
put_text(struct json_out *o, const char *key, const char *value)
{
	open_attribute(o, key);
	put_string(o, "stringValue", value);
	close_attribute(o);
}

static void
put_number(struct json_out *o, const char *key, int64_t value)
{
	char text[24];

	text_format(text, sizeof text, "%" PRId64, value);
	open_attribute(o, key);
	put_string(o, "intValue", text);
	close_attribute(o);
}

static const struct err_row *
fault_of(const struct span_request *r)
{
	return r->err == OK || r->err >= ERR_COUNT ? NULL :
	    err_row((enum err)r->err);
}

static void
put_attributes(struct json_out *o, const struct span_request *r)
{
	const struct err_row *fault = fault_of(r);

	put_text(o, "rpc.system", "jsonrpc");
	put_text(o, "rpc.method", r->method);
	put_text(o, "goxeld.door", doors[r->door < DOOR_COUNT ? r->door :
	    DOOR_UNKNOWN]);
	if (r->project[0] != '\0')
		put_text(o, "goxeld.project", r->project);
	put_number(o, "goxeld.worker", r->worker);
	put_number(o, "process.pid", r->pid);
	put_number(o, "goxeld.conn", r->conn);
	put_number(o, "goxeld.request.bytes", (int64_t)r->bytes_in);
	put_number(o, "goxeld.reply.bytes", (int64_t)r->bytes_out);
	if (r->attempts > 0)
		put_number(o, "goxeld.attempts", r->attempts);
	if (fault == NULL)
		return;
	put_text(o, "error.type", fault->name);
	put_number(o, "rpc.jsonrpc.error_code", fault->number);
}

static void
put_status(struct json_out *o, const struct err_row *fault)
{
	json_put_key(o, "status");
	json_put_object(o);
	if (fault != NULL) {
		json_put_key(o, "code");
		json_put_int(o, STATUS_ERROR);
		put_string(o, "message", fault->text);
	}
	json_put_object_end(o);
}

/* All but what only the request's own has; it stays open. */
static void
open_span(struct json_out *o, const struct span *s, uint64_t offset)
{
	const struct span_request *r = s->request;

	json_put_object(o);
	put_hex(o, "traceId", r->self.trace_id, TRACE_ID);
	put_hex(o, "spanId", s->id, SPAN_ID);
	if (s->parent != NULL)
		put_hex(o, "parentSpanId", s->parent, SPAN_ID);
	if (r->state[0] != '\0')
		put_string(o, "traceState", r->state);
	json_put_key(o, "flags");
	json_put_int(o, 1);
	put_string(o, "name", s->name);
	json_put_key(o, "kind");
	json_put_int(o, s->kind);
	put_u64(o, "startTimeUnixNano", s->time.begin + offset);
	put_u64(o, "endTimeUnixNano", s->time.end + offset);
}

/* The same for the same request whoever sends it (splitmix64). */
static void
derive_id(const uint8_t parent[SPAN_ID], uint32_t child,
    uint8_t out[SPAN_ID])
{
	uint64_t id;

	memcpy(&id, parent, sizeof id);
	id += (child + 1) * 0x9e3779b97f4a7c15ull;
	id = (id ^ (id >> 30)) * 0xbf58476d1ce4e5b9ull;
	id = (id ^ (id >> 27)) * 0x94d049bb133111ebull;
	id ^= id >> 31;
	id += id == 0;
	memcpy(out, &id, sizeof id);
}

static void
put_child(struct json_out *o, const struct span_request *r, uint32_t child,
    uint64_t offset)
{
	struct span span = { .request = r, .parent = r->self.span_id,
	    .name = children[child], .kind = KIND_INTERNAL,
	    .time = r->child[child] };

	derive_id(r->self.span_id, child, span.id);
	open_span(o, &span, offset);
	json_put_object_end(o);
}

void
otlp_put(struct json_out *o, const struct span_request *r, uint64_t offset)
{
	static const uint8_t none[SPAN_ID];
	struct span span = { .request = r, .name = r->method,
	    .kind = KIND_SERVER, .time = r->time };
	uint32_t i;

	memcpy(span.id, r->self.span_id, sizeof span.id);
	if (memcmp(r->parent, none, sizeof none) != 0)
		span.parent = r->parent;
	open_span(o, &span, offset);
	json_put_key(o, "attributes");
	json_put_array(o);
	put_attributes(o, r);
	json_put_array_end(o);
	put_status(o, fault_of(r));
	json_put_object_end(o);
	for (i = 0; i < SPANS_CHILDREN; i++)
		if (r->child[i].end != 0)
			put_child(o, r, i, offset);
}

void
otlp_open(struct json_out *o, struct buf *out, const char *id)
{
	json_out_open(o, out);
	json_put_object(o);
	json_put_key(o, "resourceSpans");
	json_put_array(o);
	json_put_object(o);
	json_put_key(o, "resource");
	json_put_object(o);
	json_put_key(o, "attributes");
	json_put_array(o);
	put_text(o, "service.name", "goxeld");
	put_text(o, "service.version", GOXELD_VERSION);
	put_text(o, "service.instance.id", id);
	json_put_array_end(o);
	json_put_object_end(o);
	json_put_key(o, "scopeSpans");
	json_put_array(o);
	json_put_object(o);
	json_put_key(o, "scope");
	json_put_object(o);
	put_string(o, "name", "goxeld");
	json_put_object_end(o);
	json_put_key(o, "spans");
	json_put_array(o);
}

void
otlp_close(struct json_out *o)
{
	json_put_array_end(o);
	json_put_object_end(o);
	json_put_array_end(o);
	json_put_object_end(o);
	json_put_array_end(o);
	json_put_object_end(o);
}
