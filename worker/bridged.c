/*
 * bridged - what a stdio bridge (goxelctl mcp) tells of itself
 */
#include "worker/bridged.h"

#define LINES_MOST	1000000		/* in one bucket of one report */
#define NS_MOST		1000000000000000	/* 11 days */

/* The next whole number of an array, from 0 to `most`; -1: there is none. */
static int64_t
next_number(struct json *j, int64_t most)
{
	if (json_next(j) != JSON_NUMBER || !j->integer || j->whole < 0 ||
	    j->whole > most)
		return -1;
	return j->whole;
}

static enum err
read_buckets(struct json *j, struct board_method *out)
{
	struct json look;
	int64_t bucket, count;

	for (;;) {
		look = *j;
		if (json_next(&look) == JSON_ARRAY_END)
			return OK;
		bucket = next_number(j, BOARD_BUCKETS - 1);
		count = next_number(j, LINES_MOST);
		if (bucket < 0 || count < 0)
			return ERR_PARAMS;
		out->bucket[bucket] += (uint64_t)count;
		out->calls += (uint64_t)count;
		if (out->calls > LINES_MOST)
			return ERR_PARAMS;
	}
}

enum err
bridged_add(struct board_method *to, const struct slice *array)
{
	struct board_method more = { .calls = 0 };
	struct json j = message_json(array);
	int64_t ns, longest;

	if (json_next(&j) != JSON_ARRAY)
		return ERR_PARAMS;
	ns = next_number(&j, NS_MOST);
	longest = next_number(&j, NS_MOST);
	if (ns < 0 || longest < 0 || longest > ns ||
	    read_buckets(&j, &more) != OK)
		return ERR_PARAMS;
	more.ns = (uint64_t)ns;
	more.ns_max = (uint64_t)longest;
	board_add(to, &more);
	return OK;
}

static void
take_leg(struct agent *a, const char *key, enum request_layer layer)
{
	struct worker *w = a->conn->worker;
	struct slice array = message_member(&a->message.params.arguments, key);

	if (array.at != NULL)
		bridged_add(&w->segment->layers->row[w->heritage->row]
		    [PATH_BRIDGE][layer], &array);
}

enum serve
bridged_take(struct agent *a)
{
	struct conn *c = a->conn;

	/* Times that a commit follows may be counted twice by a death. */
	if (c->row->transport == TRANSPORT_UNIX && c->row->door == DOOR_JSON) {
		c->row->bridged = 1;
		take_leg(a, "up", LAYER_bridge_up);
		take_leg(a, "down", LAYER_bridge_down);
	}
	conn_commit(c->row, &a->plan.next);
	return SERVE_ON;
}
