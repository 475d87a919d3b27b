/*
 * decode · from the params value to a method's struct
 *
 * Keys mostly come in the order of the table, or follow it with gaps, so
 * each is looked for from behind the last one on.
 */
#include <assert.h>
#include <string.h>

#include "base/json_quick.h"
#include "bounds.h"
#include "mem.h"
#include "worker/method/method.h"
#include "worker/method/synonym.h"
#include "worker/method/take.h"

static const size_t value_sizes[] = {
#define TYPE(id, ctype, ...)	sizeof(param_##id),
#include "tbl/types.h"
};

static bool
is_named(const struct param *p, const char *name, size_t len)
{
	return p->name_len == len && p->name[0] == name[0] &&
	    memcmp(p->name, name, len) == 0;
}

/* The parameter of a name, looked for from `guess` on and around; or NULL. */
static const struct param *
find_param(const struct method *m, unsigned guess, const char *name,
    size_t len)
{
	const struct param *params = m->params();
	unsigned i;

	for (i = guess; i < m->param_count; i++)
		if (is_named(&params[i], name, len))
			return &params[i];
	for (i = 0; i < guess; i++)
		if (is_named(&params[i], name, len))
			return &params[i];
	return NULL;
}

/* A value that was null, or is given once more, is not there. */
static void
forget(const struct param *p, char *in)
{
	memset(in + p->value, 0, value_sizes[p->type]);
	*(bool *)(in + p->has) = false;
}

/* The value whose first token was just read. */
static enum err
take_param(struct take *t, const struct param *p, char *in)
{
	bool *has = (bool *)(in + p->has);
	enum err err;

	if (*has)
		forget(p, in);
	if (t->token == JSON_NULL)
		return OK;
	t->name = p->name;
	err = take_value(t, (enum param_type)p->type, in + p->value);
	*has = err == OK;
	return err;
}

static enum err
take_request_key(struct take *t)
{
	struct call *c = t->call;
	enum err err;

	t->name = "request_key";
	if ((err = take_name(t, &c->request_key)) != OK)
		return err;
	if (c->request_key[0] == '\0' || strlen(c->request_key) > BOUND_KEY)
		return fail(c, ERR_PARAMS, "parameter 'request_key' must have "
		    "1 to %d bytes", BOUND_KEY);
	return OK;
}

/* Those that belong to every method that works on a project. */
static enum err
take_common(struct take *t, const char *name, size_t len)
{
	struct call *c = t->call;
	enum err err;

	take_next(t);
	if (!(c->method->flags & (READS | EDITS)) || t->token == JSON_NULL)
		return take_skip(t);
	if ((len == 7 && memcmp(name, "project", 7) == 0) ||
	    (len == 5 && memcmp(name, "model", 5) == 0 &&
	    c->method->flags & AGENTS)) {
		t->name = "project";
		return take_name(t, &c->project);
	}
	if (len == 15 && memcmp(name, "expect_revision", 15) == 0) {
		t->name = "expect_revision";
		err = take_revision(t, &c->expect_revision);
		c->expects = err == OK;
		return err;
	}
	if (len == 11 && memcmp(name, "request_key", 11) == 0 &&
	    c->method->flags & EDITS)
		return take_request_key(t);
	return take_skip(t);
}

/* One value for three parameters; its first token was just read. */
static enum err
take_spread(struct take *t, const struct synonym *s,
    const struct param *params[3], char *in)
{
	const char *key;
	enum err err = OK;
	size_t len;
	int part = 0;

	if (t->token != JSON_ARRAY && t->token != JSON_OBJECT)
		return take_wrong(t, "an array of three or an object");
	if (t->token == JSON_ARRAY) {
		while (err == OK && take_next(t) != JSON_ARRAY_END)
			err = part < 3 ? take_param(t, params[part++], in) :
			    take_wrong(t, "an array of three");
		return err;
	}
	while (err == OK && take_next(t) == JSON_KEY) {
		if ((err = take_slice(t, &key, &len)) != OK)
			return err;
		part = synonym_part(s, key, len);
		take_next(t);
		err = part < 0 ? take_skip(t) :
		    take_param(t, params[part], in);
	}
	return err != OK || t->token == JSON_OBJECT_END ? err : take_cut(t);
}

