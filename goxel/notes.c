/*
 * notes - what was answered to requests that may come again
 *
 * A list in order of age, and a hash table of chains, as long as the list was
 * at its longest.  Each note is one piece of memory with its texts behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/notes.h"
#include "mem.h"

#define CHAINS_FIRST	16	/* doubles */

struct notes {
	struct note	*first, *last;
	uint32_t	 count;
	size_t		 bytes;
	struct note	**chain;	/* by hash; NULL: nothing was noted */
	uint32_t	 size;		/* of the table; a power of two */
};

struct notes *
notes_new(void)
{
	return xcalloc(1, sizeof(struct notes));
}

void
notes_free(struct notes *notes)
{
	struct note *note, *next;

	if (notes == NULL)
		return;
	for (note = notes->first; note != NULL; note = next) {
		next = note->next;
		free(note);
	}
	free(notes->chain);
	free(notes);
}

static size_t
note_bytes(const struct note *note)
{
	return sizeof *note + note->key.len + note->method.len +
	    note->result.len;
}

/* Where the chain of a key begins. */
static struct note **
chain_of(const struct notes *notes, const struct bytes *key)
{
	uint64_t hash = key->len;
	uint32_t i;

	for (i = 0; i < key->len; i++)
		hash = (hash ^ (uint8_t)key->at[i]) * 0x100000001b3u;
	hash *= 0x9e3779b97f4a7c15u;
	return &notes->chain[hash >> 32 & (notes->size - 1)];
}

static bool
same_bytes(const struct bytes *a, const struct bytes *b)
{
	return a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

const struct note *
notes_find(const struct notes *notes, const struct bytes *key)
{
	const struct note *note;

	if (notes->size == 0)
		return NULL;
	for (note = *chain_of(notes, key); note != NULL; note = note->chain)
		if (same_bytes(&note->key, key))
			return note;
	return NULL;
}

static void
enter(struct notes *notes, struct note *note)
{
	struct note **chain = chain_of(notes, &note->key);

	note->chain = *chain;
	*chain = note;
}

static void
grow(struct notes *notes)
{
	struct note *note;

	notes->size = notes->size == 0 ? CHAINS_FIRST : 2 * notes->size;
	free(notes->chain);
	notes->chain = xcalloc(notes->size, sizeof *notes->chain);
	for (note = notes->first; note != NULL; note = note->next)
		enter(notes, note);
}

static void
drop_first(struct notes *notes)
{
	struct note *note = notes->first;
	struct note **link = chain_of(notes, &note->key);

	while (*link != note)
		link = &(*link)->chain;
	*link = note->chain;
	if ((notes->first = note->next) == NULL)
		notes->last = NULL;
	notes->count--;
	notes->bytes -= note_bytes(note);
	free(note);
}

static struct bytes
copy_bytes(char **to, const struct bytes *from)
{
	struct bytes copy = { *to, from->len };

	if (from->len > 0)
		memcpy(*to, from->at, from->len);
	*to += from->len;
	return copy;
}

static struct note *
new_note(const struct edit_request_note *edit)
{
	struct note *note = xcalloc(1, sizeof *note + edit->key.len +
	    edit->method.len + edit->result.len);
	char *to = (char *)(note + 1);

	note->key = copy_bytes(&to, &edit->key);
	note->method = copy_bytes(&to, &edit->method);
	note->result = copy_bytes(&to, &edit->result);
	return note;
}

enum err
notes_add(struct notes *notes, const struct edit_request_note *edit)
{
	struct note *note;

	if (edit->key.len == 0 || edit->key.len > BOUND_KEY ||
	    edit->method.len > BOUND_NAME || edit->result.len > BOUND_NOTE)
		return ERR_PARAMS;
	if (notes_find(notes, &edit->key) != NULL)
		return OK;
	note = new_note(edit);
	if (notes->last != NULL)
		notes->last->next = note;
	else
		notes->first = note;
	notes->last = note;
	notes->bytes += note_bytes(note);
	if (notes->count++ == notes->size)
		grow(notes);
	else
		enter(notes, note);
	while (notes->count > BOUND_NOTES || notes->bytes > BOUND_NOTES_BYTES)
		drop_first(notes);
	return OK;
}

const struct note *
notes_first(const struct notes *notes)
{
	return notes->first;
}

uint32_t
notes_count(const struct notes *notes)
{
	return notes->count;
}
