#include <criterion/criterion.h>
#include <string.h>

#include "worker/mcp/resource.h"
#include "worker/method/docs.h"

static struct mem mem;

static void
begin(void)
{
	mem_init(&mem, 65536, 1 << 20);
}

TestSuite(resource, .init = begin);

/* The URI leads to this row, with these arguments. */
static void
leads(const char *uri, enum method_id id, const char *wanted)
{
	const char *arguments = NULL;
	const struct resource *r = resource_find(uri, &mem, &arguments);

	cr_assert_not_null(r, "%s", uri);
	cr_assert_eq(r->method, &methods[id], "%s", uri);
	cr_assert_str_eq(arguments, wanted);
}

static void
leads_nowhere(const char *uri)
{
	cr_assert_null(resource_find(uri, &mem, NULL), "%s", uri);
}

Test(resource, gaps_become_arguments)
{
	leads("voxel://models", METHOD_read_models, "{}");
	leads("voxel://model/m", METHOD_read_model, "{\"model\":\"m\"}");
	leads("voxel://model/m/render/iso", METHOD_read_render,
	    "{\"model\":\"m\",\"view\":\"iso\"}");
	leads("voxel://docs/guide", METHOD_read_docs,
	    "{\"topic\":\"guide\"}");
}

Test(resource, gaps_are_decoded)
{
	leads("voxel://model/A%20%2f%20b%22", METHOD_read_model,
	    "{\"model\":\"A / b\\\"\"}");
	leads("voxel://model/%c3%A9", METHOD_read_model,
	    "{\"model\":\"\xc3\xa9\"}");
}

Test(resource, nothing_else_is_found)
{
	static const char *const uris[] = {
		"", "voxel://", "voxel://model", "voxel://model/",
		"voxel://models/", "voxel://model/a/b", "voxel://model//x",
		"VOXEL://models", "voxel://model/a?b", "voxel://model/a#b",
		"voxel://model/a b", "voxel://model/%", "voxel://model/%2",
		"voxel://model/%zz", "voxel://model/%00", "voxel://model/%0a",
		"voxel://model/%ff", "voxel://model/..", "voxel://model/%2e%2E",
		"voxel://docs/../models", "voxel://model/m/render/",
		"file:///etc/passwd",
	};
	size_t i;

	for (i = 0; i < sizeof uris / sizeof uris[0]; i++)
		leads_nowhere(uris[i]);
}

Test(resource, uri_as_long_as_the_limit_and_one_beyond)
{
	char uri[RESOURCE_URI + 2];
	const char *arguments;

	memset(uri, 'a', sizeof uri);
	memcpy(uri, "voxel://model/", 14);
	uri[RESOURCE_URI + 1] = '\0';
	leads_nowhere(uri);
	uri[RESOURCE_URI] = '\0';
	cr_assert_not_null(resource_find(uri, &mem, &arguments));
}

Test(resource, what_was_escaped_is_found_again)
{
	struct buf uri;
	char name[256];
	const struct resource *r;
	int i;

	for (i = 1; i < 127; i++)
		name[i - 1] = (char)(i < ' ' ? 'x' : i);
	name[126] = '\0';
	buf_init(&uri, 4096);
	buf_add_text(&uri, "voxel://model/");
	resource_escape(&uri, name);
	buf_add(&uri, "", 1);
	r = resource_find(uri.bytes, &mem, NULL);
	cr_assert_not_null(r, "%s", uri.bytes);
	cr_assert_str_eq(resource_gap(r, uri.bytes, "model", &mem), name);
	cr_assert_null(resource_gap(r, uri.bytes, "view", &mem));
	buf_fini(&uri);
}

Test(resource, every_gap_is_a_parameter_of_its_method)
{
	const struct resource *r;
	const struct param *p;
	int gaps;
	const char *at;

	for (r = resources; r->method != NULL; r++) {
		cr_assert(r->method->flags & AGENTS, "%s", r->uri);
		gaps = resource_has_gap(r, "model");
		for (p = r->method->params(); p->name != NULL; p++)
			gaps += resource_has_gap(r, p->name);
		for (at = r->uri; (at = strchr(at, '{')) != NULL; at++)
			gaps--;
		cr_assert_eq(gaps, 0, "%s", r->uri);
	}
}

Test(resource, every_topic_has_a_text)
{
	const struct doc *doc;
	struct buf text;

	for (doc = docs; doc->topic != NULL; doc++) {
		buf_init(&text, 1 << 20);
		docs_write(doc, &text);
		cr_assert_gt(text.len, 200, "%s", doc->topic);
		cr_assert_eq(memcmp(text.bytes, "# ", 2), 0, "%s",
		    doc->topic);
		buf_fini(&text);
	}
}