/* The value of a key that is no parameter's own name. */
static enum err
take_synonym(struct take *t, const char *name, size_t len, char *in)
{
	const struct param *params[3];
	const struct synonym *s = synonym_find(t->call->method, name, len,
	    params);

	if (s == NULL)
		return take_common(t, name, len);
	take_next(t);
	if (s->to[1] == NULL)
		return take_param(t, params[0], in);
	if (t->token == JSON_NULL)
		return OK;
	t->name = s->name;
	return take_spread(t, s, params, in);
}

/* A member whose key, the last token, is not that of *next. */
static enum err
take_other(struct take *t, const struct param **next, char *in)
{
	const struct param *p, *params = t->call->method->params();
	const char *name;
	enum err err;
	size_t len;

	if ((err = take_slice(t, &name, &len)) != OK)
		return err;
	p = find_param(t->call->method, (unsigned)(*next - params), name, len);
	if (p == NULL)
		return take_synonym(t, name, len, in);
	*next = p + 1;
	take_next(t);
	return take_param(t, p, in);
}

/* The row behind the last has a key that nothing matches. */
static enum err
take_named(struct take *t, char *in)
{
	const struct param *next = t->call->method->params();
	struct json *j = t->json;
	enum err err = OK;

	while (err == OK) {
		if (json_quick_key(j, &next->key)) {
			t->token = json_quick_number(j);
			err = take_param(t, next++, in);
		} else if (json_quick_end(j)) {
			return OK;
		} else if (take_next(t) == JSON_KEY) {
			err = take_other(t, &next, in);
		} else {
			return t->token == JSON_OBJECT_END ? OK :
			    take_wrong(t, "JSON");
		}
	}
	return err;
}

/* What there is beyond the last parameter is ignored. */
static enum err
take_positional(struct take *t, char *in)
{
	const struct method *m = t->call->method;
	const struct param *params = m->params();
	unsigned i;
	enum err err;

	t->call->positional = true;
	for (i = 0; take_next(t) != JSON_ARRAY_END; i++) {
		err = i < m->param_count && !params[i].named ?
		    take_param(t, &params[i], in) : take_skip(t);
		if (err != OK)
			return err;
	}
	return OK;
}

static enum err
take_params(struct take *t, char *in)
{
	const struct method *m = t->call->method;

	take_next(t);
	if (m->flags & WHOLE)
		return take_param(t, m->params(), in);
	switch (t->token) {
	case JSON_OBJECT:
		return take_named(t, in);
	case JSON_ARRAY:
		return take_positional(t, in);
	case JSON_NULL:
		return OK;
	default:
		t->name = "params";
		return take_wrong(t, "an object or an array");
	}
}

static enum err
fail_missing(struct call *c, const struct param *p)
{
	switch (p->type) {
	case PT_voxels:
		return fail(c, ERR_PARAMS, "Missing %s parameter", p->name);
	case PT_operations:
		return fail(c, ERR_PARAMS, "Must specify operations array");
	case PT_triple:
		return fail(c, ERR_PARAMS,
		    "Parameter '%s' must be an array of 3 integers", p->name);
	default:
		return fail(c, ERR_PARAMS, "Missing required parameter: %s",
		    p->name);
	}
}

static enum err
check_needs(struct call *c, const char *in)
{
	const struct param *p;

	for (p = c->method->params(); p->name != NULL; p++)
		if (p->must && !*(const bool *)(in + p->has))
			return fail_missing(c, p);
	return OK;
}

/* What an alias stands for; the client's own overwrite it. */
static void
take_preset(struct call *c, char *in)
{
	struct json j;
	struct take t = { .call = c, .json = &j };

	json_open(&j, c->preset, strlen(c->preset));
	if (take_params(&t, in) != OK)
		assert(!"a preset of tbl/aliases.h");
}

enum err
method_decode(struct call *c, struct json *j)
{
	struct take t = { .call = c, .json = j };
	const struct method *m = c->method;
	enum err err = OK;
	unsigned outside;
	char *in;

	/* Of a method without parameters too: a handler is given a struct. */
	in = mem_take(c->mem, m->in_size + 1);
	if (in == NULL)
		return fail(c, ERR_TOO_BIG, "the request has no memory left");
	memset(in, 0, m->in_size);
	c->in = in;
	c->project = c->request_key = NULL;
	c->expects = c->positional = c->recalled = false;
	if (c->preset != NULL)
		take_preset(c, in);
	if (j != NULL) {
		outside = j->depth;
		err = take_params(&t, in);
		if (err != OK && err != ERR_PARSE &&
		    take_leave(&t, outside) != OK)
			err = ERR_PARSE;
	}
	if (err == OK && m->needs)
		err = check_needs(c, in);
	return err;
}
