/*
 * resource - URIs and what they lead to: the rows of tbl/resources.h
 *
 * A URI is compared with the templates part by part.  What stands in a gap is
 * percent-decoded and becomes a parameter of the row's method, so that only
 * the method's own decoder judges it.  A gap never reaches over a slash, holds
 * neither control characters nor "." or "..", and is never empty.
 */
#ifndef WORKER_MCP_RESOURCE_H
#define WORKER_MCP_RESOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "mem.h"
#include "worker/method/method.h"

#define RESOURCE_URI	1024		/* bytes of one */

struct resource {
	const struct method *method;
	const char	*uri;		/* a template, if it has gaps */
	const char	*name, *title;
	const char	*mime;
	const char	*doc;
};

/* All of them, ended by a row without a method. */
extern const struct resource resources[];

/*
 * The row of a URI, or NULL.  `arguments`: a JSON object with the parameters,
 * in `mem`; may be NULL.
 */
const struct resource *resource_find(const char *uri, struct mem *mem,
	    const char **arguments);

/* The row of a template, letter by letter, or NULL. */
const struct resource *resource_template(const char *uri);

/* A template has this gap. */
bool	 resource_has_gap(const struct resource *r, const char *name);

/*
 * The text in a gap of a URI that resource_find knows, decoded, in `mem`;
 * NULL: there is none of that name.
 */
const char *resource_gap(const struct resource *r, const char *uri,
	    const char *name, struct mem *mem);

/* Append a text as it stands in a URI. */
void	 resource_escape(struct buf *out, const char *text);

/* The items of resources/templates/list, and those of resources/list that
 * never change. */
void	 resource_put_templates(struct json_out *out);
void	 resource_put_fixed(struct json_out *out);

/* One item of resources/list. */
struct resource_item {
	const char	*uri, *name, *title, *mime, *doc;
};

void	 resource_put_item(struct json_out *out,
	    const struct resource_item *item);

#endif
