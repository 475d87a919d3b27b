/*
 * do_discover · the OpenRPC document, made from the tables
 *
 * OpenRPC 1.2.6 (spec.open-rpc.org).  A method that works on a project takes
 * `project` and others by name only, so such methods are described
 * as by-name; that an array of the other parameters works too is for old
 * clients.
 */
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/reply.h"

static void
put_param(struct call *c, const char *name, bool must, const char *doc,
    const char *schema)
{
	reply_item(c);
	reply_text(c, "name", name);
	reply_text(c, "description", doc);
	reply_bool(c, "required", must);
	reply_raw(c, "schema", schema, strlen(schema));
	reply_item_end(c);
}

static void
put_params(struct call *c, const struct method *m)
{
	const struct param *p;

	reply_list(c, "params");
	for (p = m->params(); p->name != NULL; p++)
		put_param(c, p->name, p->must, p->doc, method_schema(p));
	if (m->flags & (READS | EDITS))
		put_param(c, "project", false, "The project to work on; the "
		    "connection's current one, else the server's, if absent.",
		    "{\"type\": \"string\", \"maxLength\": 255}");
	if (m->flags & EDITS) {
		put_param(c, "expect_revision", false, "Refuse with -1035 "
		    "unless the project is at this revision.",
		    "{\"type\": \"integer\", \"minimum\": 0}");
		put_param(c, "request_key", false, "When the request comes "
		    "again with this key, it gets the first result.",
		    "{\"type\": \"string\", \"minLength\": 1, "
		    "\"maxLength\": 128}");
	}
	reply_list_end(c);
}

static void
put_result(struct call *c, const struct method *m)
{
	reply_object(c, "result");
	reply_text(c, "name", "result");
	reply_text(c, "description", m->returns);
	reply_raw(c, "schema", "{}", 2);
	reply_object_end(c);
}

static void
put_method(struct call *c, const struct method *m)
{
	reply_item(c);
	reply_text(c, "name", m->name);
	reply_text(c, "summary", m->doc);
	reply_text(c, "paramStructure",
	    m->flags & (READS | EDITS) ? "by-name" : "either");
	put_params(c, m);
	put_result(c, m);
	reply_item_end(c);
}

enum err
do_rpc_discover(struct call *c, const struct rpc_discover_in *in)
{
	const struct method *m;

	(void)in;
	reply_open(c);
	reply_text(c, "openrpc", "1.2.6");
	reply_object(c, "info");
	reply_text(c, "title", "goxeld");
	reply_text(c, "description", "A voxel modelling server.");
	reply_text(c, "version", GOXELD_VERSION);
	reply_object_end(c);
	reply_list(c, "methods");
	for (m = methods; m->name != NULL; m++)
		put_method(c, m);
	reply_list_end(c);
	return reply_close(c);
}
