/*
 * tally - how long a bridge itself takes for what passes it
 */
#include <string.h>

#include "base/json.h"
#include "client/tally.h"

static const char *const names[LEGS] = { "up", "down" };

void
tally_add(struct tally *t, enum leg leg, long messages, uint64_t ns)
{
	struct board_method *m = &t->leg[leg];

	if (messages <= 0)
		return;
	pthread_mutex_lock(&t->lock);
	m->calls += (uint64_t)messages;
	m->ns += (uint64_t)messages * ns;
	m->bucket[board_bucket(ns)] += (uint64_t)messages;
	if (ns > m->ns_max)
		m->ns_max = ns;
	pthread_mutex_unlock(&t->lock);
}

static void
put_leg(struct json_out *out, const char *name, const struct board_method *m)
{
	uint32_t bucket;

	json_put_key(out, name);
	json_put_array(out);
	json_put_int(out, (int64_t)m->ns);
	json_put_int(out, (int64_t)m->ns_max);
	for (bucket = 0; bucket < BOARD_BUCKETS; bucket++) {
		if (m->bucket[bucket] == 0)
			continue;
		json_put_int(out, bucket);
		json_put_int(out, (int64_t)m->bucket[bucket]);
	}
	json_put_array_end(out);
}

static void
put_line(struct buf *line, const struct board_method leg[LEGS])
{
	struct json_out out;
	int i;

	json_out_open(&out, line);
	json_put_object(&out);
	json_put_key(&out, "jsonrpc");
	json_put_text(&out, "2.0");
	json_put_key(&out, "method");
	json_put_text(&out, "notifications/goxel/bridge");
	json_put_key(&out, "params");
	json_put_object(&out);
	json_put_key(&out, "arguments");
	json_put_object(&out);
	for (i = 0; i < LEGS; i++)
		put_leg(&out, names[i], &leg[i]);
	json_put_object_end(&out);
	json_put_object_end(&out);
	json_put_object_end(&out);
	buf_add(line, "\n", 1);
}

bool
tally_report(struct tally *t, struct buf *out)
{
	struct board_method leg[LEGS];

	pthread_mutex_lock(&t->lock);
	memcpy(leg, t->leg, sizeof leg);
	memset(t->leg, 0, sizeof t->leg);
	pthread_mutex_unlock(&t->lock);
	if (leg[LEG_UP].calls + leg[LEG_DOWN].calls == 0)
		return false;
	put_line(out, leg);
	return true;
}
