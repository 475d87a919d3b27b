/*
 * scrub - take secrets out of text that is to be shown to others
 */
#include <ctype.h>
#include <string.h>

#include "client/scrub.h"
#include "text.h"

static const char bearer[] = "bearer ";

void
scrub_init(struct scrub *s, const char *home)
{
	memset(s, 0, sizeof *s);
	/* The root folder is nobody's name. */
	if (home != NULL && strlen(home) > 1)
		text_copy(s->home, sizeof s->home, home);
}

bool
scrub_word(struct scrub *s, const char *word)
{
	if (word[0] == '\0' || s->count == SCRUB_WORDS ||
	    !text_copy(s->word[s->count], SCRUB_WORD, word))
		return false;
	s->count++;
	return true;
}

static bool
begins(const char *text, size_t len, const char *word)
{
	size_t size = strlen(word);

	return size > 0 && size <= len && memcmp(text, word, size) == 0;
}

/* Bytes of the longest secret word here, or 0. */
static size_t
secret_word(const struct scrub *s, const char *text, size_t len)
{
	size_t longest = 0;
	int i;

	for (i = 0; i < s->count; i++)
		if (begins(text, len, s->word[i]) &&
		    strlen(s->word[i]) > longest)
			longest = strlen(s->word[i]);
	return longest;
}

/* Bytes of a token before `at`, after "Bearer "; 0 when there is none. */
static size_t
after_bearer(const char *text, size_t at, size_t len)
{
	size_t end = at;

	if (at < sizeof bearer - 1 || strncasecmp(text + at -
	    (sizeof bearer - 1), bearer, sizeof bearer - 1) != 0)
		return 0;
	while (end < len && !isspace((unsigned char)text[end]) &&
	    strchr("\"',;", text[end]) == NULL)
		end++;
	return end - at;
}

static bool
is_home(const struct scrub *s, const char *text, size_t len)
{
	size_t size = strlen(s->home);

	return begins(text, len, s->home) &&
	    (size == len || !isalnum((unsigned char)text[size]));
}

void
scrub_text(const struct scrub *s, const char *text, size_t len,
    struct buf *out)
{
	size_t at = 0, skip;

	while (at < len) {
		skip = secret_word(s, text + at, len - at);
		if (skip == 0)
			skip = after_bearer(text, at, len);
		if (skip > 0) {
			buf_add_text(out, SCRUB_MARK);
			at += skip;
		} else if (is_home(s, text + at, len - at)) {
			buf_add_text(out, "~");
			at += strlen(s->home);
		} else
			buf_add(out, text + at++, 1);
	}
}
