/*
 * verdict - is this line what the patron must be told next?
 *
 * Most replies are known to the byte.  One that differs is read, and may still
 * be the same value written another way.
 */
#include <cjson/cJSON.h>
#include <string.h>

#include "tests/chaos/verdict.h"

#define SHOWN	160	/* bytes of a reply that are shown */

enum verdict {
	STRAY,		/* it answers nothing that is due */
	WRONG, GOOD
};

static uint64_t
number(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(object, name);

	return cJSON_IsNumber(item) ? (uint64_t)item->valuedouble : 0;
}

static bool
fits_exactly(const struct due *due, const cJSON *reply)
{
	cJSON *want = cJSON_ParseWithLength(due->want.bytes, due->want.len);
	bool same = cJSON_Compare(want, reply, true);

	cJSON_Delete(want);
	return same;
}

/* A list without elements need not be told. */
static bool
has_member(const cJSON *content, const cJSON *want)
{
	const cJSON *found = cJSON_GetObjectItem(content, want->string);

	return found == NULL ? cJSON_IsArray(want) && want->child == NULL :
	    cJSON_Compare(want, found, true);
}

static bool
fits_content(const struct due *due, const cJSON *result)
{
	const cJSON *content = cJSON_GetObjectItem(result,
	    "structuredContent"), *member;
	cJSON *want = cJSON_Parse(due->want.bytes);
	bool same = want != NULL;

	cJSON_ArrayForEach(member, want)
		same = same && has_member(content, member);
	cJSON_Delete(want);
	return same;
}

static bool
fits(const struct due *due, const cJSON *reply)
{
	const cJSON *result = cJSON_GetObjectItem(reply, "result");
	const cJSON *error = cJSON_GetObjectItem(reply, "error");
	uint64_t revision = number(result, "revision");

	switch (due->kind) {
	case DUE_EXACT:
		return fits_exactly(due, reply);
	case DUE_PONG:
		return cJSON_IsTrue(cJSON_GetObjectItem(result, "pong"));
	case DUE_REVISION:
		return result != NULL && revision >= due->low && revision <=
		    (due->high != 0 ? due->high : due->project->sent);
	case DUE_MEMBER:
		return cJSON_GetObjectItem(result, due->want.bytes) != NULL;
	case DUE_CONTENT:
		return fits_content(due, result);
	case DUE_ERROR:
		return (int)cJSON_GetNumberValue(
		    cJSON_GetObjectItem(error, "code")) == due->code;
	}
	return false;
}

/* Of those that were skipped, no reply will come. */
static bool
find_due(struct patron *p, uint64_t id)
{
	struct toll *toll = &p->stage->toll;

	if (id < p->first || id > p->last) {
		toll_fault(toll, FAULT_DOUBLED,
		    "patron %u: id %ju is answered when %ju is next",
		    p->index, (uintmax_t)id, (uintmax_t)p->first);
		return false;
	}
	while (p->first < id) {
		toll_fault(toll, FAULT_LOST,
		    "patron %u: id %ju is answered before %ju", p->index,
		    (uintmax_t)id, (uintmax_t)p->first);
		patron_settle(p);
	}
	return true;
}

static void
complain(struct patron *p, const struct due *due, const char *bytes,
    size_t len)
{
	toll_fault(&p->stage->toll, FAULT_WRONG,
	    "patron %u: must be %.*s (kind %d, code %d, revision %ju to %ju), "
	    "is %.*s", p->index,
	    due->want.len < SHOWN ? (int)due->want.len : SHOWN,
	    due->want.len == 0 ? "" : due->want.bytes, (int)due->kind,
	    due->code, (uintmax_t)due->low, (uintmax_t)due->high,
	    len < SHOWN ? (int)len : SHOWN, bytes);
}

/* Read a reply that is not what is due next to the byte. */
static enum verdict
read_reply(struct patron *p, const char *bytes, size_t len)
{
	struct toll *toll = &p->stage->toll;
	cJSON *reply = cJSON_ParseWithLength(bytes, len);
	const cJSON *error = cJSON_GetObjectItem(reply, "error");
	enum verdict verdict = STRAY;

	if (reply == NULL || number(reply, "id") == 0) {
		toll_fault(toll, FAULT_WRONG, "patron %u: no reply is %.*s",
		    p->index, len < SHOWN ? (int)len : SHOWN, bytes);
	} else if (find_due(p, number(reply, "id"))) {
		verdict = fits(patron_oldest(p), reply) ? GOOD : WRONG;
		if (verdict == WRONG)
			complain(p, patron_oldest(p), bytes, len);
	}
	if (verdict != GOOD && error != NULL)
		toll_error(toll, (int)cJSON_GetNumberValue(
		    cJSON_GetObjectItem(error, "code")));
	cJSON_Delete(reply);
	return verdict;
}

static void
judge(struct patron *p, const char *bytes, size_t len, uint64_t now_ns)
{
	const struct due *due = patron_oldest(p);
	enum verdict verdict = GOOD;
	uint64_t since;

	if (due != NULL) {
		since = due->sent_ns > p->wire.heard_ns ? due->sent_ns :
		    p->wire.heard_ns;
		histogram_add(&p->stage->toll.latency,
		    now_ns - due->sent_ns, 1);
		if (now_ns > since)
			toll_wait(&p->stage->toll, since, now_ns);
	}
	if (due == NULL || due->kind != DUE_EXACT || due->want.len != len ||
	    memcmp(due->want.bytes, bytes, len) != 0)
		verdict = read_reply(p, bytes, len);
	if (verdict == STRAY)
		return;
	due = patron_oldest(p);
	if (verdict == GOOD && due->edit)
		due->project->acked++;
	patron_settle(p);
}

static void
judge_batch(struct patron *p, const char *bytes, size_t len, uint64_t now_ns)
{
	const struct due *due = patron_oldest(p);
	unsigned wanted = due == NULL ? 0 : due->batch, found = 0;
	const char *at = bytes + 1, *end = bytes + len;
	struct json_frame frame;

	for (; at < end; at++) {
		frame = (struct json_frame){ 0 };
		if (*at != '{')
			continue;
		if (!json_frame_find(&frame, at, (size_t)(end - at)))
			break;
		judge(p, at, frame.seen, now_ns);
		at += frame.seen - 1;
		found++;
	}
	if (found != wanted)
		toll_fault(&p->stage->toll, FAULT_WRONG,
		    "patron %u: a batch has %u replies, must have %u",
		    p->index, found, wanted);
}

void
verdict_line(struct patron *p, const char *bytes, size_t len, uint64_t now_ns)
{
	if (bytes[0] == '[')
		judge_batch(p, bytes, len, now_ns);
	else
		judge(p, bytes, len, now_ns);
}
