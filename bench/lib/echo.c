/*
 * echo - count the replies in a stream of bytes
 *
 * The client shares the machine with the server, so it looks at bytes with
 * memchr and memmem.  In JSON text a quote inside a string is escaped, hence
 * the mark can only be a key.  It may straddle two reads: the last bytes of a
 * cut line are kept and looked at again with the first of the next read.
 */
#include <stdlib.h>
#include <string.h>

#include "bench/lib/echo.h"
#include "bench/lib/echo_mcp.h"

#define MARK		"\"error\":"
#define MARK_LEN	(sizeof(MARK) - 1)
#define KEEP		(MARK_LEN - 1)	/* more of it would hold a mark */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
has_mark(const struct echo *a, const char *bytes, size_t len)
{
	char seam[2 * KEEP];
	size_t more = least(len, KEEP);

	if (memmem(bytes, len, MARK, MARK_LEN) != NULL)
		return true;
	if (a->part_len == 0)
		return false;
	memcpy(seam, a->part, a->part_len);
	memcpy(seam + a->part_len, bytes, more);
	return memmem(seam, a->part_len + more, MARK, MARK_LEN) != NULL;
}

/* Keep the last bytes of a line that goes on. */
static void
keep_end(struct echo *a, const char *bytes, size_t len)
{
	size_t now = least(len, KEEP);
	size_t old = least(a->part_len, KEEP - now);

	memmove(a->part, a->part + a->part_len - old, old);
	memcpy(a->part + old, bytes + len - now, now);
	a->part_len = (uint32_t)(old + now);
}

static unsigned
count_lines(struct echo *a, const char *bytes, size_t len, uint64_t *errors)
{
	const char *newline;
	unsigned replies = 0;
	size_t part;

	for (; len > 0; bytes += part, len -= part) {
		newline = memchr(bytes, '\n', len);
		part = newline == NULL ? len : (size_t)(newline - bytes) + 1;
		a->bad = a->bad || has_mark(a, bytes, part);
		if (newline == NULL) {
			keep_end(a, bytes, part);
			continue;
		}
		replies++;
		*errors += a->bad;
		a->bad = false;
		a->part_len = 0;
	}
	return replies;
}

/* A line of RESP is complete: 1 if it is a reply, 0 if a bulk follows. */
static unsigned
end_line(struct echo *a, uint64_t *errors)
{
	char kind = a->part[0];
	long size;

	a->part[a->part_len] = '\0';
	a->part_len = 0;
	if (kind == '+' || kind == ':')
		return 1;
	size = kind == '$' ? strtol(a->part + 1, NULL, 10) : -1;
	if (size < 0) {
		(*errors)++;
		return 1;
	}
	a->skip = (uint64_t)size + 2;
	return 0;
}

static unsigned
count_redis(struct echo *a, const char *bytes, size_t len, uint64_t *errors)
{
	unsigned replies = 0;
	size_t part;

	for (; len > 0; bytes += part, len -= part) {
		part = 1;
		if (a->skip > 0) {
			part = least(len, a->skip);
			a->skip -= part;
			replies += a->skip == 0;
		} else if (*bytes == '\n') {
			replies += end_line(a, errors);
		} else if (a->part_len < sizeof(a->part) - 1) {
			a->part[a->part_len++] = *bytes;
		}
	}
	return replies;
}

void
echo_reset(struct echo *a)
{
	a->part_len = 0;
	a->bad = false;
	a->skip = 0;
	a->rest.len = 0;
}

unsigned
echo_count(struct echo *a, enum echo_kind kind, const char *bytes,
    size_t len, uint64_t *errors)
{
	if (kind == ECHO_REDIS)
		return count_redis(a, bytes, len, errors);
	if (kind == ECHO_LINE || kind == ECHO_HTTP)
		return echo_mcp(&a->rest, kind, bytes, len, errors);
	return count_lines(a, bytes, len, errors);
}
