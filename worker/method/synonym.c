/*
 * synonym - other names of parameters
 */
#include <string.h>

#include "worker/method/synonym.h"

static const struct synonym synonyms[] = {
#define RENAMED(name, to)		{ #name, { #to } },
#define SPREAD(name, a, b, c)		{ #name, { #a, #b, #c } },
#include "tbl/synonyms.h"
	{ 0 }
};

static bool
is(const char *name, const char *text, size_t len)
{
	return strlen(name) == len && memcmp(name, text, len) == 0;
}

static const struct param *
param_named(const struct method *m, const char *name)
{
	const struct param *p;

	for (p = m->params(); p->name != NULL; p++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

static bool
fits(const struct synonym *s, const struct method *m,
    const struct param *params[3])
{
	int i;

	for (i = 0; i < 3 && s->to[i] != NULL; i++)
		if ((params[i] = param_named(m, s->to[i])) == NULL)
			return false;
	return true;
}

const struct synonym *
synonym_find(const struct method *m, const char *name, size_t len,
    const struct param *params[3])
{
	const struct synonym *s;

	for (s = synonyms; s->name != NULL; s++)
		if (is(s->name, name, len) && fits(s, m, params))
			return s;
	return NULL;
}

int
synonym_part(const struct synonym *s, const char *key, size_t len)
{
	static const char *const plain[2][3] = { { "x", "y", "z" },
	    { "width", "height", "depth" } };
	int i;

	for (i = 0; i < 3; i++)
		if (is(s->to[i], key, len) || is(plain[0][i], key, len) ||
		    is(plain[1][i], key, len))
			return i;
	return -1;
}
