/*
 * test_otlp - traced requests as OpenTelemetry's JSON
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

#include "err.h"
#include "shm/conns.h"
#include "tracer/otlp.h"

static cJSON *doc;

static void
finish(void)
{
	cJSON_Delete(doc);
}

TestSuite(otlp, .fini = finish);

/* The spans of the document that is made of these. */
static cJSON *
spans_of(const struct span_request *r, uint32_t count)
{
	struct json_out o;
	struct buf out;
	cJSON *spans;
	uint32_t i;

	buf_init(&out, 1u << 20);
	otlp_open(&o, &out, "one");
	for (i = 0; i < count; i++)
		otlp_put(&o, &r[i], 1000);
	otlp_close(&o);
	cJSON_Delete(doc);
	doc = cJSON_ParseWithLength(out.bytes, out.len);
	cr_assert_not_null(doc, "%.*s", (int)out.len, out.bytes);
	buf_fini(&out);
	spans = cJSON_GetArrayItem(cJSON_GetObjectItem(doc,
	    "resourceSpans"), 0);
	spans = cJSON_GetArrayItem(cJSON_GetObjectItem(spans,
	    "scopeSpans"), 0);
	return cJSON_GetObjectItem(spans, "spans");
}

static const char *
text(const cJSON *span, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(span, key));
}

static struct span_request
example(void)
{
	struct span_request r = { .self = { .trace_id = { 1, 2, 0xab },
	    .span_id = { 9 }, .sampled = true }, .time = { 10, 90 },
	    .err = ERR_PARAMS, .door = DOOR_HTTP, .method = "a\"b" };

	r.child[LAYER_parse] = (struct span_time){ 20, 30 };
	return r;
}

Test(otlp, a_request_and_its_layers_are_spans)
{
	struct span_request r = example();
	const cJSON *spans = spans_of(&r, 1), *request, *child;

	cr_assert_eq(cJSON_GetArraySize(spans), 2);
	request = cJSON_GetArrayItem(spans, 0);
	child = cJSON_GetArrayItem(spans, 1);
	cr_assert_str_eq(text(request, "traceId"),
	    "0102ab00000000000000000000000000");
	cr_assert_str_eq(text(request, "spanId"), "0900000000000000");
	cr_assert_null(text(request, "parentSpanId"));
	cr_assert_null(text(request, "traceState"));
	cr_assert_str_eq(text(request, "name"), "a\"b");
	cr_assert_str_eq(text(request, "startTimeUnixNano"), "1010");
	cr_assert_str_eq(text(request, "endTimeUnixNano"), "1090");
	cr_assert_str_eq(text(child, "parentSpanId"), "0900000000000000");
	cr_assert_str_eq(text(child, "name"), "parse");
	cr_assert_str_eq(text(child, "startTimeUnixNano"), "1020");
	cr_assert_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(request,
	    "status"), "code")->valueint, 2);
}

Test(otlp, ids_of_children_are_the_same_again_and_differ)
{
	struct span_request r[2] = { example(), example() };
	const cJSON *spans;

	r[0].child[LAYER_write] = (struct span_time){ 40, 50 };
	r[1] = r[0];
	spans = spans_of(r, 2);
	cr_assert_eq(cJSON_GetArraySize(spans), 6);
	cr_assert_str_eq(text(cJSON_GetArrayItem(spans, 1), "spanId"),
	    text(cJSON_GetArrayItem(spans, 4), "spanId"));
	cr_assert_str_neq(text(cJSON_GetArrayItem(spans, 1), "spanId"),
	    text(cJSON_GetArrayItem(spans, 2), "spanId"));
}

Test(otlp, a_parent_and_a_state_are_told)
{
	struct span_request r = example();
	const cJSON *span;

	r.parent[7] = 0xff;
	strcpy(r.state, "a=1");
	r.err = OK;
	span = cJSON_GetArrayItem(spans_of(&r, 1), 0);
	cr_assert_str_eq(text(span, "parentSpanId"), "00000000000000ff");
	cr_assert_str_eq(text(span, "traceState"), "a=1");
	cr_assert_null(cJSON_GetObjectItem(cJSON_GetObjectItem(span,
	    "status"), "code"));
}

Test(otlp, what_shared_memory_cannot_mean_is_no_harm)
{
	struct span_request r = example();

	r.err = 0xffffffff;
	r.door = 0xff;
	strcpy(r.method, "\xff\xfe");
	cr_assert_eq(cJSON_GetArraySize(spans_of(&r, 1)), 2);
}
