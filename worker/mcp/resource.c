/*
 * resource - URIs and what they lead to: the rows of tbl/resources.h
 */
#include <ctype.h>
#include <string.h>

#include "buf.h"
#include "text.h"
#include "worker/mcp/resource.h"
#include "worker/method/docs.h"

#define ARGUMENTS	(4u * RESOURCE_URI)	/* bytes of JSON, at most */

const struct resource resources[] = {
#define RESOURCE(id, uri, name, title, mime, doc)			\
	{ &methods[METHOD_read_##id], uri, name, title, mime, doc },
#include "tbl/resources.h"
	{ .method = NULL }
};

/* A gap of a template and what a URI has in it. */
struct gap {
	const char	*name, *text;
	size_t		 name_len, text_len;
};

/* Letters that stand for themselves (RFC 3986, pchar). */
static bool
is_plain(char c)
{
	return c > ' ' && c < 0x7f && strchr("\"<>\\^`{|}?#/%", c) == NULL;
}

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c == '\0' ? NULL :
	    strchr(digits, tolower((unsigned char)c));

	return at == NULL ? -1 : (int)(at - digits);
}

/* Decode into `out` of len + 1 bytes; false: it may not stand in a gap. */
static bool
decode(const char *text, size_t len, char *out)
{
	const char *end = text + len;
	char *to = out;
	int high, low;

	for (; text < end; text++) {
		if (*text != '%') {
			if (!is_plain(*text))
				return false;
			*to++ = *text;
			continue;
		}
		if (end - text < 3 || (high = hex(text[1])) < 0 ||
		    (low = hex(text[2])) < 0)
			return false;
		*to = (char)(high << 4 | low);
		if ((unsigned char)*to < ' ' || *to == 0x7f)
			return false;
		to++;
		text += 2;
	}
	*to = '\0';
	return to > out && strcmp(out, ".") != 0 && strcmp(out, "..") != 0 &&
	    text_utf8(out, (size_t)(to - out));
}

/* The next gap of a template whose text before it the URI repeats; at the end
 * of both `name` is NULL.  False: they differ. */
static bool
next_gap(const char **template, const char **uri, struct gap *gap)
{
	const char *t = *template, *u = *uri;

	*gap = (struct gap){ 0 };
	while (*t != '\0' && *t != '{')
		if (*t++ != *u++)
			return false;
	if (*t == '{') {
		gap->name = t + 1;
		gap->name_len = strcspn(t + 1, "}");
		gap->text = u;
		gap->text_len = strcspn(u, "/");
		t += gap->name_len + 2;
		u += gap->text_len;
	}
	*template = t;
	*uri = u;
	return gap->name != NULL || *u == '\0';
}

/* Every gap of it, decoded, as a member of a JSON object. */
static bool
match(const struct resource *r, const char *uri, struct json_out *out)
{
	const char *template = r->uri;
	char text[RESOURCE_URI + 1];
	struct gap gap;

	json_put_object(out);
	for (;;) {
		if (!next_gap(&template, &uri, &gap))
			return false;
		if (gap.name == NULL)
			break;
		if (!decode(gap.text, gap.text_len, text))
			return false;
		json_put_name(out, gap.name, gap.name_len);
		json_put_text(out, text);
	}
	json_put_object_end(out);
	return true;
}

const struct resource *
resource_find(const char *uri, struct mem *mem, const char **arguments)
{
	const struct resource *r = NULL;
	struct json_out out;
	struct buf text;
	bool found = false;

	if (strlen(uri) > RESOURCE_URI)
		return NULL;
	buf_init(&text, ARGUMENTS);
	for (r = resources; r->method != NULL; r++) {
		buf_reset(&text);
		json_out_open(&out, &text);
		if ((found = match(r, uri, &out)))
			break;
	}
	if (found && arguments != NULL)
		*arguments = mem_text(mem, text.bytes, text.len);
	found = found && !text.failed &&
	    (arguments == NULL || *arguments != NULL);
	buf_fini(&text);
	return found ? r : NULL;
}

const struct resource *
resource_template(const char *uri)
{
	const struct resource *r = resources;

	while (r->method != NULL && strcmp(r->uri, uri) != 0)
		r++;
	return r->method != NULL ? r : NULL;
}

static bool
is_named(const struct gap *gap, const char *name)
{
	return gap->name_len == strlen(name) &&
	    memcmp(gap->name, name, gap->name_len) == 0;
}

bool
resource_has_gap(const struct resource *r, const char *name)
{
	const char *template = r->uri, *uri = r->uri;
	struct gap gap;

	while (next_gap(&template, &uri, &gap) && gap.name != NULL)
		if (is_named(&gap, name))
			return true;
	return false;
}

const char *
resource_gap(const struct resource *r, const char *uri, const char *name,
    struct mem *mem)
{
	const char *template = r->uri;
	struct gap gap;
	char *text;

	while (next_gap(&template, &uri, &gap) && gap.name != NULL) {
		if (!is_named(&gap, name))
			continue;
		text = mem_take(mem, gap.text_len + 1);
		return text != NULL && decode(gap.text, gap.text_len, text) ?
		    text : NULL;
	}
	return NULL;
}

void
resource_escape(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (is_plain(*text))
			buf_add(out, text, 1);
		else
			buf_add_format(out, "%%%02X", (unsigned char)*text);
	}
}

void
resource_put_item(struct json_out *out, const struct resource_item *item)
{
	json_put_object(out);
	json_put_key(out, "uri");
	json_put_text(out, item->uri);
	json_put_key(out, "name");
	json_put_text(out, item->name);
	if (item->title != NULL) {
		json_put_key(out, "title");
		json_put_text(out, item->title);
	}
	if (item->doc != NULL) {
		json_put_key(out, "description");
		json_put_text(out, item->doc);
	}
	json_put_key(out, "mimeType");
	json_put_text(out, item->mime);
	json_put_object_end(out);
}

static void
put_template(struct json_out *out, const struct resource *r)
{
	json_put_object(out);
	json_put_key(out, "uriTemplate");
	json_put_text(out, r->uri);
	json_put_key(out, "name");
	json_put_text(out, r->name);
	json_put_key(out, "title");
	json_put_text(out, r->title);
	json_put_key(out, "description");
	json_put_text(out, r->doc);
	json_put_key(out, "mimeType");
	json_put_text(out, r->mime);
	json_put_object_end(out);
}

void
resource_put_templates(struct json_out *out)
{
	const struct resource *r;

	for (r = resources; r->method != NULL; r++)
		if (strchr(r->uri, '{') != NULL)
			put_template(out, r);
}

static void
put_doc(struct json_out *out, const struct doc *doc)
{
	char uri[RESOURCE_URI];

	text_format(uri, sizeof uri, "voxel://docs/%s", doc->topic);
	resource_put_item(out, &(struct resource_item){ uri, doc->topic,
	    doc->title, "text/markdown", NULL });
}

void
resource_put_fixed(struct json_out *out)
{
	const struct resource *r;
	const struct doc *doc;

	for (r = resources; r->method != NULL; r++)
		if (strchr(r->uri, '{') == NULL)
			resource_put_item(out, &(struct resource_item){ r->uri,
			    r->name, r->title, r->mime, r->doc });
	for (doc = docs; doc->topic != NULL; doc++)
		put_doc(out, doc);
}
