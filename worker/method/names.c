/*
 * names - finding a method by what a client calls it
 *
 * The lookup table is open-addressed, four places a name, keyed by the length
 * and the first and last eight bytes of a name.  It is the one thing here that
 * is written: once, by methods_init, before the first request.
 */
#include <string.h>

#include "worker/method/method.h"

#define PLACES		1024	/* a power of two, well above the names */
#define PREFIX		"goxel."
#define PREFIX_LEN	(sizeof PREFIX - 1)
#define LONGEST		64	/* bytes of any name */

struct alias {
	const char	*name;
	enum method_id	 id;
	const char	*preset;
};

static const struct alias aliases[] = {
#define ALIAS(name, id, preset)	{ name, METHOD_##id, preset },
#include "tbl/aliases.h"
};

#define ALIASES		(sizeof aliases / sizeof aliases[0])

_Static_assert((METHOD_COUNT + ALIASES) * 4 <= PLACES,
    "the lookup table is too full");

struct place {
	const char		*name;
	const struct method	*method;	/* NULL: free */
	const char		*preset;
	uint32_t		 len;		/* of the name */
};

static struct place places[PLACES];

static uint64_t
word_at(const char *text, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, text, len);
	return word;
}

/* Names of one length differ early or late. */
static uint32_t
hash(const char *name, size_t len)
{
	uint64_t head, tail;

	if (len >= 8) {
		head = word_at(name, 8);
		tail = word_at(name + len - 8, 8);
	} else {
		head = word_at(name, len);
		tail = 0;
	}
	head = (head ^ (tail << 1 | tail >> 63)) + len;
	return (uint32_t)(head * 0x9e3779b97f4a7c15u >> 32) & (PLACES - 1);
}

static void
enter(const char *name, const struct method *method, const char *preset)
{
	size_t len = strlen(name);
	uint32_t at = hash(name, len);

	while (places[at].method != NULL)
		at = (at + 1) & (PLACES - 1);
	places[at] = (struct place){ name, method, preset, (uint32_t)len };
}

void
methods_init(void)
{
	const struct method *m;
	size_t i;

	memset(places, 0, sizeof places);
	for (m = methods; m->name != NULL; m++)
		enter(m->name, m, NULL);
	for (i = 0; i < ALIASES; i++)
		enter(aliases[i].name, &methods[aliases[i].id],
		    aliases[i].preset);
}

static const struct place *
place_of(const char *name, size_t len)
{
	uint32_t at = hash(name, len);

	for (; places[at].method != NULL; at = (at + 1) & (PLACES - 1))
		if (places[at].len == len &&
		    memcmp(places[at].name, name, len) == 0)
			return &places[at];
	return NULL;
}

/* The same without the prefix, or with it. */
static const struct place *
place_of_twin(const char *name, size_t len)
{
	char longer[PREFIX_LEN + LONGEST];
	const struct place *place;

	if (len > PREFIX_LEN && memcmp(name, PREFIX, PREFIX_LEN) == 0) {
		place = place_of(name + PREFIX_LEN, len - PREFIX_LEN);
		return place == NULL || strncmp(place->name, PREFIX,
		    PREFIX_LEN) == 0 ? NULL : place;
	}
	if (len > LONGEST)
		return NULL;
	memcpy(longer, PREFIX, PREFIX_LEN);
	memcpy(longer + PREFIX_LEN, name, len);
	return place_of(longer, PREFIX_LEN + len);
}

const struct method *
method_find(const char *name, size_t len, const char **preset)
{
	const struct place *place = place_of(name, len);

	if (place == NULL)
		place = place_of_twin(name, len);
	*preset = place == NULL ? NULL : place->preset;
	return place == NULL ? NULL : place->method;
}
